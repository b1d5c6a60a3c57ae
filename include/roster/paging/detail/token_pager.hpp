// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paging by marker or token: decides which token is sent next and when the list has ended. Stores the
// fingerprint of every token, since otherwise a service that repeats one would cause an endless listing.

#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <string>
#include <unordered_set>

namespace roster::inline v0::detail {

/// The longest marker or token that is sent back to a service.
/// Units: bytes.
inline constexpr std::size_t max_token_size = 65'536;

/// The facts that a response contains about the next page.
struct token_facts {
  std::optional<std::string> next{};  ///< the token for the next page; "" counts as none
  bool has_flag{};                    ///< the API has a "more" flag
  std::optional<bool> more{};         ///< that flag, if the response contains it
  std::size_t items{};
};

/// The known behaviour of a service.
struct token_rules {
  bool same_token_ends{};   ///< a response that repeats the token of its request ends the list
  int max_empty_pages{50};  ///< maximum in a row while there are more pages
};

class token_pager {
 public:
  /// Starts at `token`; "" is the beginning of the list.
  explicit token_pager(std::string token, token_rules rules = {}) : rules_(rules), token_(std::move(token)) {}

  /// Returns the token to send; "" for none.
  const std::string& token() const noexcept { return token_; }

  /// Returns how many of the last pages in a row were empty.
  int empty_pages() const noexcept { return empty_pages_; }

  /// Returns whether a response leads to another page: its token is new and not longer than `max_token_size`.
  ROSTER_DECL bool leads_on(const token_facts& facts) const;

  /// Accepts a page; a token longer than `max_token_size` makes it `stuck`. If the outcome is `stuck`, the
  /// state is unchanged and the same page can be requested again.
  ROSTER_DECL page_outcome accept(const token_facts& facts);

 private:
  token_rules rules_;
  std::string token_;
  std::unordered_set<text_fingerprint, fingerprint_hash> sent_{};
  int empty_pages_{};  // in a row
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/token_pager.ipp>
#endif
