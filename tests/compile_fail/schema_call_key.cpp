// expect: roster: the key of this call is not the path of a string or an integer in its response; a response without it is an error; write static constexpr auto key = roster::path<&my_response::id>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/detail/check_call.hpp>
#include <string>

struct thing {
  std::string id{};
  bool ready{};
};
struct query {};
struct describe_thing {
  using request = query;
  using response = thing;
  static constexpr auto target = roster::get("/thing");
  static constexpr auto key = roster::path<&thing::ready>;
};
constexpr bool checked = roster::detail::check_declaration<describe_thing>();
