// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials from the first of several places that has some. A place is a function, so that a vendor's chain
// is a list, and one more place (a metadata service, a token exchange) is one more line in it.

#include <functional>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// What looking at one place brought.
struct credentials_search {
  std::optional<credentials> key{};
  std::string told{};  ///< "/home/me/.aliyun/config.json (does not exist)": fit for a message, shows no value
  bool broken{};       ///< there is something that cannot be used: nothing may be taken in its stead
};

/// Looks at one place; asynchronous, since some are across the network.
using credentials_place = std::function<asio::awaitable<credentials_search>()>;

/// Makes a place of a function that looks at once.
ROSTER_DECL credentials_place place_of(std::function<credentials_search()> look);

/// Asks its places in their order, each time anew, and takes the first key. A place with something broken ends
/// the search: another account's key is never taken instead of it.
/// Example: credentials_chain: takes the first place that has credentials and looks at none behind it
class credentials_chain final : public credentials_provider {
 public:
  explicit credentials_chain(std::vector<credentials_place> places) noexcept : places_(std::move(places)) {}

  /// Fails: failure(errc::no_credentials) with every place that was looked at, and why it did not do.
  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  std::vector<credentials_place> places_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/credentials_chain.ipp>
#endif
