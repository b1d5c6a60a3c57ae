// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/reflection.hpp>
#include <string>
#include <vector>

using roster::member_name;
using roster::detail::field_at;
using roster::detail::field_count;
using roster::detail::index_of;

namespace names_of_a_namespace {

struct outer {
  struct inner {
    int depth{};
    std::string name{};
  };
  inner nested{};
  std::vector<inner> list{};
};

}  // namespace names_of_a_namespace

namespace {

struct unnamed_namespace {
  std::optional<std::string> request_id{};
  bool has_more{};
};

template <class T>
struct pair_of {
  T first{};
  T second_{};
};

struct empty {};

template <class T>
struct holder {
  struct held {};
};

template <class T>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  roster::for_each_field<T>([&](auto i) { names.emplace_back(member_name<T, i>); });
  return names;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("reflection: finds members and names wherever the struct is declared") {
  struct local {
    int a{};
    std::string long_name_1{};
  };
  CHECK(names_of<local>() == texts{"a", "long_name_1"});
  CHECK(names_of<unnamed_namespace>() == texts{"request_id", "has_more"});
  CHECK(names_of<names_of_a_namespace::outer>() == texts{"nested", "list"});
  CHECK(names_of<names_of_a_namespace::outer::inner>() == texts{"depth", "name"});
  CHECK(names_of<pair_of<int>>() == texts{"first", "second_"});
  CHECK(names_of<pair_of<pair_of<std::string>>>() == texts{"first", "second_"});
  CHECK(names_of<empty>().empty());
}

TEST_CASE("reflection: returns the name of the member that a pointer refers to") {
  using roster::detail::name_of_member;
  struct local {
    int long_name_1{};
  };
  static_assert(name_of_member<&local::long_name_1> == "long_name_1");
  static_assert(name_of_member<&unnamed_namespace::has_more> == "has_more");
  static_assert(name_of_member<&names_of_a_namespace::outer::inner::depth> == "depth");
  static_assert(name_of_member<&pair_of<pair_of<std::string>>::second_> == "second_");
}

TEST_CASE("reflection: returns the name of a struct without scope and template arguments") {
  struct local {};
  CHECK(roster::detail::name_of_type<local> == "local");
  CHECK(roster::detail::name_of_type<unnamed_namespace> == "unnamed_namespace");
  CHECK(roster::detail::name_of_type<names_of_a_namespace::outer::inner> == "inner");
  CHECK(roster::detail::name_of_type<pair_of<pair_of<std::string>>> == "pair_of");
  CHECK(roster::detail::name_of_type<holder<int>::held> == "held");
}

TEST_CASE("reflection: names may have letters beyond ASCII") {
  struct größe {
    int straße{};
    int 区域{};
    int é{};
  };
  CHECK(roster::detail::name_of_type<größe> == "größe");
  CHECK(names_of<größe>() == texts{"straße", "区域", "é"});
  CHECK(roster::detail::name_of_member<&größe::区域> == "区域");
}

TEST_CASE("reflection: returns references to the members, with the object's constness") {
  unnamed_namespace object{.request_id = "r", .has_more = false};
  field_at<1>(object) = true;
  CHECK(object.has_more);
  const auto& constant = object;
  static_assert(std::is_same_v<decltype(field_at<1>(constant)), const bool&>);
  CHECK(&field_at<0>(constant) == &object.request_id);
  static_assert(std::is_same_v<roster::detail::field_type<unnamed_namespace, 0>, std::optional<std::string>>);
}

TEST_CASE("reflection: visits the members in order, in constant expressions too") {
  constexpr std::size_t sum = [] {
    std::size_t total = 0;
    roster::for_each_field<unnamed_namespace>([&](auto i) { total = total * 10 + i + 1; });
    return total;
  }();
  static_assert(sum == 12);
}

TEST_CASE("reflection: finds a member by name and by pointer") {
  using inner = names_of_a_namespace::outer::inner;
  static_assert(index_of<inner>("depth") == 0);
  static_assert(index_of<inner>("name") == 1);
  static_assert(index_of<inner>("nam") == field_count<inner>());
  static_assert(index_of<inner>("") == field_count<inner>());
  static_assert(index_of<inner>(&inner::name) == 1);
  static_assert(index_of<pair_of<int>>(&pair_of<int>::second_) == 1, "not the first one of that type");
  static_assert(index_of<inner>(&unnamed_namespace::has_more) == field_count<inner>(), "of another struct");
}

TEST_CASE("reflection: finds a member by a pointer that is known only at run time") {
  using inner = names_of_a_namespace::outer::inner;
  int inner::* depth = &inner::depth;
  CHECK(index_of<inner>(depth) == 0);
  for (int pair_of<int>::* member : {&pair_of<int>::second_, &pair_of<int>::first})
    CHECK(index_of<pair_of<int>>(member) == (member == &pair_of<int>::first ? 0U : 1U));
  bool unnamed_namespace::* of_another = &unnamed_namespace::has_more;
  CHECK(index_of<inner>(of_another) == field_count<inner>());
}

TEST_CASE("reflection: supports a hundred members") {
#define ROSTER_TEST_TEN(p) \
  int p##0 {}, p##1 {}, p##2 {}, p##3 {}, p##4 {}, p##5 {}, p##6 {}, p##7 {}, p##8 {}, p##9 {}
  struct hundred {
    ROSTER_TEST_TEN(a);
    ROSTER_TEST_TEN(b);
    ROSTER_TEST_TEN(c);
    ROSTER_TEST_TEN(d);
    ROSTER_TEST_TEN(e);
    ROSTER_TEST_TEN(f);
    ROSTER_TEST_TEN(g);
    ROSTER_TEST_TEN(h);
    ROSTER_TEST_TEN(i);
    ROSTER_TEST_TEN(j);
  };
#undef ROSTER_TEST_TEN
  static_assert(field_count<hundred>() == 100);
  CHECK(member_name<hundred, 99> == "j9");
  hundred object;
  field_at<99>(object) = 7;
  CHECK(object.j9 == 7);
}
