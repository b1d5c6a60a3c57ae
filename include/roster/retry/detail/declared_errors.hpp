// SPDX-License-Identifier: BSL-1.0
#pragma once
// An operation's declaration of errors without its types, and what a response contains at its places.

#include <array>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/detail/check_errors.hpp>
#include <roster/schema/errors.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/wire_name.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A place in a response: a header, a member of the body, or none.
struct error_place {
  std::string_view header{};
  std::span<const std::string_view> names{};  ///< of the member on the wire, outermost first

  constexpr bool declared() const noexcept { return !header.empty() || !names.empty(); }
};

/// The declaration `errors` of an operation.
struct declared_errors {
  using codes = std::span<const std::string_view>;

  error_place code{};
  error_place message{};
  error_place request_id{};
  codes throttled{};
  codes unauthenticated{};
  codes forbidden{};
  codes expired_token{};
  codes clock_skew{};
  codes nonce_used{};
  codes transient{};
  codes bad_request{};
  error_place fails_unless{};
};

/// The declaration that declares nothing.
inline constexpr declared_errors no_declared_errors{};

template <letter_case Case, auto... Members>
inline constexpr std::array<std::string_view, sizeof...(Members)> names_of_path{
    wire_name_of_member<Members, Case>...};

template <letter_case Case>
constexpr error_place erase_place(no_path) noexcept {
  return {};
}
template <letter_case Case>
constexpr error_place erase_place(header place) noexcept {
  return {.header = place.name};
}
template <letter_case Case, auto... Members>
constexpr error_place erase_place(path_type<Members...>) noexcept {
  return {.names = names_of_path<Case, Members...>};
}

template <class Op>
consteval declared_errors erase_errors() {
  if constexpr (check_errors<Op>()) {
    constexpr auto& all = errors_of<Op>;
    return {.code = erase_place<case_of<Op>>(all.code),
            .message = erase_place<case_of<Op>>(all.message),
            .request_id = erase_place<case_of<Op>>(all.request_id),
            .throttled = {all.throttled.begin(), all.throttled.size()},
            .unauthenticated = {all.unauthenticated.begin(), all.unauthenticated.size()},
            .forbidden = {all.forbidden.begin(), all.forbidden.size()},
            .expired_token = {all.expired_token.begin(), all.expired_token.size()},
            .clock_skew = {all.clock_skew.begin(), all.clock_skew.size()},
            .nonce_used = {all.nonce_used.begin(), all.nonce_used.size()},
            .transient = {all.transient.begin(), all.transient.size()},
            .bad_request = {all.bad_request.begin(), all.bad_request.size()},
            .fails_unless = erase_place<case_of<Op>>(all.fails_unless)};
  } else {
    return {};
  }
}

/// The declaration of the operation Op.
template <class Op>
inline constexpr declared_errors declared_errors_of = erase_errors<Op>();

/// Returns the condition of a code that the declaration lists; the longest matching entry decides.
/// Example: declared_errors: the longest matching entry of all lists decides
ROSTER_DECL std::optional<errc> declared_condition(std::string_view code,
                                                   const declared_errors& declared) noexcept;

/// Returns whether a code means an expired token, a wrong clock or a used nonce: true or false if a list of the
/// declaration has the code, std::nullopt or false if none has it.
ROSTER_DECL std::optional<bool> declared_expired_token(std::string_view code, bool carried_token,
                                                       const declared_errors& declared) noexcept;
ROSTER_DECL std::optional<bool> declared_clock_skew(std::string_view code,
                                                    const declared_errors& declared) noexcept;
ROSTER_DECL bool declared_nonce_used(std::string_view code, const declared_errors& declared) noexcept;

/// The parts of an error at the declared places, raw network text; "" if absent, or not a string or number.
struct declared_parts {
  std::string code{};
  std::string message{};
  std::string request_id{};
};

/// Reads the declared places of a response. A body that is not valid JSON has none.
ROSTER_DECL declared_parts read_declared_parts(const http::response& response,
                                               const declared_errors& declared);

/// Returns the string or number at a place of an error response, as text; "" if it is absent or not one.
ROSTER_DECL std::string text_at_place(const http::response& response, const error_place& place);

/// Returns whether the header that holds the declared code contains one that does not mean success.
ROSTER_DECL bool has_error_header(const http::response& response, const declared_errors& declared);

/// Returns whether a response with a success status is an error by its declaration. `is_valid`: the body is known to
/// be valid JSON, so that most pages need only a search for the names.
ROSTER_DECL bool is_declared_error(const http::response& response, const declared_errors& declared,
                                   bool is_valid);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/declared_errors.ipp>
#endif
