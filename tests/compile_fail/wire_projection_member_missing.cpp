// expect: roster: this row has a member that the item does not have; the members of a row are members of the item, with the same names; correct the name or remove the member
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/projection.hpp>
#include <string>

struct service {
  std::string service_id{};
  int gpu_memory{};
};
struct my_row {
  int gpu_mem{};
};
constexpr bool checked = roster::detail::check_projection<my_row, service>();
