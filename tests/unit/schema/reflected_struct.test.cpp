// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/config.hpp>

#if defined(ROSTER_HAS_REFLECTION)  // what Boost.PFR cannot reflect
#include <array>
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/many_members.hpp"

using roster::letter_case;
using roster::member_name;
using roster::plain_struct;
using roster::detail::field_at;
using roster::detail::field_count;
using roster::detail::field_type;
using roster::detail::index_of;
using roster::detail::wire_name;

namespace {

struct named {
  std::string name{};
  std::string resource_id{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&named::resource_id, "ResourceID"}};
  }
};
struct tagged {
  std::vector<std::string> tags{};
};
struct server : named, tagged {
  int cpu{};
  bool is_public_ip{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&server::is_public_ip, "IsPublicIP"}};
  }
};
struct gpu_server : server {
  int gpu{};
};

struct with_arrays {
  int ports[3]{};
  std::array<std::string, 2> zones{};
  int last{};
};

struct bit_field {
  int narrow : 3 = 0;
};
struct reference {
  int& other;
};
struct left : tagged {};
struct right : tagged {};
struct base_twice : left, right {};

template <class T>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  roster::for_each_field<T>([&](auto i) { names.emplace_back(wire_name<T, i, letter_case::upper_camel>); });
  return names;
}

using texts = std::vector<std::string>;

enum class colour { red, dark_green, new_, far_away = 1000, negative = -1 };

enum class with_table { one, two = 64 };
constexpr auto texts_of(with_table) {
  return roster::enum_texts<with_table>({{with_table::one, "One"}, {with_table::two, "Two"}});
}
enum class incomplete { one, two = 64 };
constexpr auto texts_of(incomplete) { return roster::enum_texts<incomplete>({{incomplete::one, "One"}}); }
enum class same_value { old_name = 1, new_name = 1 };
constexpr auto texts_of(same_value) {
  return roster::enum_texts<same_value>({{same_value::new_name, "Name"}});
}

}  // namespace

TEST_CASE("reflected_struct: the members of bases come first, in order") {
  static_assert(plain_struct<gpu_server>);
  static_assert(field_count<gpu_server>() == 6);
  static_assert(member_name<gpu_server, 0> == "name");
  static_assert(member_name<gpu_server, 5> == "gpu");
  static_assert(std::is_same_v<field_type<gpu_server, 2>, std::vector<std::string>>);
  gpu_server object;
  field_at<2>(object).push_back("x");
  CHECK(object.tags == texts{"x"});
  const gpu_server& constant = object;
  static_assert(std::is_same_v<decltype(field_at<5>(constant)), const int&>);
}

TEST_CASE("reflected_struct: finds a member of a base by name and by pointer") {
  static_assert(index_of<gpu_server>("cpu") == 3);
  static_assert(index_of<gpu_server>(&gpu_server::cpu) == 3);
  static_assert(index_of<gpu_server>(&named::resource_id) == 1);
  static_assert(index_of<named>(&gpu_server::gpu) == field_count<named>());
  std::string named::* member = &named::name;
  CHECK(index_of<gpu_server>(member) == 0);
  std::string gpu_server::* converted = &named::resource_id;
  CHECK(index_of<gpu_server>(converted) == 1);
}

TEST_CASE("reflected_struct: each struct renames its own members") {
  CHECK(names_of<gpu_server>() == texts{"Name", "ResourceID", "Tags", "Cpu", "IsPublicIP", "Gpu"});
  CHECK(roster::detail::wire_name_of_member<&gpu_server::resource_id, letter_case::upper_camel> ==
        "ResourceID");
}

TEST_CASE("reflected_struct: a path leads through members of bases") {
  struct page_info {
    std::string next{};
  };
  struct envelope {
    std::optional<page_info> info{};
  };
  struct response : envelope {
    std::vector<gpu_server> data{};
  };
  constexpr auto path = roster::path<&response::info, &page_info::next>;
  static_assert(roster::detail::path_fits<response, std::remove_cv_t<decltype(path)>>);
  response one;
  CHECK(roster::find(one, path) == nullptr);
  one.info.emplace().next = "n";
  CHECK(*roster::find(one, path) == "n");
}

