// SPDX-License-Identifier: BSL-1.0
#pragma once
// The policy of lists with a marker or token: what to send next, and when the list has ended. The fingerprint of
// every token is remembered, since a service that repeats one would otherwise be asked for ever.

#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <string>
#include <unordered_set>

namespace roster::inline v0::detail {

/// The longest marker or token of a service that is sent back.
/// Units: bytes.
inline constexpr std::size_t max_token_size = 65'536;

/// What an answer says about how the list continues.
struct token_facts {
  std::optional<std::string> next{};  ///< the token for the next page; "" counts as none
  bool has_flag{};                    ///< the API has a "more" flag
  std::optional<bool> more{};         ///< that flag, where the answer has it
  std::size_t items{};
};

/// What is known of a service beforehand.
struct token_rules {
  bool same_token_ends{};    ///< the token that was sent, once more, means the end
  int most_empty_pages{50};  ///< in a row, while there is more
};

class token_pager {
 public:
  /// Starts at `token`, which the caller may have from elsewhere; "" is the beginning.
  explicit token_pager(std::string token, token_rules rules = {}) : rules_(rules), token_(std::move(token)) {}

  /// Returns the token to send; "" for none.
  const std::string& token() const noexcept { return token_; }

  /// Returns how many pages in a row had no items.
  int empty_pages() const noexcept { return empty_pages_; }

  /// Tells whether an answer leads on, to a token that has not been sent yet and is not too long.
  ROSTER_DECL bool leads_on(const token_facts& facts) const;

  /// Takes a page; one whose token is longer than `max_token_size` is stuck. When it is stuck, nothing has changed and the same page can be asked for again.
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
