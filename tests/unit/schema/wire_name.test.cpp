// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <vector>

using roster::letter_case;
using roster::detail::wire_name;

namespace {

struct gpu {
  std::optional<std::int64_t> gpu_core_percentage{};
  std::optional<std::int64_t> gpu_memory{};
  std::string namespace_{};

  static consteval auto wire_names() { return roster::names{roster::renamed{&gpu::gpu_memory, "GPUMemory"}}; }
};

struct ordinary {
  std::string request_id{};
};

}  // namespace

TEST_CASE("wire_name: is derived from the member's name and the letter case") {
  static_assert(wire_name<ordinary, 0, letter_case::verbatim> == "request_id");
  static_assert(wire_name<ordinary, 0, letter_case::upper_camel> == "RequestId");
  static_assert(wire_name<ordinary, 0, letter_case::camel> == "requestId");
  static_assert(wire_name<gpu, 2, letter_case::upper_camel> == "Namespace");
}

TEST_CASE("wire_name: a renamed member has one name in every letter case, and no other member is affected") {
  static_assert(wire_name<gpu, 1, letter_case::upper_camel> == "GPUMemory");
  static_assert(wire_name<gpu, 1, letter_case::verbatim> == "GPUMemory");
  static_assert(wire_name<gpu, 0, letter_case::upper_camel> == "GpuCorePercentage", "of the same type");
}

TEST_CASE("wire_name: wire_name_of_member returns the same name for a pointer to the member") {
  using roster::detail::wire_name_of_member;
  CHECK(wire_name_of_member<&ordinary::request_id, letter_case::camel> == "requestId");
  CHECK(wire_name_of_member<&gpu::namespace_, letter_case::upper_camel> == "Namespace");
  CHECK(wire_name_of_member<&gpu::gpu_memory, letter_case::upper_camel> == "GPUMemory");
  CHECK(wire_name_of_member<&gpu::gpu_core_percentage, letter_case::upper_camel> == "GpuCorePercentage");
}

TEST_CASE("wire_name: detects members with different names in the source and the same on the wire") {
  struct clash {
    int a_b{};
    int other{};
    int aB{};
  };
  using roster::detail::find_name_clash;
  static_assert(find_name_clash<clash, letter_case::verbatim>() == std::pair<std::size_t, std::size_t>{3, 3});
  static_assert(find_name_clash<clash, letter_case::camel>() == std::pair<std::size_t, std::size_t>{0, 2});
}
