// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <roster/wire/detail/name_predictor.hpp>
#include <roster/wire/detail/short_name.hpp>
#include <set>
#include <string>
#include <string_view>

using roster::detail::name_predictor;
using roster::detail::short_name;

namespace {

/// A struct with the members a to t; other names are unknown to it.
constexpr std::string_view members = "abcdefghijklmnopqrst";

/// Reads objects of one struct; the names are single letters.
class objects {
 public:
  /// Returns which names of the object were predicted, as capital letters. `space`: white space before each name.
  std::string read(std::string_view names, std::string_view space = "") {
    std::string out;
    auto last = name_predictor::start;
    for (const char name : names) {
      const std::string_view text = text_of(name, space);
      const std::size_t member = (std::min)(members.find(name), members.size());
      const auto id = predictor_.predict(last, text);
      if (id != 0) {
        CHECK(predictor_[id].text == text);
        check_entry(id, name, member);
        last = id;
      } else {
        last = read_unpredicted(last, text, {text.data() + space.size() + 1, 1}, member);
      }
      out += static_cast<char>(id != 0 ? name - 'a' + 'A' : name);
    }
    return out;
  }

 private:
  std::uint32_t read_unpredicted(std::uint32_t last, std::string_view text, const short_name& name,
                                 std::size_t member) {
    const auto id = predictor_.find(name);
    if (id == 0) return predictor_.add(last, text, name, member);
    check_entry(id, name.text[0], member);
    return predictor_.follow(last, text, id);
  }

  void check_entry(std::uint32_t id, char name, std::size_t member) {
    CHECK(predictor_[id].name.text == std::string_view(&name, 1));
    CHECK(predictor_[id].member == member);
  }

  /// Returns the text of a name in a page, which remains until the end.
  std::string_view text_of(char name, std::string_view space) {
    const std::string text = std::string(space) + '"' + name + "\":";
    return std::string_view(*pages_.emplace(text + std::string(short_name::capacity, '1')).first)
        .substr(0, text.size());
  }

  std::set<std::string> pages_{};
  name_predictor predictor_{members.size()};
};

}  // namespace

TEST_CASE(
    "name_predictor: any order that repeats is predicted, also of names that the struct does not have") {
  for (const std::string_view order :
       {"abcde", "edcba", "cabxed", "xyz", "axbyczd", "tsrqponmlkjihgfedcba"}) {
    objects all;
    CHECK(all.read(order) == order);
    std::string upper;
    for (const char c : order) upper += static_cast<char>(c - 'a' + 'A');
    CHECK(all.read(order) == upper);
    CHECK(all.read(order) == upper);
  }
}

TEST_CASE("name_predictor: members may be absent, and come later than in the first object") {
  objects all;
  all.read("abcde");
  CHECK(all.read("ae") == "AE");
  CHECK(all.read("bd") == "BD");
  objects few;
  few.read("ae");
  CHECK(few.read("abcde") == "AbcdE");
  CHECK(few.read("abcde") == "ABCDE");
}

TEST_CASE(
    "name_predictor: a new order is learned, and an unknown name at any place does not disturb the others") {
  objects all;
  all.read("abcde");
  all.read("edcba");
  CHECK(all.read("edcba") == "EDCBA");
  objects random;
  random.read("awbcde");
  CHECK(random.read("abwcde") == "ABwCDE");
  CHECK(random.read("abcdew") == "ABCDEw");
  CHECK(random.read("wabcde") == "wABCDE");
}

TEST_CASE("name_predictor: the white space around a name is predicted, and another is learned") {
  objects all;
  all.read("abxyc", "\n    ");
  CHECK(all.read("abxyc", "\n    ") == "ABXYC");
  CHECK(all.read("abxyc") == "abxyc");
  CHECK(all.read("abc") == "ABC");
  CHECK(all.read("abc", " ") == "abc");
}

TEST_CASE("name_predictor: members in random order are no longer predicted, and found by their hash") {
  objects all;
  std::mt19937 random(1);
  std::string order(members);
  for (int i = 0; i < 100; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    all.read(order);
  }
  all.read(members);
  CHECK(all.read(members) == members);
}

TEST_CASE("name_predictor: compares only what is there") {
  name_predictor names(1);
  const std::string text = R"("name":)" + std::string(short_name::capacity, ' ');
  const auto id =
      names.add(name_predictor::start, std::string_view(text).substr(0, 7), {text.data() + 1, 4}, 0);
  CHECK(names.predict(name_predictor::start, std::string_view(text).substr(0, 7)) == id);
  CHECK(names.predict(name_predictor::start, std::string_view(text).substr(0, 6)) == 0);
  CHECK(names.predict(name_predictor::start, "") == 0);
  CHECK(names.predict(id, text) == 0);
}

TEST_CASE("name_predictor: finds the names that it has stored, a limited number") {
  std::set<std::string> texts;
  std::mt19937 random(1);
  while (texts.size() < 1000) {
    std::string name;
    for (auto size = random() % short_name::capacity; size > 0; --size)
      name += static_cast<char>('a' + random() % 4);
    texts.insert(name + '"' + std::string(short_name::capacity, ' '));
  }
  name_predictor names(1);
  std::map<std::uint32_t, std::string_view> stored;
  auto last = name_predictor::start;
  for (const auto& text : texts) {
    const short_name name(text.data(), text.find('"'));
    CHECK(names.find(name) == 0);
    const auto id = names.add(last, name.text, name, 1);
    if (id != last) CHECK(stored.emplace(id, name.text).second);
    last = id;
  }
  CHECK(stored.size() > 150);
  CHECK(stored.size() < 200);
  for (const auto& text : texts) {
    const short_name name(text.data(), text.find('"'));
    const auto found = stored.find(names.find(name));
    if (found != stored.end()) CHECK(found->second == name.text);
  }
  for (const auto& [id, text] : stored) CHECK(names.find({text.data(), text.size()}) == id);
}

TEST_CASE("name_predictor: short names are equal exactly if their text is") {
  const std::string text = "abcdefghijklmnopqrstuvwxyz0123456789" + std::string(short_name::capacity, '"');
  for (std::size_t size = 0; size < short_name::capacity; ++size) {
    std::string other = text.substr(0, size) + std::string(short_name::capacity, 'x');
    CHECK(short_name(text.data(), size) == short_name(other.data(), size));
    CHECK(short_name(text.data(), size).hash() == short_name(other.data(), size).hash());
    CHECK_FALSE(short_name(text.data(), size) == short_name(text.data(), size + 1));
    for (std::size_t i = 0; i < size; ++i) {
      ++other[i];
      CHECK_FALSE(short_name(text.data(), size) == short_name(other.data(), size));
      --other[i];
    }
  }
}
