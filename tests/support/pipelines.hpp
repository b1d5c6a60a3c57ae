// SPDX-License-Identifier: BSL-1.0
#pragma once
// The pipelines with which the properties are checked: the same expression over a list of pages and over a
// flat list, with functions that record their calls.

#include <algorithm>
#include <cstddef>
#include <random>
#include <ranges>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace law {

struct service {
  int id{};
  int group{};
  std::string name{};
  std::pair<int, std::string> tag{};
  bool operator==(const service&) const = default;
};

inline service make_service(int id, int group) {
  const auto text = "service number " + std::to_string(id);
  return {.id = id, .group = group, .name = text, .tag = {id, text + " tagged"}};
}

inline constexpr int groups = 6;

inline std::vector<service> random_list(std::mt19937& random) {
  std::vector<service> flat;
  const int size = std::uniform_int_distribution<int>(0, 24)(random);
  for (int id = 1; id <= size; ++id) flat.push_back(make_service(id, static_cast<int>(random() % groups)));
  return flat;
}

/// Counts of a pipeline; small, so that they coincide with the ends of the lists and with each other.
struct counts {
  std::ptrdiff_t a{}, b{}, c{};
};

inline counts random_counts(std::mt19937& random) {
  auto count = std::uniform_int_distribution<std::ptrdiff_t>(0, 9);
  const auto a = count(random), b = count(random);
  return {a, b, count(random)};
}

/// For each function of a pipeline, the ids that it was called with, in order.
using calls = std::vector<std::vector<int>>;

inline int id_of(const service& s) { return s.id; }
inline int id_of(const std::pair<int, std::string>& tag) { return tag.first; }
inline int id_of(const std::string& text) {  // "service number 12 tagged"
  return std::stoi(text.substr(std::string("service number ").size()));
}
inline int id_of(int id) { return id; }
template <class... T>
int id_of(const std::tuple<T...>& items) {
  return id_of(std::get<sizeof...(T) - 1>(items));
}
template <std::ranges::input_range Items>
int id_of(const Items& items) {
  int last{};
  for (const auto& item : items) last = id_of(item);
  return last;
}

/// Wraps a function so that it records its calls as those of function number `which`.
template <class Function>
auto noted(calls& log, std::size_t which, Function function) {
  if (log.size() <= which) log.resize(which + 1);
  return [&log, which, function](auto&&... arguments) -> decltype(auto) {
    log[which].push_back(id_of(arguments...));
    return function(std::forward<decltype(arguments)>(arguments)...);
  };
}

/// The exception that user functions throw in tests.
struct sprung : std::runtime_error {
  sprung() : std::runtime_error("a trap") {}
};

inline const auto even_group = [](const service& s) { return s.group % 2 == 0; };
inline const auto low_group = [](const service& s) { return s.group < 3; };
inline const auto early_group = [](const service& s) { return s.group < 5; };
inline const auto late_group = [](const service& s) { return s.group > 2; };
inline const auto not_five = [](const service& s) { return s.group != 5; };
inline const auto itself = [](const service& s) -> const service& { return s; };
inline const auto twice = [](const service& s) { return std::vector<service>{s, s}; };
inline const auto odd_id = [](const auto& item) { return id_of(item) % 2 == 1; };
inline const auto to_id = [](const service& s) { return s.id; };
inline const auto to_name = [](const service& s) { return s.name; };
inline const std::string one_for_all = "service number 0, a global one";
inline const auto to_global = [](const service&) -> const std::string& { return one_for_all; };

