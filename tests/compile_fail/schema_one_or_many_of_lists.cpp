// expect: roster: the elements of a roster::one_or_many are an array, a std::optional, a std::variant or json_text; a single element is recognized since it is no array; use std::vector
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <variant>
#include <vector>

struct service {
  roster::one_or_many<std::vector<int>> size{};
};
constexpr bool checked = roster::detail::check_members<service, roster::verbatim_case>();
