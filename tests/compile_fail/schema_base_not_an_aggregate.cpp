// expect: roster: this struct has a base class; the members of a base class cannot be reflected; move them into the struct or make the base class a nested member
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/check_members.hpp>
#include <string>
#include <vector>

struct thing : std::vector<std::string> {
  int id{};
};
constexpr bool checked = roster::detail::check_members<thing, roster::verbatim_case>();
