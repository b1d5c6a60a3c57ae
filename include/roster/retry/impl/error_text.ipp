// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of error_text.hpp.

#include <algorithm>
#include <roster/http/detail/grammar.hpp>
#include <roster/retry/detail/error_text.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::string scalar_text(std::string_view json) {
  if (json.empty() || json.front() == '{' || json.front() == '[') return {};
  if (json.front() != '"') return std::string(json);
  auto in_list = read_list<texts>("[" + std::string(json) + "]");
  return in_list.list.empty() ? std::string() : std::move(in_list.list.front());
}

ROSTER_DECL std::string plain_name(std::string_view name) {
  auto plain = http::detail::lower_case(name);
  std::erase_if(plain, [](char c) { return c == '_' || c == '-'; });
  return plain;
}

ROSTER_DECL bool is_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), http::detail::is_digit);
}

ROSTER_DECL std::string bare_code(std::string code) {
  if (const auto end = code.find(":http"); end != std::string::npos) code.erase(end);
  if (const auto begin = code.rfind('#'); begin != std::string::npos) code.erase(0, begin + 1);
  return code;
}

ROSTER_DECL bool is_success_code(std::string_view code) noexcept {
  if (is_digits(code))
    return code.find_first_not_of('0') == code.npos || (code.size() == 3 && code.front() == '2');
  const auto plain = plain_name(code);
  return plain.empty() || plain == "ok" || plain == "success" || plain == "succeeded" || plain == "true";
}

}  // namespace roster::inline v0::detail
