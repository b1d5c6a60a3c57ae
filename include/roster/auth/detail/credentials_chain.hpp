// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials from the first of several sources that has any. A source is a function, so that a vendor's
// chain is a list, and adding a source (a metadata service, a token exchange) adds one element.

#include <functional>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The result of trying one source.
struct credentials_search {
  std::optional<credentials> key{};
  std::string told{};  ///< "/home/me/.aliyun/config.json (does not exist)": for messages, without secrets
  bool broken{};       ///< the source is malformed or incomplete: the search stops here
};

/// Tries one source; asynchronous, since some sources need the network.
using credentials_source = std::function<asio::awaitable<credentials_search>()>;

/// Wraps a synchronous search as a source.
ROSTER_DECL credentials_source place_of(std::function<credentials_search()> look);

/// Tries its sources in order, on every call, and returns the first credentials found. A malformed source
/// stops the search: falling through could use another account's credentials.
/// Example: credentials_chain: uses the first source with credentials and tries none after it
class credentials_chain final : public credentials_provider {
 public:
  explicit credentials_chain(std::vector<credentials_source> places) noexcept : places_(std::move(places)) {}

  /// Fails: failure(errc::no_credentials) that lists every source tried, and why it was not usable.
  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  std::vector<credentials_source> places_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/credentials_chain.ipp>
#endif