TEST_CASE("reflected_struct: a condition on a base is one on the item") {
  const auto is_large = roster::field<&gpu_server::cpu> > 4;        // of server
  const auto is_gpu = roster::field<&gpu_server::gpu> > 0;          // of gpu_server
  const auto has_tag = !(roster::field<&gpu_server::name> == "a");  // of named
  const auto all = is_large && is_gpu && has_tag;
  static_assert(std::is_same_v<decltype(all), const roster::condition<gpu_server>>);
  gpu_server one;
  one.name = "b";
  one.cpu = 8;
  one.gpu = 1;
  CHECK(all(one));
  CHECK(is_large(one));
  one.name = "a";
  CHECK_FALSE(all(one));
  CHECK((has_tag || is_gpu)(one));
  CHECK(all.text() == "cpu > 4 and gpu > 0 and not (name == \"a\")");
}

TEST_CASE("reflected_struct: arrays are members like any other") {
  static_assert(field_count<with_arrays>() == 3);
  static_assert(member_name<with_arrays, 2> == "last");
  static_assert(std::is_same_v<roster::detail::inner_type<field_type<with_arrays, 0>>, int>);
  static_assert(roster::detail::check_every_member<with_arrays, letter_case::verbatim>());
  with_arrays one;
  with_arrays other;
  CHECK(roster::detail::same_members{}(one, other));
  other.ports[2] = 1;
  CHECK_FALSE(roster::detail::same_members{}(one, other));
}

TEST_CASE("reflected_struct: detects members that no pointer refers to") {
  using roster::detail::has_uncounted_member;
  static_assert(has_uncounted_member<bit_field>);
  static_assert(has_uncounted_member<reference>);
  static_assert(has_uncounted_member<base_twice>);
  static_assert(!has_uncounted_member<gpu_server>);
  static_assert(!has_uncounted_member<with_arrays>);
}

TEST_CASE("reflected_struct: local structs of the same name are different") {
  const auto first = [] {
    struct local {
      int a{};
    };
    return names_of<local>();
  };
  const auto second = [] {
    struct local {
      int b{}, c{};
    };
    return names_of<local>();
  };
  CHECK(first() == texts{"A"});
  CHECK(second() == texts{"B", "C"});
}

TEST_CASE("reflected_struct: a member that is deprecated warns only where it is named") {
  struct aging {
    [[deprecated]] int old{};
  };
  aging one{};
  field_at<0>(one) = 3;
  CHECK(names_of<aging>() == texts{"Old"});
  CHECK(field_at<0>(one) == 3);
}

TEST_CASE("reflected_struct: enumerators without a table have their names as texts") {
  using open = roster::open_enum<colour>;
  CHECK(open::table().size() == 5);
  CHECK(open("dark_green") == colour::dark_green);
  CHECK(open("new") == colour::new_);
  CHECK(open("far_away").known() == colour::far_away);
  CHECK(open(colour::negative).text() == "negative");
  CHECK_FALSE(open("darkgreen").known());
}

TEST_CASE("reflected_struct: a table is complete whatever the values are") {
  using roster::detail::lists_every_enumerator;
  CHECK(roster::open_enum<with_table>("Two") == with_table::two);
  static_assert(!lists_every_enumerator<incomplete>(texts_of(incomplete{})));
  static_assert(lists_every_enumerator<same_value>(texts_of(same_value{})));
}

TEST_CASE("reflected_struct: supports more than a hundred members") {
  using many = many_members;
  static_assert(field_count<many>() == 110);
  CHECK(member_name<many, 109> == "k9");
  many object;
  field_at<109>(object) = 7;
  CHECK(object.k9 == 7);
}
#endif
