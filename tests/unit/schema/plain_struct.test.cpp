// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <string_view>
#include <vector>

using roster::plain_struct;
using roster::detail::has_array;
using roster::detail::has_hidden_base;
using roster::detail::member_count;

namespace {

enum class colour { red };
constexpr auto texts_of(colour) { return roster::enum_texts<colour>({{colour::red, "Red"}}); }

struct empty {};
struct point {
  int x{};
  int y{};
};
struct every_kind {
  std::string text{};
  bool boolean{};
  roster::flag flag{};
  std::int64_t integer{};
  unsigned char small{};
  double real{};
  roster::open_enum<colour> open{};
  roster::secret secret{};
  roster::json_text json{};
  roster::utc_time time{};
  std::optional<std::string> maybe{};
  std::optional<std::vector<std::string>> maybe_list{};
  std::vector<point> list{};
  std::map<std::string, std::optional<std::string>> map{};
  point object{};
  std::vector<roster::open_enum<colour>> opens{};
  roster::unknown_fields unknown{};
};
struct derived : point {
  int z{};
};
struct derived_twice : empty, point {};
struct grown_list : std::vector<int> {
  int extra{};
};
struct takes_anything {
  std::any first{};
  std::function<void()> second{};
};
struct has_constructor {
  explicit has_constructor(int) {}
};
class has_private {
 public:
  int seen{};
  int both() const { return seen + hidden; }

 private:
  int hidden{};
};

struct numbers {
  int three[3]{};
};
struct letters {
  std::string before{};
  char name[16]{};
  std::string behind{};
};
struct points {
  point two[2]{};
};
struct nested_array {
  letters inside{};
  int x{};
};
struct late_array {
  int m0{}, m1{}, m2{}, m3{}, m4{}, m5{}, m6{}, m7{}, m8{};
  int two[2]{};
};
struct in_the_middle {
  int m0{}, m1{}, m2{};
  int two[2]{};
  int m3{}, m4{}, m5{}, m6{}, m7{}, m8{}, m9{}, m10{}, m11{}, m12{};
};

}  // namespace

TEST_CASE("plain_struct: accepts aggregates") {
  static_assert(plain_struct<empty>);
  static_assert(plain_struct<point>);
  static_assert(plain_struct<every_kind>);
  static_assert(plain_struct<takes_anything>);
  static_assert(!plain_struct<has_constructor>);
  static_assert(!plain_struct<has_private>);
  CHECK(has_private{}.both() == 0);
  static_assert(!plain_struct<int>);
  static_assert(!plain_struct<std::string>);
}

TEST_CASE("plain_struct: a member constructible from any type is not mistaken for a base") {
  static_assert(!has_hidden_base<takes_anything>);
}

TEST_CASE("plain_struct: rejects a base whose members cannot be reflected") {
  static_assert(has_hidden_base<grown_list>);
  static_assert(!plain_struct<grown_list>);
#if defined(ROSTER_HAS_REFLECTION)
  static_assert(plain_struct<derived>);
  static_assert(plain_struct<derived_twice>);
#else
  static_assert(has_hidden_base<derived>);
  static_assert(has_hidden_base<derived_twice>);
  static_assert(!plain_struct<derived>);
  static_assert(!plain_struct<derived_twice>);
#endif
}

TEST_CASE("plain_struct: counts members of every kind, and zero members") {
  static_assert(member_count<empty> == 0);
  static_assert(member_count<point> == 2);
  static_assert(member_count<every_kind> == 17);
  CHECK(every_kind{.open = colour::red}.open == colour::red);
  static_assert(member_count<takes_anything> == 2);
}

#if !defined(ROSTER_HAS_REFLECTION)
TEST_CASE("plain_struct: finds an array at any position") {
  static_assert(has_array<numbers>());
  static_assert(has_array<letters>());
  static_assert(has_array<points>());
  static_assert(has_array<late_array>());
  static_assert(has_array<in_the_middle>());
  static_assert(!has_array<nested_array>(), "the array belongs to the inner struct");
  static_assert(!has_array<empty>());
  static_assert(!has_array<point>());
  static_assert(!has_array<every_kind>());
}
#endif
