// expect: roster: missing texts_of() for this enum; open_enum needs the string of every enumerator; write constexpr auto texts_of(my_enum) { return roster::enum_texts<my_enum>({{my_enum::one, "One"}}); } right after the enum
// unless: reflection
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

enum class colour { red, green };
struct thing {
  std::string id{};
  roster::open_enum<colour> colour_of_it{};
};
struct query {};
struct list_response {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
