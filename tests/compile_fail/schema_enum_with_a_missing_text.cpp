// expect: roster: texts_of() omits an enumerator or lists one twice; the table has every enumerator once; values are from 0 to 63, unless the compiler has reflection; correct the table
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
