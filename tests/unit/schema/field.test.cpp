// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <roster/schema/field.hpp>
#include <string>
#include <string_view>

#include <support/every_kind.hpp>

using every_kind::inside;
using every_kind::state;
using every_kind::thing;
using roster::field;
using namespace std::chrono_literals;

namespace {

struct local {
  int public_{};
};

}  // namespace

TEST_CASE("field: compares members of every kind") {
  const thing t{.name = "b",
                .on = true,
                .spot = false,
                .count = 10,
                .small = -1,
                .ratio = 0.5,
                .state = state::running,
                .token = roster::secret("k1"),
                .config = roster::json_text(R"({"a":1})"),
                .created = roster::utc_time("2024-07-30T05:45:46Z"),
                .gpu = 1,
                .last_state = "Paused"};
  CHECK((field<&thing::name> == "b")(t));
  CHECK((field<&thing::name> > std::string("a"))(t));
  CHECK((field<&thing::on> == true)(t));
  CHECK((field<&thing::spot> != true)(t));
  CHECK((field<&thing::count> >= 10)(t));
  CHECK((field<&thing::count> < 10.5)(t));
  CHECK((field<&thing::small> < 0U)(t));
  CHECK((field<&thing::ratio> == 0.5F)(t));
  CHECK((field<&thing::state> == state::running)(t));
  CHECK((field<&thing::state> != state::stopped)(t));
  CHECK((field<&thing::state> == "Running")(t));
  CHECK((field<&thing::token> == "k1")(t));
  CHECK((field<&thing::token> == roster::secret("k1"))(t));
  CHECK((field<&thing::config> != roster::json_text("{}"))(t));
  CHECK((field<&thing::gpu> <= 1)(t));
  CHECK((field<&thing::last_state> == std::string_view("Paused"))(t));
  CHECK_FALSE((field<&thing::last_state> == state::running)(t));
}

TEST_CASE("field: accesses members of nested structs and optionals") {
  thing t;
  const auto many = field<&thing::place, &inside::public_> >= 2;
  CHECK_FALSE(many(t));
  t.place = inside{.public_ = 2};
  CHECK(many(t));
  CHECK(many.text() == "place.public_ >= 2");
  CHECK_FALSE((field<&thing::own, &inside::id> == "x")(t));
}

TEST_CASE("field: compares times with time points, times and strings") {
  thing t;
  t.created = roster::utc_time("2024-07-30T05:45:46Z");
  const auto second = *t.created.seconds();
  CHECK((field<&thing::created> == second)(t));
  CHECK((field<&thing::created> > second - 1s)(t));
  CHECK((field<&thing::created> < std::chrono::sys_time<std::chrono::milliseconds>(second + 1s))(t));
  CHECK((field<&thing::created> <= t.created)(t));
  CHECK((field<&thing::created> == "2024-07-30T13:45:46+08:00")(t));
  CHECK((field<&thing::created> >= "2024-07")(t));
  CHECK_FALSE((field<&thing::updated> >= "2024-07")(t));
}

TEST_CASE("field: contains finds a substring, ignoring letter case") {
  thing t;
  t.name = "My-LLaMA-7b";
  t.state = state::running;
  CHECK(field<&thing::name>.contains("llama")(t));
  CHECK(field<&thing::state>.contains("run")(t));
  CHECK_FALSE(field<&thing::note>.contains("")(t));
}

TEST_CASE("field: an empty plain text, a flag and an optional without a value are absent") {
  const thing t;
  CHECK_FALSE((field<&thing::name> == "")(t));
  CHECK_FALSE((field<&thing::name> != "x")(t));
  CHECK_FALSE((field<&thing::state> != state::running)(t));
  CHECK_FALSE((field<&thing::created> != "x")(t));
  CHECK_FALSE((field<&thing::spot> == false)(t));
  CHECK_FALSE((field<&thing::maybe> == false)(t));
  CHECK_FALSE((field<&thing::gpu> != 1)(t));
  CHECK((field<&thing::on> == false)(t));
  thing empty;
  empty.note = "";
  CHECK((field<&thing::note> == "")(empty));
}

TEST_CASE("field: large numbers are not rounded") {
  thing t;
  t.count = 9007199254740993;
  CHECK_FALSE((field<&thing::count> == 9007199254740992.0)(t));
  t.large = std::numeric_limits<std::uint64_t>::max();
  CHECK((field<&thing::large> > std::numeric_limits<std::int64_t>::max())(t));
}

TEST_CASE("field: has the name of its member, in every kind of struct") {
  struct function_local {
    int size{};
  };
  CHECK((field<&local::public_> == 1).text() == "public_ == 1");
  CHECK((field<&function_local::size> == 1).text() == "size == 1");
  CHECK((field<&thing::gpu> == 1).node().term.field == roster::detail::field_name{.text = "gpu"});
}
