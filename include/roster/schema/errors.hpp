// SPDX-License-Identifier: BSL-1.0
#pragma once
// How a service reports errors, declared as data.

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <roster/schema/path.hpp>
#include <string_view>

namespace roster::inline v0 {

namespace detail {

/// Up to `capacity` error codes, from a braced list: {"AccessDenied", "Forbidden.*"}. An entry matches exactly; one
/// that ends in '*' matches every code that begins with the text before it.
class code_list {
 public:
  static constexpr std::size_t capacity = 16;

  constexpr code_list() = default;
  template <class... Code>
    requires(sizeof...(Code) > 0 && (std::convertible_to<const Code&, std::string_view> && ...))
  constexpr code_list(const Code&... codes)
      : size_((std::min)(sizeof...(Code), capacity)) {  // NOLINT: implicit
    static_assert(
        sizeof...(Code) <= capacity,
        "roster: too many codes in one list of errors; a list has at most 16 entries; replace codes "
        "with a common beginning by one entry with a '*' at the end: \"Throttling*\"");
    if constexpr (sizeof...(Code) <= capacity) {
      std::size_t at = 0;
      ((codes_[at++] = codes), ...);
    }
  }

  constexpr const std::string_view* begin() const noexcept { return codes_.data(); }
  constexpr const std::string_view* end() const noexcept { return codes_.data() + size_; }
  constexpr std::size_t size() const noexcept { return size_; }

 private:
  std::array<std::string_view, capacity> codes_{};
  std::size_t size_{};
};

}  // namespace detail

/// The errors of an operation's service. A place is a path that begins in the response or in a struct of its own, whose
/// members have the operation's letter case, or a response header; the first element of a list in the path counts. A
/// declared code, message or id takes precedence over the recognized formats, and a declared list over the recognized
/// codes; whatever is not declared or not found is recognized as without a declaration.
///
/// A response with status 200 is an error, even with items, if `fails_unless` is not true; if the code at `code` is
/// listed here or does not mean success; or, without such a code and without `fails_unless`, if there is a text at
/// `message`, unless that is a top-level member beside a declared `code`.
///
/// A list has at most 16 codes; an entry matches exactly, or with '*' at its end by prefix; the longest match wins.
/// Example: errors: the error formats of eight services, declared
template <class Code = detail::no_path, class Message = detail::no_path, class RequestId = detail::no_path,
          class FailsUnless = detail::no_path>
struct errors {
  Code code{};                          ///< a string or an integer
  Message message{};                    ///< a string
  RequestId request_id{};               ///< to quote to the vendor's support
  detail::code_list throttled{};        ///< errc::throttled: retried with longer delays
  detail::code_list unauthenticated{};  ///< errc::unauthenticated
  detail::code_list forbidden{};        ///< errc::forbidden: the failure names the operation's permission
  /// errc::unauthenticated: refreshed credentials may be accepted. A code that `unauthenticated` lists as well counts
  /// as an expired token only if the request carried a temporary token.
  detail::code_list expired_token{};
  detail::code_list clock_skew{};   ///< errc::unauthenticated: sent again with the time of the service
  detail::code_list nonce_used{};   ///< errc::unauthenticated: retried once, with a new nonce
  detail::code_list transient{};    ///< errc::unavailable: retried
  detail::code_list bad_request{};  ///< errc::bad_request: not retried, even with status 5xx
  FailsUnless fails_unless{};       ///< a path to a bool or flag that is true in every successful response
};

}  // namespace roster::inline v0
