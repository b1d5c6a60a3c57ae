// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of declared_errors.hpp.

#include <roster/retry/detail/declared_errors.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <roster/retry/detail/error_text.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns how well the best entry of a list matches a code: 0 for not at all, more for a longer entry, most for an
/// equal one.
inline std::size_t match(declared_errors::codes list, std::string_view code) noexcept {
  std::size_t best = 0;
  for (const auto entry : list) {
    if (entry == code) return (std::numeric_limits<std::size_t>::max)();
    if (entry.ends_with('*') && code.starts_with(entry.substr(0, entry.size() - 1)))
      best = (std::max)(best, entry.size());
  }
  return best;
}

struct listed_condition {
  declared_errors::codes declared_errors::* list;
  errc condition;
};
inline constexpr listed_condition listed_conditions[]{
    {&declared_errors::throttled, errc::throttled},
    {&declared_errors::unauthenticated, errc::unauthenticated},
    {&declared_errors::expired_token, errc::unauthenticated},
    {&declared_errors::clock_skew, errc::unauthenticated},
    {&declared_errors::nonce_used, errc::unauthenticated},
    {&declared_errors::forbidden, errc::forbidden},
    {&declared_errors::transient, errc::unavailable},
    {&declared_errors::bad_request, errc::bad_request},
};

struct best_match {
  std::size_t length{};  // 0: no list has the code
  errc condition{};
};

inline best_match find_best(std::string_view code, const declared_errors& declared) noexcept {
  best_match best;
  if (code.empty()) return best;
  for (const auto& [list, condition] : listed_conditions)
    if (const auto length = match(declared.*list, code); length > best.length) best = {length, condition};
  return best;
}

ROSTER_DECL std::optional<errc> declared_condition(std::string_view code,
                                                   const declared_errors& declared) noexcept {
  const auto best = find_best(code, declared);
  return best.length != 0 ? std::optional(best.condition) : std::nullopt;
}

ROSTER_DECL std::optional<bool> declared_expired_token(std::string_view code, bool carried_token,
                                                       const declared_errors& declared) noexcept {
  const auto best = find_best(code, declared);
  if (best.length == 0) return std::nullopt;
  if (match(declared.expired_token, code) != best.length) return false;
  return carried_token || match(declared.unauthenticated, code) != best.length;
}

ROSTER_DECL std::optional<bool> declared_clock_skew(std::string_view code,
                                                    const declared_errors& declared) noexcept {
  const auto best = find_best(code, declared);
  if (best.length == 0) return std::nullopt;
  return match(declared.clock_skew, code) == best.length;
}

ROSTER_DECL bool declared_nonce_used(std::string_view code, const declared_errors& declared) noexcept {
  const auto best = find_best(code, declared);
  return best.length != 0 && match(declared.nonce_used, code) == best.length;
}

/// Skips a value of a page, which may have been accepted with strings that are not valid Unicode.
inline bool skip_value(json_reader& in) {
  const auto start = in.here();
  return in.skip() || in.skip_instead(start);
}

/// Finds the first value that is not null at a path of names, below the first element of each list. Returns false if
/// there is none; reading may go on after that, but not after a value was found.
inline bool find_value(json_reader& in, std::span<const std::string_view> names, std::string_view& json) {
  json_reader::scope inside;
  if (in.peek() == '[') {
    if (!in.enter_list(inside) || !in.more(inside)) return false;
    if (find_value(in, names, json)) return true;
    while (in.good() && in.more(inside)) skip_value(in);
    return false;
  }
  if (names.empty()) {
    if (in.null()) return false;
    const auto start = in.offset();
    if (!skip_value(in)) return false;
    json = in.since(start);
    return true;
  }
  if (in.peek() != '{') {
    skip_value(in);
    return false;
  }
  if (!in.enter_object(inside)) return false;
  while (in.more(inside)) {
    std::string_view name;
    if (!in.key(name)) return false;
    if (name != names.front())
      skip_value(in);
    else if (find_value(in, names.subspan(1), json))
      return true;
    if (!in.good()) return false;
  }
  return false;
}

/// Returns false only if no member has this name: a cheap search, so that most pages are read once.
inline bool may_have_member(std::string_view body, std::string_view name) noexcept {
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return !is_plain || body.find(name) != body.npos || body.find("\\u00") != body.npos;
}

/// Returns the JSON of a member of a valid body; "" if it is absent or null.
inline std::string_view read_member(std::string_view body, std::span<const std::string_view> names) {
  if (names.empty() ||
      !std::all_of(names.begin(), names.end(), [&](auto name) { return may_have_member(body, name); }))
    return {};
  constexpr auto most = (std::numeric_limits<std::size_t>::max)();  // the body itself is bounded
  json_reader in(body, {.items = most, .members = most});
  std::string_view json;
  return find_value(in, names, json) ? json : std::string_view();
}

/// Returns a string or number at a place, as text.
inline std::string read_text(const http::response& response, const error_place& place, bool is_valid) {
  if (!place.header.empty()) return std::string(response.headers.get(place.header));
  if (!is_valid) return {};
  const auto json = read_member(response.body, place.names);
  return json == "true" || json == "false" ? std::string() : scalar_text(json);
}

/// Returns whether a place of the declaration is in the body, which then has to be read.
inline bool reads_body(const declared_errors& declared) noexcept {
  return !declared.code.names.empty() || !declared.message.names.empty() ||
         !declared.request_id.names.empty() || !declared.fails_unless.names.empty();
}

ROSTER_DECL declared_parts read_declared_parts(const http::response& response,
                                               const declared_errors& declared) {
  const bool is_valid = reads_body(declared) && is_json(response.body);
  return {.code = bare_code(read_text(response, declared.code, is_valid)),
          .message = read_text(response, declared.message, is_valid),
          .request_id = read_text(response, declared.request_id, is_valid)};
}

ROSTER_DECL std::string text_at_place(const http::response& response, const error_place& place) {
  return read_text(response, place, place.header.empty() && is_json(response.body));
}

/// Returns whether a text at `message` is an error although there is no code: not beside a declared code at the top
/// level, where many services also describe success.
inline bool message_is_error(const declared_errors& declared) noexcept {
  if (declared.fails_unless.declared() || !declared.message.declared()) return false;
  return !declared.code.declared() || declared.message.names.size() > 1;
}

ROSTER_DECL bool has_error_header(const http::response& response, const declared_errors& declared) {
  if (declared.code.header.empty()) return false;
  const auto code = bare_code(std::string(response.headers.get(declared.code.header)));
  return !code.empty() && (declared_condition(code, declared) || !is_success_code(code));
}

ROSTER_DECL bool is_declared_error(const http::response& response, const declared_errors& declared,
                                   bool is_valid) {
  if (reads_body(declared) && !is_valid) is_valid = is_json(response.body);
  if (is_valid && declared.fails_unless.declared()) {
    const auto json = read_member(response.body, declared.fails_unless.names);
    if (json != "true" && json != "\"true\"") return true;
  }
  const auto code = bare_code(read_text(response, declared.code, is_valid));
  if (!code.empty()) return declared_condition(code, declared) || !is_success_code(code);
  return message_is_error(declared) && !is_success_code(read_text(response, declared.message, is_valid));
}

}  // namespace roster::inline v0::detail
