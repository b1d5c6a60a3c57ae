// SPDX-License-Identifier: BSL-1.0
#pragma once
// The process's environment as a function, so that tests can replace it.

#include <functional>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// Looks up a variable; returns std::nullopt if it is not set.
using environment = std::function<std::optional<std::string>(std::string_view name)>;

/// Returns the environment of the process. Other threads must not modify it concurrently (getenv).
ROSTER_DECL environment process_environment();

namespace detail {

/// Reads a variable; an empty one counts as not set, as in the vendors' clients.
ROSTER_DECL std::optional<std::string> find_variable(const environment& variables, std::string_view name);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/environment.ipp>
#endif
