// expect: roster: two alternatives of a std::variant have the same kind in JSON; its kind (string, number, boolean, array or object) selects the alternative, and one_or_many and json_text are of several kinds; use one alternative of each kind
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <variant>
#include <vector>

struct service {
  std::variant<std::string, roster::utc_time> size{};
};
constexpr bool checked = roster::detail::check_members<service, roster::verbatim_case>();
