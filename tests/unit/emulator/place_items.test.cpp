// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <roster/emulator/serve.hpp>
#include <roster/emulator/serve/detail/place_items.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <vector>

namespace {

struct job {
  std::string id{};
};
struct holder {
  std::optional<job> node{};
};
struct group {
  std::vector<holder> nodes{};
};
struct things {
  std::optional<std::vector<job>> list{};
  std::map<std::string, job> map{};
  std::map<std::string, std::optional<group>> groups{};
};

template <auto... Path>
struct list_things {
  using request = job;
  using response = things;
  static constexpr auto target = roster::get("/");
  static constexpr auto items = roster::path<Path...>;
  static constexpr auto paging = roster::one_page{};
};

struct lines {
  using request = job;
  using response = std::vector<job>;
  static constexpr auto target = roster::get("/");
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
};

template <class Op>
std::string placed(const std::vector<job>& page) {
  typename Op::response body{};
  roster::emulator::detail::place_items<Op>(body, page);
  return roster::to_json(body, {.keep_empty = false});
}

const std::vector<job> three{{"a"}, {"b"}, {"c"}};

}  // namespace

TEST_CASE("place_items: creates a list, and numbers the entries of a map") {
  using in_list = list_things<&things::list>;
  CHECK(placed<in_list>(three) == R"({"list":[{"id":"a"},{"id":"b"},{"id":"c"}]})");
  CHECK(placed<in_list>({}) == R"({"list":[]})");
  CHECK(placed<list_things<&things::map>>({{"a"}, {"b"}}) ==
        R"({"map":{"entry-1000001":{"id":"a"},"entry-1000002":{"id":"b"}}})");
}

TEST_CASE("place_items: divides items among lists") {
  using in_groups = list_things<&things::groups, roster::each, &group::nodes, roster::each, &holder::node>;
  CHECK(placed<in_groups>(three) ==
        R"({"groups":{"entry-1000001":{"nodes":[{"node":{"id":"a"}},{"node":{"id":"b"}}]},)"
        R"("entry-1000002":{"nodes":[{"node":{"id":"c"}}]}}})");
  CHECK(placed<in_groups>({}) == "{}");
}

TEST_CASE("serve: writes an item per line") {
  const auto response = roster::emulator::serve<lines>(three).respond({.path = "/"}).response;
  CHECK(response.headers.get("content-type") == "application/x-ndjson");
  CHECK(response.body == "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
  CHECK(roster::emulator::serve<lines>({}).respond({.path = "/"}).response.body.empty());
}
