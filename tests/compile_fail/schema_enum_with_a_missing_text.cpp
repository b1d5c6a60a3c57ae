// expect: roster: texts_of() leaves out an enumerator or lists one twice; every enumerator stands in the table once, and their values go from 0 to 63; complete the table
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

enum class colour { red, green };
constexpr auto texts_of(colour) { return roster::enum_texts<colour>({{colour::red, "Red"}}); }
struct thing {
  std::string id{};
  roster::open_enum<colour> colour_of_it{};
};
struct query {};
struct answer {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&answer::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
