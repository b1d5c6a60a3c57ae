// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <roster/wire/detail/name_predictor.hpp>
#include <string>
#include <string_view>
#include <vector>

using roster::detail::name_predictor;

namespace {

/// A struct with the members a to t; other names are unknown to it.
constexpr std::string_view members = "abcdefghijklmnopqrst";

/// Reads objects of one struct; the names are single letters.
class objects {
 public:
  /// Returns which names of the object were predicted, as capital letters.
  std::string read(std::string_view names) {
    std::string out;
    auto last = name_predictor::start;
    for (const char name : names) {
      const std::string_view text = text_of(name);
      const std::size_t member = members.find(name);
      const auto id = predictor_.predict(last, text);
      if (id != 0) {
        CHECK(predictor_[id].text == text);
        CHECK(predictor_[id].member == (member < members.size() ? member : members.size()));
        last = id;
      } else {
        last = predictor_.learn(last, text, (std::min)(member, members.size()));
      }
      out += static_cast<char>(id != 0 ? name - 'a' + 'A' : name);
    }
    return out;
  }

 private:
  static std::string_view text_of(char name) {
    static const std::string all = [] {
      std::string text;
      for (char c = 'a'; c <= 'z'; ++c) text.append({'"', c, '"', ':'});
      return text;
    }();
    return std::string_view(all).substr(4 * static_cast<std::size_t>(name - 'a'), 4);
  }

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

TEST_CASE("name_predictor: members in random order are no longer predicted") {
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

TEST_CASE("name_predictor: compares only what is there, and remembers a limited number of names") {
  name_predictor names(1);
  const std::string text = R"("name":)";
  const auto id = names.learn(name_predictor::start, text, 0);
  CHECK(names.predict(name_predictor::start, text) == id);
  CHECK(names.predict(name_predictor::start, std::string_view(text).substr(0, 6)) == 0);
  CHECK(names.predict(name_predictor::start, "") == 0);
  CHECK(names.predict(id, text) == 0);
  std::vector<std::string> many;
  for (int i = 0; i < 1000; ++i) many.push_back('"' + std::to_string(i) + "\":");
  auto last = id;
  for (const auto& one : many) last = names.learn(last, one, 1);
  CHECK(last < 200);
  CHECK(names[last].text.size() <= 6);
}
