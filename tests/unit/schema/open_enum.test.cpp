// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <roster/schema/open_enum.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using roster::open_enum;

namespace {

enum class state { running, hot_update, none };
constexpr auto texts_of(state) {
  return roster::enum_texts<state>(
      {{state::running, "Running"}, {state::hot_update, "HotUpdate"}, {state::none, "None"}});
}

enum class far_apart { low, high = 63 };
constexpr auto texts_of(far_apart) {
  return roster::enum_texts<far_apart>({{far_apart::low, "low"}, {far_apart::high, "high"}});
}

std::string printed(const open_enum<state>& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

}  // namespace

TEST_CASE("open_enum: maps the documented strings to enumerators") {
  for (const auto& [value, text] : open_enum<state>::table()) {
    const open_enum<state> read{text};
    CHECK(read == value);
    CHECK(read.known() == value);
    CHECK(read.text() == text);
    CHECK(read == open_enum<state>{value});
  }
  CHECK(open_enum<state>::table().size() == 3);
  CHECK(open_enum<far_apart>("high") == far_apart::high);
}

TEST_CASE("open_enum: keeps every other string unchanged") {
  for (const std::string text : {"Offline Task", "running", "Running ", "Prepay,Postpay", "运行", "a\0b"}) {
    const open_enum<state> read{text};
    CHECK_FALSE(read.known().has_value());
    CHECK(read.text() == text);
    CHECK(read == text);
    CHECK_FALSE(read.empty());
    for (const auto& row : open_enum<state>::table()) CHECK(read != row.value);
  }
}

TEST_CASE("open_enum: is empty by default, and then equals no enumerator, not even one with the value 0") {
  const open_enum<state> nothing;
  CHECK(nothing.empty());
  CHECK(nothing.text().empty());
  CHECK(nothing == "");
  CHECK(nothing == open_enum<state>{""});
  CHECK(nothing != state::running);
  CHECK(nothing != state::none);
  CHECK_FALSE(open_enum<state>{"None"}.empty());
}

TEST_CASE("open_enum: compares in both directions with enumerators, strings and itself") {
  const open_enum<state> value = state::running;
  const std::string text = "Running";
  const std::string_view view = text;
  CHECK(value == state::running);
  CHECK(state::running == value);
  CHECK(value != state::none);
  CHECK(state::none != value);
  CHECK(value == "Running");
  CHECK("Running" == value);
  CHECK(value == text);
  CHECK(text == value);
  CHECK(value == view);
  CHECK(view == value);
  CHECK("Stopped" != value);
  CHECK(value == open_enum<state>{"Running"});
  CHECK(value != open_enum<state>{"Stopped"});
  CHECK(open_enum<state>{"x"} != open_enum<state>{"y"});
}

TEST_CASE("open_enum: compares inside an optional") {
  std::optional<open_enum<state>> value;
  CHECK(value != state::running);
  value = state::running;
  CHECK(value == state::running);
  CHECK(state::running == value);
  CHECK(value == open_enum<state>{"Running"});
  value = "Else";
  CHECK(value->text() == "Else");
  CHECK(*value == "Else");
}

TEST_CASE("open_enum: is constructible from enumerators and strings only") {
  using value = open_enum<state>;
  static_assert(std::is_convertible_v<state, value>);
  static_assert(std::is_convertible_v<const char*, value>);
  static_assert(std::is_convertible_v<std::string, value>);
  static_assert(std::is_convertible_v<std::string_view, value>);
  static_assert(!std::is_constructible_v<value, int>);
  static_assert(!std::is_constructible_v<value, far_apart>);
  static_assert(!std::is_constructible_v<value, open_enum<far_apart>>);
  const std::vector<value> list{state::running, "Else"};
  CHECK(list[1].text() == "Else");
}

TEST_CASE("open_enum: an assigned string replaces the previous value") {
  const std::vector<std::string> texts{"Running",
                                       "not documented",
                                       "HotUpdate",
                                       "",
                                       "a text of more than fifteen bytes",
                                       "another text of more than fifteen bytes"};
  for (const auto& before : texts)
    for (const auto& after : texts) {
      CAPTURE(before);
      CAPTURE(after);
      open_enum<state> status = before;
      status = after;
      CHECK(status == open_enum<state>(after));
      CHECK(status.text() == after);
      status = status.text();
      CHECK(status.text() == after);
    }
}

TEST_CASE("open_enum: prints its text") {
  CHECK(printed(state::hot_update) == "HotUpdate");
  CHECK(printed("Offline Task") == "Offline Task");
  CHECK(printed({}) == "");
}

TEST_CASE("open_enum: is ordered and hashed by its text") {
  using status = open_enum<state>;
  const status known(state::running), text("Running"), other("Zzz");
  CHECK(known == text);
  CHECK(std::hash<status>{}(known) == std::hash<status>{}(text));
  CHECK(std::hash<status>{}(known) != std::hash<status>{}(other));
  CHECK((known <=> text) == std::strong_ordering::equal);
  CHECK(known < other);
  const status nothing, undocumented(static_cast<state>(63));
  CHECK(nothing != undocumented);
  CHECK((nothing <=> undocumented) != std::strong_ordering::equal);
  CHECK(std::map<status, int>{{other, 2}, {known, 1}, {text, 3}}.size() == 2);
  CHECK(std::unordered_map<status, int>{{other, 2}, {known, 1}, {text, 3}}.size() == 2);
}
