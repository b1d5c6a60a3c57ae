// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/config.hpp>

#if defined(ROSTER_HAS_REFLECTION)
#include <optional>
#include <roster/schema/annotations.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>

using roster::letter_case;
using roster::detail::renames_once;
using roster::detail::wire_name;
using roster::detail::wire_name_of_member;

namespace {

// clang-format off: it does not know annotations
enum class [[=roster::doc("Lifecycle status")]] state {
  running [[=roster::name("Running")]],
  hot_update [[=roster::name("Hot Update")]],
  none,
};

struct base {
  [[=roster::name("ID")]] std::string id{};
};
struct annotated : base {
  [[=roster::name("GPUMemory"), =roster::doc("Memory of one GPU"), =roster::units("MB")]]
  std::optional<int> gpu_memory{};
  [[=roster::units("%")]] int cpu{};
  std::string plain_name{};
  int renamed_too{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&annotated::renamed_too, "RenamedTOO"}};
  }
};

struct named_twice {
  [[=roster::name("A"), =roster::name("B")]] int a{};
};
struct named_in_both {
  [[=roster::name("A")]] int a{};
  static consteval auto wire_names() { return roster::names{roster::renamed{&named_in_both::a, "B"}}; }
};
// clang-format on

}  // namespace

TEST_CASE("annotations: name a member and an enumerator") {
  static_assert(wire_name<annotated, 0, letter_case::camel> == "ID", "of a base");
  static_assert(wire_name<annotated, 1, letter_case::camel> == "GPUMemory");
  static_assert(wire_name<annotated, 1, letter_case::verbatim> == "GPUMemory");
  static_assert(wire_name<annotated, 2, letter_case::camel> == "cpu", "of the same type");
  static_assert(wire_name<annotated, 3, letter_case::camel> == "plainName");
  CHECK(wire_name_of_member<&annotated::gpu_memory, letter_case::upper_camel> == "GPUMemory");
  CHECK(wire_name_of_member<&annotated::id, letter_case::upper_camel> == "ID");
  CHECK(roster::open_enum<state>("Hot Update") == state::hot_update);
  CHECK(roster::open_enum<state>(state::running).text() == "Running");
  CHECK(roster::open_enum<state>("none") == state::none);
}

TEST_CASE("annotations: add to wire_names()") {
  static_assert(renames_once<annotated>());
  static_assert(wire_name<annotated, 4, letter_case::upper_camel> == "RenamedTOO");
  CHECK(wire_name_of_member<&annotated::renamed_too, letter_case::upper_camel> == "RenamedTOO");
}

TEST_CASE("annotations: a member that is named twice is detected") {
  static_assert(!renames_once<named_twice>());
  static_assert(!renames_once<named_in_both>());
}

TEST_CASE("annotations: are texts of the member") {
  static_assert(roster::detail::annotated_doc<annotated, 1> == "Memory of one GPU");
  static_assert(roster::detail::annotated_units<annotated, 1> == "MB");
  static_assert(roster::detail::annotated_doc<annotated, 2>.empty());
  CHECK(roster::detail::annotated_units<annotated, 2> == "%");
}
#endif
