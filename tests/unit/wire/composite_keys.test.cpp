// SPDX-License-Identifier: BSL-1.0
// Keys of several members.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/catalog/replicate.hpp>
#include <roster/catalog/triton.hpp>
#include <roster/client.hpp>
#include <roster/watch/watch.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <vector>

namespace {

struct place {
  std::int64_t number{};
};
struct thing {
  std::string owner{};
  std::optional<std::string> name{};
  std::optional<place> at{};
  std::vector<std::string> words{};
};
struct things_query {
  std::optional<int> page{};
};
struct things_response {
  std::vector<thing> list{};
};
struct list_things {
  using request = things_query;
  using response = things_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&things_response::list>;
  static constexpr auto key = roster::keys{roster::path<&thing::owner>, roster::path<&thing::name>,
                                           roster::path<&thing::at, &place::number>};
  static constexpr auto paging = roster::by_number{.number = &things_query::page};
};
struct words_only {
  std::vector<std::string> words{};
};

std::string text(const thing& one) { return roster::detail::text_of_key(one, list_things::key); }

roster::client<list_things> client_of(boost::asio::io_context& context, fake::world& world,
                                      fake::transport::script answers) {
  return {context.get_executor(),
          {.endpoint = "https://a.example",
           .transport = std::make_shared<fake::transport>(std::move(answers)),
           .runtime = world.runtime()}};
}

}  // namespace

TEST_CASE("keys: different members have different texts") {
  CHECK(text({"a", "b", place{-7}}) == R"(["a","b",-7])");
  CHECK(text({"a", std::nullopt, place{1}}) == R"(["a",null,1])");
  CHECK(text({"a", "", place{1}}) == R"(["a","",1])");
  CHECK(text({"a", "null", place{1}}) == R"(["a","null",1])");
  CHECK(text({"a\",\"b", "c", place{1}}) != text({"a", "b\",\"c", place{1}}));
  CHECK(text({"a\\", "b", place{1}}) == R"(["a\\","b",1])");
  CHECK(text({"", "b", place{1}}).empty());
  CHECK(text({"a", "b", std::nullopt}).empty());
}

TEST_CASE("keys: items with the same members are dropped, in lists of items and of rows") {
  boost::asio::io_context context;
  fake::world world;
  const auto client = client_of(context, world, [](const roster::http::request&, std::size_t number) {
    if (number > 2) return fake::json(200, R"({"list":[]})");
    const std::string last = number == 1 ? R"("name":"y")" : R"("name":"z")";
    return fake::json(200, R"({"list":[{"owner":"a","name":"x","at":{"number":1},"words":["w"]},
      {"owner":"a",)" + last + R"(,"at":{"number":1}},{"owner":"b","at":{"number":1}}]})");
  });
  auto range = client.list();
  CHECK(fake::run(context, range.collect()).size() == 4);
  CHECK(range.report().duplicates == 2);
}

TEST_CASE("keys: a row without these members is still recognized") {
  boost::asio::io_context context;
  fake::world world;
  const auto client = client_of(context, world, [](const roster::http::request&, std::size_t number) {
    return fake::json(200, number > 2 ? R"({"list":[]})"
                                      : R"({"list":[{"owner":"a","name":{"not":"a text"},"at":{"number":1},
                                          "words":["w"]}]})");
  });
  auto range = client.list<words_only>();
  const auto rows = fake::run(context, range.collect());
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].words == std::vector<std::string>{"w"});
}

TEST_CASE("keys: an item without one of them is a failure that names them") {
  boost::asio::io_context context;
  fake::world world;
  const auto client = client_of(context, world, [](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"list":[{"owner":"a","at":{"number":1}},{"owner":"a"}]})");
  });
  auto range = client.list();
  CHECK_THROWS_WITH_AS(fake::run(context, range.collect()),
                       doctest::Contains("list[1].owner or name or at.number is absent or empty"),
                       roster::failure);
}

TEST_CASE("keys: the catalogue's items have them, and are watched by them") {
  constexpr roster::detail::item_key key;
  CHECK(key(roster::replicate::deployment{.owner = "acme", .name = "llm"}) == R"(["acme","llm"])");
  CHECK(key(roster::triton::model{.name = "bert"}) == R"(["bert",null])");
  CHECK(key(roster::triton::model{.name = "bert", .version = "1"}) == R"(["bert","1"])");
  boost::asio::io_context context;
  fake::world world;
  const roster::client<roster::triton::repository_index> client(
      context.get_executor(),
      {.endpoint = "https://a.example",
       .transport = std::make_shared<fake::transport>([](const roster::http::request&, std::size_t number) {
         return fake::json(200, number == 1 ? R"([{"name":"bert","version":"1","state":"LOADING"},
                                                {"name":"bert","version":"2","state":"READY"}])"
                                            : R"([{"name":"bert","version":"1","state":"READY"},
                                                {"name":"bert","version":"2","state":"READY"}])");
       }),
       .runtime = world.runtime()});
  roster::watch models([client] { return client.list(); }, std::chrono::seconds(1));
  auto changes = models.changes();
  std::vector<std::string> seen;
  for (int i = 0; i < 3; ++i) {
    const auto change = fake::run(context, changes.next());
    REQUIRE(change.has_value());
    seen.push_back(std::string(change->item.version.value()));
  }
  CHECK(seen == std::vector<std::string>{"1", "2", "1"});
  CHECK(models.items().size() == 2);
}
