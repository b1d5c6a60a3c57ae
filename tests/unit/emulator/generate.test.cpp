// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/emulator/data/generate.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <set>
#include <string>
#include <support/every_kind.hpp>
#include <variant>
#include <vector>

namespace {

enum class state { running, stopped };
constexpr auto texts_of(state) {
  return roster::enum_texts<state>({{state::running, "Running"}, {state::stopped, "Stopped"}});
}
struct replica {
  std::string node{};
  std::int64_t port{};
};
struct model {
  std::string id{};
  std::optional<std::string> name{};
  std::optional<std::string> owner{};
  std::optional<roster::open_enum<state>> status{};
  std::vector<replica> replicas{};
  roster::utc_time created{};
};

}  // namespace

TEST_CASE("generate: makes items with distinct members") {
  const auto models = roster::emulator::generate<model>(500, 7);
  REQUIRE(models.size() == 500);
  std::set<std::string> ids;
  std::size_t owners = 0;
  for (const model& m : models) {
    ids.insert(m.id);
    CHECK(m.id.starts_with("id-"));
    CHECK(m.name == "name" + m.id.substr(2));
    CHECK((!m.status || m.status->text() == "Running" || m.status->text() == "Stopped"));
    REQUIRE(m.replicas.size() == 1);
    CHECK(m.replicas.front().node == "node" + m.id.substr(2));
    owners += m.owner ? 1U : 0U;
  }
  CHECK(ids.size() == 500);
  CHECK(owners > 300);
  CHECK(owners < 450);
  CHECK(models[0].created < models[1].created);
}

TEST_CASE("generate: depends on the seed alone") {
  const auto json = [](std::uint64_t seed) {
    return roster::to_json(roster::emulator::generate<model>(20, seed));
  };
  CHECK(json(1) == json(1));
  CHECK(json(1) != json(2));
}

TEST_CASE("generate: sets members of every kind") {
  const auto items = roster::emulator::generate<every_kind::thing>(20, 1);
  const std::string first = roster::to_json(items[0]), last = roster::to_json(items[19]);
  CHECK(first != last);
  CHECK(first.size() > 200);
  const auto all = roster::emulator::generate<every_kind::thing>(200, 1);
  std::set<std::size_t> alternatives;
  std::set<char> values;  // the first characters of texts of JSON
  for (const every_kind::thing& one : all) {
    CHECK(one.hash.content().starts_with("hash-"));
    REQUIRE(one.names.size() == 1);
    CHECK(one.names.front().starts_with("names-"));
    alternatives.insert(one.either.index());
    if (const auto* const text = std::get_if<0>(&one.either)) CHECK(text->starts_with("either-"));
    if (one.config.is_value())
      values.insert(
          std::isdigit(static_cast<unsigned char>(one.config.text()[0])) != 0 ? '0' : one.config.text()[0]);
    every_kind::thing read;
    CHECK_FALSE(roster::decode(roster::to_json(one, {.reveal_secrets = true}), read));
    CHECK(read == one);
  }
  CHECK(alternatives == std::set<std::size_t>{0, 1, 2, 3, 4});
  CHECK(values == std::set<char>{'{', '[', '0', 't'});
}
