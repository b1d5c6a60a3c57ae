// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of environment.hpp.

#include <roster/auth/environment.hpp>

#include <cstdlib>

namespace roster::inline v0 {

ROSTER_DECL environment process_environment() {
  return [](std::string_view name) -> std::optional<std::string> {
    const char* const value = std::getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

namespace detail {

ROSTER_DECL std::optional<std::string> find_variable(const environment& variables, std::string_view name) {
  auto value = variables(name);
  if (value && value->empty()) value.reset();
  return value;
}

}  // namespace detail

}  // namespace roster::inline v0
