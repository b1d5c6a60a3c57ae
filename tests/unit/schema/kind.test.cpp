// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <roster/schema/kind.hpp>
#include <utility>
#include <variant>

using roster::detail::inner_type;
using roster::detail::kind;
using roster::detail::kind_of;

namespace {

enum class colour { red };
constexpr auto texts_of(colour) { return roster::enum_texts<colour>({{colour::red, "Red"}}); }

struct label {
  std::string key{};
};
struct with_base : label {};

}  // namespace

TEST_CASE("kind: classifies every supported type") {
  static_assert(kind_of<std::string> == kind::text);
  static_assert(kind_of<bool> == kind::boolean);
  static_assert(kind_of<roster::flag> == kind::flag);
  static_assert(kind_of<std::int8_t> == kind::integer);
  static_assert(kind_of<std::uint64_t> == kind::integer);
  static_assert(kind_of<long long> == kind::integer);
  static_assert(kind_of<float> == kind::real);
  static_assert(kind_of<double> == kind::real);
  static_assert(kind_of<roster::open_enum<colour>> == kind::open_enum);
  static_assert(kind_of<roster::secret> == kind::secret);
  static_assert(kind_of<roster::json_text> == kind::json_text);
  static_assert(kind_of<roster::utc_time> == kind::utc_time);
  static_assert(kind_of<roster::unknown_fields> == kind::unknown);
  static_assert(kind_of<std::optional<int>> == kind::optional);
  static_assert(kind_of<std::vector<label>> == kind::list);
  static_assert(kind_of<std::map<std::string, int>> == kind::map);
  static_assert(kind_of<label> == kind::object);
  static_assert(kind_of<roster::bytes> == kind::bytes);
  static_assert(kind_of<std::variant<int, bool>> == kind::variant);
  static_assert(kind_of<roster::one_or_many<int>> == kind::list);
  CHECK(roster::open_enum<colour>{"Red"} == colour::red);
}

TEST_CASE("kind: an aggregate that is constructible from a string is still an object") {
  static_assert(std::is_constructible_v<label, std::string>);
  static_assert(kind_of<label> == kind::object);
}

TEST_CASE("kind: a type that JSON cannot represent is unsupported") {
  static_assert(kind_of<char> == kind::unsupported);
  static_assert(kind_of<wchar_t> == kind::unsupported);
  static_assert(kind_of<const char*> == kind::unsupported);
  static_assert(kind_of<int*> == kind::unsupported);
  static_assert(kind_of<colour> == kind::unsupported, "a plain enum cannot keep an unknown text");
  static_assert(kind_of<std::string_view> == kind::unsupported);
  static_assert(kind_of<std::map<int, int>> == kind::unsupported);
  static_assert(kind_of<std::pair<int, bool>> == kind::unsupported);
#if defined(ROSTER_HAS_REFLECTION)
  static_assert(kind_of<with_base> == kind::object);
  static_assert(kind_of<int[2]> == kind::list);
  static_assert(kind_of<std::array<int, 2>> == kind::list);
#else
  static_assert(kind_of<with_base> == kind::unsupported);
  static_assert(kind_of<int[2]> == kind::unsupported);
#endif
  static_assert(kind_of<int[2][2]> == kind::unsupported);
}

TEST_CASE("kind: inner_type unwraps one optional, list or map") {
  static_assert(std::is_same_v<inner_type<std::optional<int>>, int>);
  static_assert(std::is_same_v<inner_type<std::vector<std::optional<int>>>, std::optional<int>>);
  static_assert(std::is_same_v<inner_type<std::map<std::string, label>>, label>);
  static_assert(std::is_same_v<inner_type<roster::one_or_many<label>>, label>);
  static_assert(std::is_same_v<inner_type<label>, label>);
}
