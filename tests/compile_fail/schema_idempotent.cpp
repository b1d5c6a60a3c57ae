// expect: roster: idempotent of this operation is not a bool; it says whether a failed call is retried; write static constexpr bool idempotent = true
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/detail/check_call.hpp>
#include <string>

struct thing {
  std::string id{};
};
struct query {};
struct describe_thing {
  using request = query;
  using response = thing;
  static constexpr auto target = roster::post("/thing");
  static constexpr auto idempotent = 1;
};
constexpr bool checked = roster::detail::check_declaration<describe_thing>();
