// expect: roster: a member of this row has another kind than the item's; it may be the item's type, with or without optional, std::string for any text except a secret, any integer for an integer; use one of these
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/projection.hpp>
#include <string>

struct service {
  std::string service_id{};
};
struct my_row {
  int service_id{};
};
constexpr bool checked = roster::detail::check_projection<my_row, service>();