/// Calls `law(pipeline)` with each pipeline: a function that extends a range, recording calls. They are few,
/// since each is a separate type: they cover the kinds of references. See adaptor_catalog.hpp for all other
/// pipelines.
template <class Law>
void for_each_pipeline(Law law) {
  namespace v = std::views;
  law([](auto r, calls&) { return r; });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, even_group)) | v::transform(&service::name);
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(noted(c, 1, to_id)) | v::take(6) |
           v::filter(noted(c, 2, odd_id));
  });
  law([](auto r, calls&) { return std::move(r) | v::transform(&service::tag) | v::keys; });
  law([](auto r, calls& c) {
    return std::move(r) | v::transform(&service::tag) | v::values | v::filter(noted(c, 0, odd_id)) |
           v::take(4);
  });
  law([](auto r, calls& c) { return std::move(r) | v::transform(noted(c, 0, to_global)) | v::take(4); });
  law([](auto r, calls& c) {
    return std::move(r) | (v::filter(noted(c, 0, low_group)) | v::transform(&service::tag)) |
           (v::elements<1> | v::take(5)) | v::filter(noted(c, 1, odd_id)) | v::take(2);
  });
}

/// The same with pipelines in which the standard may repeat calls.
template <class Law>
void for_deeper_pipelines(Law law) {
  namespace v = std::views;
  law([](auto r, calls& c) {
    return std::move(r) | v::transform(noted(c, 0, itself)) | v::drop(3) |
           v::drop_while(noted(c, 1, late_group)) | v::take_while(noted(c, 2, early_group)) | v::take(5) |
           v::transform(noted(c, 3, to_name));
  });
  law([](auto r, calls& c) {
    const auto composed = v::filter(noted(c, 0, low_group)) | v::common | v::drop(2);
    return std::move(r) | composed | (v::transform(&service::tag) | v::values | v::take(4));
  });
  law([](auto r, calls&) { return std::move(r) | v::transform(&service::name) | v::join | v::take(60); });
  law([](auto r, calls& c) {  // the inner ranges are prvalues here
    return std::move(r) | v::drop(1) | v::transform(noted(c, 0, twice)) | v::join |
           v::transform(noted(c, 1, twice)) | v::join | v::drop(5) | v::take_while(noted(c, 2, early_group));
  });
}

/// The same with a few of them, for checks that are costly to compile.
template <class Law>
void for_some_pipelines(Law law) {
  namespace v = std::views;
  law([](auto r, calls&) { return r; });
  law([](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, even_group)) | v::transform(&service::name);
  });
  law([](auto r, calls& c) { return std::move(r) | v::take(7) | v::filter(noted(c, 0, low_group)); });
  law([](auto r, calls& c) {
    return std::move(r) | (v::transform(noted(c, 0, to_id)) | v::filter(noted(c, 1, odd_id)) | v::take(3));
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::drop(2) | v::drop_while(noted(c, 0, late_group)) | v::take(9) |
           (v::filter(noted(c, 1, low_group)) | v::drop(1));
  });
  law([](auto r, calls& c) {
    return std::move(r) | v::take_while(noted(c, 0, early_group)) | v::transform(noted(c, 1, twice)) |
           v::join | v::drop(3);
  });
}

template <class Range>
auto values_of(Range&& range);

/// Returns an item as a value. For a view of the list, such as a chunk of the standard's, that is its
/// elements.
template <class Value, class Item>
auto value_of(Item&& item) {
  if constexpr (std::ranges::view<Value>)
    return values_of(item);
  else
    return Value(std::forward<Item>(item));
}

/// Returns the items of a range as values.
template <class Range>
auto values_of(Range&& range) {
  using value = std::ranges::range_value_t<Range>;
  std::vector<decltype(value_of<value>(*std::ranges::begin(range)))> values;
  for (auto&& item : range) values.push_back(value_of<value>(std::forward<decltype(item)>(item)));
  return values;
}

/// Returns the result of the standard adaptors on a flat list.
template <class Pipeline>
auto standard(const Pipeline& pipeline, std::vector<service> flat, calls& log) {
  return values_of(pipeline(std::views::all(flat), log));
}

/// Possible continuations of any list, for the reference model: more services than any count, of one group or
/// of all groups in turn; those of group 0 pass every function.
inline std::vector<std::vector<service>> continuations() {
  std::vector<std::vector<service>> all(groups + 1);
  for (int group = 0; group <= groups; ++group)
    for (int id = 1001; id < 1081; id += 2)
      all[static_cast<std::size_t>(group)].push_back(
          make_service(id, group < groups ? group : id / 2 % groups));
  return all;
}

}  // namespace law
