// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <roster/eas/schema/service.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <support/every_kind.hpp>

using every_kind::inside;
using every_kind::thing;
using roster::camel_case;
using roster::cell;
using roster::find_column;
using roster::pascal_case;
using roster::detail::kind;

namespace {

cell read(const thing& item, std::string_view name, bool reveal = false) {
  const auto column = find_column<thing>(name);
  REQUIRE(column);
  return column->read(item, reveal);
}

cell text(std::string value) { return {std::move(value), false}; }

struct plain {
  std::string name{};
};

struct variable {
  std::string name{};
  std::string value{};
};

struct deployment {
  std::map<std::string, std::string> env{};
  variable single{};
  std::vector<variable> variables{};
};

struct named {
  std::string name{};
  roster::unknown_fields unknown{};
};

}  // namespace

TEST_CASE("columns: every leaf has the name of its path on the wire") {
  std::string names;
  for (const auto& column : roster::columns<inside, pascal_case>()) names.append(column.name()) += ' ';
  CHECK(names == "Id Public Qps ");

  using roster::eas::service;
  CHECK(find_column<service, pascal_case>("ServiceName"));
  CHECK(find_column<service, pascal_case>("GPUMemory")->kind() == kind::integer);
  CHECK(find_column<service, pascal_case>("InstanceCountInResource")->kind() == kind::object);
  CHECK(find_column<service, pascal_case>("InstanceCountInResource.Public")->kind() == kind::integer);
  CHECK(find_column<service, pascal_case>("Labels")->kind() == kind::list);
  CHECK(find_column<service, pascal_case>("AccessToken")->is_secret());
  CHECK_FALSE(find_column<service, pascal_case>("service_name"));
  CHECK_FALSE(find_column<service, pascal_case>("Unknown"));
  CHECK(find_column<roster::qianfan::service, camel_case>("resourceConfig.qps")->kind() == kind::real);
  CHECK(roster::columns<service, pascal_case>().size() == 53 + 3);
}

TEST_CASE("columns: read every kind of member") {
  thing t;
  t.name = "a";
  t.on = true;
  t.spot = false;
  t.count = -5;
  t.large = 18446744073709551615U;
  t.ratio = 0.5;
  t.share = 0.5F;
  t.state = every_kind::state::running;
  t.config = roster::json_text("{}");
  t.created = roster::utc_time("2024-07-30T05:45:46Z");
  t.maybe = false;
  t.gpu = 8;
  t.load = 1.0;
  t.place = inside{.id = "p", .public_ = 2};
  t.tags = {"x", "y"};
  t.label = {{"k", std::nullopt}};
  CHECK(read(t, "name") == text("a"));
  CHECK(read(t, "on") == cell{true});
  CHECK(read(t, "spot") == cell{false});
  CHECK(read(t, "count") == cell{std::int64_t{-5}});
  CHECK(read(t, "large") == cell{18446744073709551615.0});
  CHECK(read(t, "ratio") == cell{0.5});
  CHECK(read(t, "share") == cell{0.5});
  CHECK(read(t, "state") == text("Running"));
  CHECK(read(t, "config") == text("{}"));
  CHECK(read(t, "created") == text("2024-07-30T05:45:46Z"));
  CHECK(read(t, "maybe") == cell{false});
  CHECK(read(t, "GPU") == cell{std::int64_t{8}});
  CHECK(read(t, "load") == cell{1.0});
  CHECK(read(t, "place") == text(R"({"id":"p","public":2})"));
  CHECK(read(t, "place.id") == text("p"));
  CHECK(read(t, "place.public") == cell{std::int64_t{2}});
  CHECK(read(t, "tags") == text(R"(["x","y"])"));
  CHECK(read(t, "label") == text(R"({"k":null})"));
  CHECK(read(t, "own") == text("{}"));
}

TEST_CASE("columns: absent members and empty plain members have empty cells") {
  const thing t;
  for (const char* name : {"name", "spot", "state", "token", "config", "created", "note", "maybe", "GPU",
                           "key", "place", "place.id", "place.public", "sizes", "tags", "label", "own.id"}) {
    CAPTURE(name);
    CHECK(read(t, name).empty());
  }
}

TEST_CASE("columns: an optional that holds an empty value has a cell") {
  thing t;
  t.note = "";
  t.last_state.emplace();
  t.sizes.emplace();
  t.place.emplace();
  CHECK(read(t, "note") == text(""));
  CHECK(read(t, "last_state") == text(""));
  CHECK(read(t, "sizes") == text("[]"));
  CHECK(read(t, "place") == text("{}"));
  CHECK(read(t, "place.id").empty());
}

TEST_CASE("columns: redact secrets, also inside objects") {
  thing t;
  t.token = roster::secret("hidden");
  t.key = roster::secret("hidden");
  CHECK(read(t, "token") == cell{"***", true});
  CHECK(read(t, "key") == cell{"***", true});
  CHECK(read(t, "key", true) == cell{"hidden", true});

  struct vault {
    roster::secret key{};
  };
  struct owner {
    std::vector<vault> vaults{};
  };
  const owner o{{{roster::secret("hidden")}}};
  CHECK(find_column<owner>("vaults")->read(o).text() == R"([{"key":"***"}])");
  CHECK(find_column<owner>("vaults")->read(o, true).text() == R"([{"key":"hidden"}])");
}

