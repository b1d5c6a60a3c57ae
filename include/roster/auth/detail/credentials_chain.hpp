// SPDX-License-Identifier: BSL-1.0
#pragma once
// Validating credentials, and trying several sources of them.

#include <functional>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Names of environment variables.
/// Lifetime: that of the strings, usually literals.
struct environment_names {
  std::string_view access_key_id{};
  std::string_view access_key_secret{};
  std::string_view security_token{};  ///< "" if the vendor has none
};

/// Whether a header's text may have spaces between its characters.
enum class inner_spaces : bool { rejected, allowed };

/// Checks that `text` is not empty and consists of visible ASCII characters other than those in `reserved`.
/// Fails: failure(errc::no_credentials) if it is empty, failure(errc::invalid_argument) for a byte that is
/// not allowed in a header; the message contains `what`, never the text.
ROSTER_DECL void check_header_text(std::string_view what, std::string_view text,
                                   std::string_view reserved = {},
                                   inner_spaces spaces = inner_spaces::rejected);

/// Returns the credentials without leading and trailing line ends in any member; mounted files often end with
/// one.
ROSTER_DECL credentials without_line_ends(const credentials& key);

/// Returns which member of the credentials begins or ends with an unexpected character, "access_key_secret,
/// which begins or ends with a quote"; "" if none does. `names` are the members' names in the file or the
/// environment.
ROSTER_DECL std::string problem_of_ends(const credentials& key, const environment_names& names);

/// Fails: failure(errc::no_credentials) if the id or the secret is empty; failure(errc::invalid_argument) if the id or
/// the token cannot be sent in a header.
ROSTER_DECL void validate_credentials(const credentials& key);

/// The result of trying one source.
struct credentials_search {
  std::optional<credentials> key{};
  std::string
      description{};  ///< "/home/me/.aliyun/config.json (does not exist)": for messages, without secrets
  bool broken{};      ///< the source is malformed or incomplete: the search stops here
};

/// One source of credentials; one of the functions is set.
struct credentials_source {
  std::function<credentials_search()> look{};                  ///< for sources that need no waiting
  std::function<asio::awaitable<credentials_search>()> ask{};  ///< for sources that may need the network
};

/// Tries its sources in order, on every call, and returns the first credentials found. A malformed source
/// stops the search: falling through could use another account's credentials.
/// Example: credentials_chain: uses the first source with credentials and tries none after it
class credentials_chain final : public credentials_provider {
 public:
  explicit credentials_chain(std::vector<credentials_source> sources) noexcept
      : sources_(std::move(sources)) {}

  /// Fails: failure(errc::no_credentials) that lists every source tried, and why it was not usable.
  ROSTER_DECL asio::awaitable<credentials> get() override;
  /// Returns the first credentials found, unless a source that may need the network comes before them.
  ROSTER_DECL std::optional<credentials> try_get() override;

 private:
  std::vector<credentials_source> sources_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/credentials_chain.ipp>
#endif
