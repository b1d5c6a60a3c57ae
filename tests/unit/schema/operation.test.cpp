// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

namespace {

struct model {
  std::string id{};
  std::optional<std::int64_t> created{};
};
struct models_query {
  std::optional<int> limit{};
  std::optional<std::string> after{};
};
struct models_response {
  std::vector<model> data{};
  bool has_more{};
  std::string last_id{};
};

struct list_models {
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto paging = roster::by_token{.send = &models_query::after,
                                                  .next = roster::path<&models_response::last_id>,
                                                  .more = roster::path<&models_response::has_more>,
                                                  .size = &models_query::limit};
};

struct names_response {
  std::vector<std::string> names{};
};
struct list_names {
  using request = models_query;
  using response = names_response;
  static constexpr auto target = roster::get("/names");
  static constexpr auto items = roster::path<&names_response::names>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto wire_case = roster::pascal_case;
};

struct not_an_operation {
  using request = models_query;
};

}  // namespace

TEST_CASE("operation: a custom API consists of a few plain structs") {
  static_assert(roster::detail::check_operation<list_models>());
  static_assert(roster::operation<list_models>);
  static_assert(std::is_same_v<roster::item_of<list_models>, model>);
}

TEST_CASE("operation: omitted declarations have defaults") {
  static_assert(roster::detail::check_operation<list_names>());
  static_assert(roster::case_of<list_names> == roster::letter_case::upper_camel);
  static_assert(roster::case_of<list_models> == roster::letter_case::verbatim);
  static_assert(std::is_same_v<decltype(roster::detail::paging_of<list_names>), const roster::one_page>);
  static_assert(!roster::detail::has_path<decltype(roster::key_of<list_names>)>);
  static_assert(roster::detail::permission_of<list_names>.needed.empty());
  static_assert(std::tuple_size_v<decltype(roster::detail::filters_of<list_names>.list)> == 0);
}

TEST_CASE("operation: items need not be structs") {
  static_assert(std::is_same_v<roster::item_of<list_names>, std::string>);
}

TEST_CASE("operation: other structs are not operations") {
  static_assert(!roster::operation<not_an_operation>);
  static_assert(!roster::operation<model>);
  static_assert(!roster::operation<int>);
}
