// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/emulator/data/generate.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/encode.hpp>
#include <set>
#include <string>
#include <support/every_kind.hpp>
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
}
