// SPDX-License-Identifier: BSL-1.0
#pragma once
// The adaptors that random pipelines are made of, one row each: its words, its closures, and its line in the
// contract's table of hints.

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <range/stage.hpp>
#include <ranges>
#include <roster/page/demand.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace law::alphabet {

using roster::demand, roster::unlimited;

/// True for an item that stands for how a list may go on: all functions pass it, and skipping ends at it.
constexpr bool is_more(const item& i) { return i.id > 1000; }

inline const auto low = [](const item& i) { return is_more(i) || i.group < 3; };
inline const auto even = [](const item& i) { return is_more(i) || i.group % 2 == 0; };
inline const auto not_five = [](const item& i) { return is_more(i) || i.group != 5; };
inline const auto not_zero = [](const item& i) { return !is_more(i) && i.group != 0; };
inline const auto high = [](const item& i) { return !is_more(i) && i.group > 2; };
/// Its state lasts for the whole list: no copy of it may be begun anew.
inline auto every_second() {
  return [n = 0](const item& i) mutable { return ++n % 2 == 0 || is_more(i); };
}

/// What two items make together, the later one last.
inline item joined(const item& a, const item& b) { return {b.id, b.group, a.value * 31 + b.value}; }

inline const auto changed = [](const item& i) { return item{i.id, i.group, i.value * 7 + 1}; };
inline const auto paired = [](const item& i) { return std::pair(i, changed(i)); };

/// More items than any pipeline skips.
constexpr std::size_t plenty = 48;

/// Makes a list of an item: as often as its group says, plenty of one that stands for how a list may go on. It makes
/// the same list of the same item, as the standard asks again and compares positions.
class repeated {
 public:
  const std::vector<item>& operator()(const item& i) const {
    const auto [at, is_new] = kept_->try_emplace(i);
    if (is_new)
      for (auto n = copies(i); n > 0; --n)
        at->second.push_back({i.id, i.group, i.value * 5 + static_cast<unsigned>(n)});
    return at->second;
  }

 private:
  static std::size_t copies(const item& i) {
    return is_more(i) ? plenty : static_cast<std::size_t>((i.group + 1) % 3);
  }

  std::shared_ptr<std::map<item, std::vector<item>>> kept_{
      std::make_shared<std::map<item, std::vector<item>>>()};
};

// How many items are needed: unchanged, unknown, or by the count.
constexpr demand unchanged(demand wanted, const flow&) { return wanted; }
constexpr demand unknown(demand, const flow&) { return unlimited; }
constexpr demand at_most_the_rest(demand wanted, const flow& f) { return std::min(wanted, f.count - f.left); }
constexpr demand unknown_until_one(demand wanted, const flow& f) { return f.left == 0 ? unlimited : wanted; }
constexpr demand with_those_dropped(demand wanted, const flow& f) {
  return wanted == unlimited ? unlimited : wanted + f.count - std::min(f.arrived, f.count);
}

// How many of those that pass are enough.
constexpr std::size_t one(std::size_t wanted, std::size_t) { return wanted > plenty ? wanted : 1; }
constexpr std::size_t as_many(std::size_t wanted, std::size_t) { return wanted; }
constexpr std::size_t that_many_more(std::size_t wanted, std::size_t count) { return wanted + count; }

inline std::string with(const char* name, int count) {
  return std::string(name) + "(" + std::to_string(count) + ")";
}

namespace v = std::views;
using row = std::shared_ptr<const stage> (*)(int count);

inline const row rows[] = {
    [](int) {
      return make_stage("filter(low)", [](auto note) { return std::tuple(v::filter(note(low))); },
                        {.hint = unknown, .enough = as_many});
    },
    [](int) {
      return make_stage("filter(even)", [](auto note) { return std::tuple(v::filter(note(even))); },
                        {.hint = unknown, .enough = as_many});
    },
    [](int) {
      return make_stage("filter(every second)", [](auto) { return std::tuple(v::filter(every_second())); },
                        {.hint = unknown, .enough = as_many});
    },
    [](int) {
      return make_stage("transform(changed)",
                        [](auto note) { return std::tuple(v::transform(note(changed))); },
                        {.hint = unchanged, .enough = as_many});
    },
    [](int) {
      return make_stage("transform(paired) | keys",
                        [](auto note) { return std::tuple(v::transform(note(paired)), v::keys); },
                        {.hint = unchanged, .enough = as_many});
    },
    [](int) {
      return make_stage("(transform(paired) | values)",
                        [](auto note) { return std::tuple(v::transform(note(paired)) | v::values); },
                        {.hint = unchanged, .enough = as_many});
    },
    [](int) {
      return make_stage("all | common", [](auto) { return std::tuple(v::all, v::common); },
                        {.hint = unchanged, .enough = as_many});
    },
    [](int) {
      return make_stage("transform(repeated) | join",
                        [](auto note) { return std::tuple(v::transform(note(repeated())), v::join); },
                        {.hint = unknown, .enough = one, .several = true});
    },
    [](int n) {
      return make_stage(
          with("take", n), [n](auto) { return std::tuple(v::take(n)); },
          {.hint = at_most_the_rest, .enough = as_many, .ends = true}, n);
    },
    [](int n) {
      return make_stage(
          with("drop", n), [n](auto) { return std::tuple(v::drop(n)); },
          {.hint = with_those_dropped, .enough = that_many_more, .skips = true}, n);
    },
    [](int) {
      return make_stage("take_while(not five)",
                        [](auto note) { return std::tuple(v::take_while(note(not_five))); },
                        {.hint = unchanged, .enough = as_many, .ends = true});
    },
    [](int) {
      return make_stage("drop_while(not zero)",
                        [](auto note) { return std::tuple(v::drop_while(note(not_zero))); },
                        {.hint = unknown_until_one, .enough = as_many});
    },
    [](int) {
      return make_stage("drop_while(high)", [](auto note) { return std::tuple(v::drop_while(note(high))); },
                        {.hint = unknown_until_one, .enough = as_many});
    },
    [](int n) {
      return make_stage("(filter(low) | " + with("take", n) + ")",
                        [n](auto note) { return std::tuple(v::filter(note(low)) | v::take(n)); },
                        {.hint = unknown, .enough = as_many, .ends = true});
    },
    [](int n) {
      return make_stage(
          "(common | " + with("drop", n) + ")", [n](auto) { return std::tuple(v::common | v::drop(n)); },
          {.hint = with_those_dropped, .enough = that_many_more, .skips = true}, n);
    },
    [](int) {
      const auto make = [](auto note) {
        return std::tuple(v::transform(note(changed)) | v::take_while(note(not_five, 1)));
      };
      return make_stage("(transform(changed) | take_while(not five))", make,
                        {.hint = unchanged, .enough = as_many, .ends = true});
    },
    [](int) {
      const auto make = [](auto note) {
        return std::tuple(v::filter(note(even)) | v::drop_while(note(not_zero, 1)));
      };
      return make_stage("(filter(even) | drop_while(not zero))", make, {.hint = unknown, .enough = as_many});
    },
};

}  // namespace law::alphabet
