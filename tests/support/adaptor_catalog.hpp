// SPDX-License-Identifier: BSL-1.0
#pragma once
// The adaptors that random pipelines consist of, one row each: description, closures, and expected demand.

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <ranges>
#include <roster/paging/page.hpp>
#include <string>
#include <support/stage.hpp>
#include <tuple>
#include <utility>
#include <vector>

namespace law::alphabet {

using roster::demand, roster::detail::unlimited;

/// True for an item that represents a possible continuation of a list: all functions pass it, and skipping
/// ends at it.
constexpr bool is_more(const item& i) { return i.id > 1000; }

inline const auto low = [](const item& i) { return is_more(i) || i.group < 3; };
inline const auto even = [](const item& i) { return is_more(i) || i.group % 2 == 0; };
inline const auto not_five = [](const item& i) { return is_more(i) || i.group != 5; };
inline const auto not_zero = [](const item& i) { return !is_more(i) && i.group != 0; };
inline const auto high = [](const item& i) { return !is_more(i) && i.group > 2; };
/// Stateful for the whole list: a copy must not start again.
inline auto every_second() {
  return [n = 0](const item& i) mutable { return ++n % 2 == 0 || is_more(i); };
}

/// Combines two items; the result has the id and group of the later one.
inline item joined(const item& a, const item& b) { return {b.id, b.group, a.value * 31 + b.value}; }

inline const auto changed = [](const item& i) { return item{i.id, i.group, i.value * 7 + 1}; };
inline const auto paired = [](const item& i) { return std::pair(i, changed(i)); };

/// More items than any pipeline skips.
constexpr std::size_t plenty = 48;

/// Maps an item to a list of copies: as many as its group says, `plenty` for an item that represents a
/// continuation. It returns the same list object for the same item, since the standard calls the function
/// repeatedly and compares positions.
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

// The demand of an adaptor: unchanged, unknown, or depending on the count.
constexpr demand unchanged(demand wanted, const flow&) { return wanted; }
constexpr demand unknown(demand, const flow&) { return unlimited; }
constexpr demand at_most_the_rest(demand wanted, const flow& f) { return std::min(wanted, f.count - f.left); }
constexpr demand unknown_until_one(demand wanted, const flow& f) { return f.left == 0 ? unlimited : wanted; }
constexpr demand with_those_dropped(demand wanted, const flow& f) {
  return wanted == unlimited ? unlimited : wanted + f.count - std::min(f.arrived, f.count);
}

#if defined(__cpp_lib_ranges_stride)
/// Combines many items; functions decide only by the last of them.
inline const auto folded = [](auto&& items) {
  item all{};
  for (const item& i : items) all = joined(all, i);
  return all;
};
inline const auto folded_tuple = [](const auto& items) {
  return std::apply([](const auto&... each) { return folded(std::array{item(each)...}); }, items);
};
/// Only the next item shows whether more items belong together, so functions must not see a group.
inline const auto folded_without_group = [](auto&& items) {
  auto all = folded(items);
  all.group = 0;
  return all;
};
inline const auto numbered = [](const auto& place) {
  const auto& [number, i] = place;
  return item{i.id, i.group, i.value * 17 + static_cast<unsigned>(number)};
};
inline const auto same_group = [](const item& a, const item& b) { return a.group == b.group; };

constexpr demand times(demand wanted, demand count) {
  return wanted == unlimited ? unlimited : wanted * count;
}
constexpr demand up_to_the_next(demand wanted, const flow& f) {
  const auto skipped = (f.count - f.arrived % f.count) % f.count;
  return wanted == unlimited ? unlimited : skipped + times(wanted - 1, f.count) + 1;
}
constexpr demand without_those_held(demand wanted, const flow& f) {
  return wanted == unlimited ? unlimited : times(wanted, f.count) - f.arrived % f.count;
}
constexpr demand with_the_first_ones(demand wanted, const flow& f) {
  return wanted == unlimited ? unlimited : wanted + f.count - 1 - std::min(f.arrived, f.count - 1);
}
constexpr std::size_t so_many_times(std::size_t wanted, std::size_t count) { return (wanted + 1) * count; }
constexpr std::size_t one_more(std::size_t wanted, std::size_t) { return wanted + 1; }
#endif

// How many passing items suffice.
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
                        {.hint = unknown, .enough = as_many, .counts = true});
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
#if defined(__cpp_lib_ranges_stride)
    [](int) {
      return make_stage("enumerate | transform(numbered)",
                        [](auto) { return std::tuple(v::enumerate, v::transform(numbered)); },
                        {.hint = unchanged, .enough = as_many});
    },
    [](int n) {
      const int step = 1 + n % 3;
      return make_stage(
          with("stride", step), [step](auto) { return std::tuple(v::stride(step)); },
          {.hint = up_to_the_next, .enough = so_many_times, .skips = true}, step);
    },
    [](int n) {
      const int size = 1 + n % 3;
      return make_stage(
          with("chunk", size) + " | transform(folded)",
          [size](auto) { return std::tuple(v::chunk(size), v::transform(folded)); },
          {.hint = without_those_held, .enough = so_many_times, .keeps = true}, size);
    },
    [](int) {
      const auto make = [](auto note) {
        return std::tuple(v::chunk_by(note(same_group)), v::transform(folded_without_group));
      };
      return make_stage("chunk_by(same group) | transform(folded)", make,
                        {.hint = unknown, .enough = one_more, .keeps = true, .may_go_on = true});
    },
    [](int) {
      return make_stage(
          "pairwise | transform(folded)",
          [](auto) { return std::tuple(v::pairwise, v::transform(folded_tuple)); },
          {.hint = with_the_first_ones, .enough = that_many_more, .skips = true, .keeps = true}, 2);
    },
    [](int) {
      return make_stage(
          "adjacent<3> | transform(folded)",
          [](auto) { return std::tuple(v::adjacent<3>, v::transform(folded_tuple)); },
          {.hint = with_the_first_ones, .enough = that_many_more, .skips = true, .keeps = true}, 3);
    },
    [](int n) {
      const int size = 1 + n % 3;
      return make_stage(
          with("slide", size) + " | transform(folded)",
          [size](auto) { return std::tuple(v::slide(size), v::transform(folded)); },
          {.hint = with_the_first_ones, .enough = that_many_more, .skips = true, .keeps = true}, size);
    },
#endif
};

}  // namespace law::alphabet