TEST_CASE("columns: redact values of maps and pairs under the name of a secret (fault 206)") {
  const deployment item{.env = {{"HF_TOKEN", "hidden"}, {"PATH", "/bin"}},
                        .single = {"PASSWORD", "hidden"},
                        .variables = {{"API_KEY", "hidden"}}};
  const auto cell_of = [&](std::string_view name, bool reveal) {
    return find_column<deployment>(name)->read(item, reveal);
  };
  CHECK(cell_of("env", false) == text(R"({"HF_TOKEN":"***","PATH":"/bin"})"));
  CHECK(cell_of("env", true) == text(R"({"HF_TOKEN":"hidden","PATH":"/bin"})"));
  CHECK(cell_of("variables", false) == text(R"([{"name":"API_KEY","value":"***"}])"));
  CHECK(cell_of("single", false) == text(R"({"name":"PASSWORD","value":"***"})"));
  CHECK(cell_of("single.value", false) == cell{std::string("***"), true});
  CHECK(cell_of("single.value", true) == text("hidden"));
  CHECK(cell_of("single.name", false) == text("PASSWORD"));
  named other{.name = "TOKEN"};
  other.unknown.list.push_back({"value", R"("hidden")"});
  CHECK(roster::detail::unknown_column<named>("value")->read(other) == cell{std::string(R"("***")"), true});
}

TEST_CASE("find_column: finds the entries of maps") {
  struct numbers {
    std::optional<std::map<std::string, std::int64_t>> replicas{};
    std::map<std::string, std::vector<std::string>> zones{};
  };
  struct pod {
    std::string name{};
    std::map<std::string, std::string> labels{};
    numbers count{};
  };
  const pod one{.name = "a",
                .labels = {{"team", "search"}, {"app.kubernetes.io/name", "b"}, {"", "empty"}, {"blank", ""}},
                .count = {.replicas = {{{"gpu", 3}}}, .zones = {{"eu", {"x", "y"}}}}};
  const auto read = [&](std::string_view name) { return find_column<pod>(name).value().read(one); };
  CHECK(read("labels.team") == text("search"));
  CHECK(read("labels.app.kubernetes.io/name") == text("b"));
  CHECK(read("labels.blank") == text(""));
  CHECK(read("labels.none").empty());
  CHECK(read("count.replicas.gpu") == cell{std::int64_t{3}});
  CHECK(read("count.zones.eu") == text(R"(["x","y"])"));
  CHECK(find_column<pod>("count.replicas.gpu")->kind() == kind::integer);
  CHECK(find_column<pod>("labels.team")->name() == "labels.team");
  CHECK_FALSE(find_column<pod>("labels."));
  CHECK_FALSE(find_column<pod>("label.team"));
  CHECK_FALSE(find_column<pod>("labelsteam"));
  CHECK_FALSE(find_column<pod>("name.team"));
  CHECK(find_column<pod>("count.replicas.gpu")->read(pod{}).empty());
}

TEST_CASE("find_column: redacts an entry with the name of a secret (fault 206)") {
  const deployment item{.env = {{"HF_TOKEN", "hidden"}, {"PATH", "/bin"}}};
  const auto token = find_column<deployment>("env.HF_TOKEN").value();
  CHECK(token.is_secret());
  CHECK(token.read(item) == cell{std::string("***"), true});
  CHECK(token.read(item, true).text() == "hidden");
  CHECK_FALSE(find_column<deployment>("env.PATH")->is_secret());
  CHECK(find_column<deployment>("env.PATH")->read(item) == text("/bin"));
  struct tagged {
    std::string tag_key{};
    std::string tag_value{};
  };
  CHECK(roster::to_json(tagged{"api_key", "hidden"}) == R"({"tag_key":"api_key","tag_value":"***"})");
  CHECK(roster::to_json<pascal_case>(roster::eas::label{.label_key = "token", .label_value = "hidden"}) ==
        R"({"LabelKey":"token","LabelValue":"***"})");
  CHECK(roster::to_json(tagged{"team", "shown"}) == R"({"tag_key":"team","tag_value":"shown"})");
  const deployment pair{.env = {{"name", "PASSWORD"}, {"value", "hidden"}}};
  CHECK(find_column<deployment>("env.value")->read(pair) == cell{std::string("***"), true});
}

TEST_CASE("columns: unknown fields are read by name as raw JSON") {
  thing t;
  t.unknown.list = {{"New", R"({"a": 1})"}, {"Text", R"("x")"}};
  const auto column = roster::detail::unknown_column<thing>("New");
  REQUIRE(column);
  CHECK(column->kind() == kind::unknown);
  CHECK(column->name() == "New");
  CHECK(column->read(t) == text(R"({"a": 1})"));
  CHECK(roster::detail::unknown_column<thing>("Text")->read(t) == text(R"("x")"));
  CHECK(roster::detail::unknown_column<thing>("Other")->read(t).empty());
  CHECK_FALSE(roster::detail::unknown_column<plain>("New"));
}
