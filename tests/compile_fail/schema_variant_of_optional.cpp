// expect: roster: an alternative of a std::variant is a std::optional, another std::variant or unknown_fields; an alternative is a type of one JSON value; write std::optional<std::variant<…>> for a member that may be absent
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <variant>
#include <vector>

struct service {
  std::variant<std::string, std::optional<int>> size{};
};
constexpr bool checked = roster::detail::check_members<service, roster::verbatim_case>();
