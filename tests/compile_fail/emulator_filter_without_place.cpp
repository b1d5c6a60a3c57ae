// expect: roster: the emulator cannot filter by this request member: neither the item nor its attributes have a member of this name; add one to the attributes
// SPDX-License-Identifier: BSL-1.0

#include <optional>
#include <roster/emulator/data/detail/matches.hpp>
#include <roster/schema/operation_traits.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct things_query {
  std::optional<std::string> colour{};
};
struct things_response {
  std::vector<thing> data{};
};
struct thing_attributes {
  std::optional<std::string> shape{};
};

struct list_things {
  using request = things_query;
  using response = things_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&things_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters = roster::filters{roster::exact{&things_query::colour}};
};

bool wanted() { return roster::emulator::detail::matches<list_things>({}, thing{}, thing_attributes{}); }
