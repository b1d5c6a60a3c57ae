// SPDX-License-Identifier: BSL-1.0
#pragma once
// A struct with members of every kind, a list of it, and a simple traversal of Boost.JSON's tree that fills
// both: the reference for decoding.

#include <algorithm>
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace compared {

inline constexpr auto letters = roster::pascal_case;

enum class run_state { running, stopped };
constexpr auto texts_of(run_state) {
  return roster::enum_texts<run_state>({{run_state::running, "Running"}, {run_state::stopped, "Stopped"}});
}

struct place {
  std::string zone{};
  std::optional<std::int64_t> gpu_memory{};
  std::optional<double> load{};
  roster::unknown_fields unknown{};
  friend bool operator==(const place&, const place&) = default;
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&place::gpu_memory, "GPUMemory"}};
  }
};

struct item {
  std::string id{};
  bool on{};
  roster::flag spot{};
  std::int64_t count{};
  double ratio{};
  roster::open_enum<run_state> status{};
  roster::secret token{};
  roster::json_text config{};
  roster::utc_time created{};
  std::optional<std::string> note{};
  std::optional<place> home{};
  place own{};
  std::vector<std::string> tags{};
  std::vector<place> places{};
  std::map<std::string, std::optional<std::string>> labels{};
  friend bool operator==(const item&, const item&) = default;
};

/// Fills `out` by strict rules, without any leniency; returns false if the tree does not match.
template <class T>
bool walk(const boost::json::value& tree, T& out) {
  constexpr roster::detail::kind k = roster::detail::kind_of<T>;
  if constexpr (k == roster::detail::kind::optional) {
    return tree.is_null() || walk(tree, out.emplace());
  } else if constexpr (k == roster::detail::kind::list) {
    const auto* const list = tree.if_array();
    return list != nullptr && std::all_of(list->begin(), list->end(),
                                          [&](const auto& entry) { return walk(entry, out.emplace_back()); });
  } else if constexpr (k == roster::detail::kind::map) {
    const auto* const object = tree.if_object();
    return object != nullptr && std::all_of(object->begin(), object->end(), [&](const auto& entry) {
             return walk(entry.value(), out[std::string(entry.key())]);
           });
  } else if constexpr (k == roster::detail::kind::object) {
    const auto* const object = tree.if_object();
    bool all = object != nullptr;
    roster::for_each_field<T>([&](auto i) {
      if constexpr (roster::detail::kind_of<roster::detail::field_type<T, i>> !=
                    roster::detail::kind::unknown) {
        const std::string_view name = roster::detail::wire_name<T, i, letters>;
        const auto* const member = all ? object->if_contains({name.data(), name.size()}) : nullptr;
        if (member != nullptr && !member->is_null()) all = walk(*member, roster::detail::field_at<i>(out));
      }
    });
    return all;
  } else if constexpr (k == roster::detail::kind::boolean || k == roster::detail::kind::flag) {
    if (tree.is_bool()) out = tree.get_bool();
    return tree.is_bool();
  } else if constexpr (k == roster::detail::kind::integer) {
    if (tree.is_int64()) out = tree.get_int64();
    return tree.is_int64();
  } else if constexpr (k == roster::detail::kind::real) {
    if (tree.is_number()) out = tree.to_number<double>();
    return tree.is_number();
  } else {
    if (tree.is_string()) out = T(std::string(tree.get_string()));
    return tree.is_string();
  }
}

/// Boost.JSON keeps no raw bytes, hence unknown fields are checked elsewhere.
inline void forget_unknown(place& p) { p.unknown = {}; }
inline void forget_unknown(item& i) {
  forget_unknown(i.own);
  if (i.home) forget_unknown(*i.home);
  for (auto& p : i.places) forget_unknown(p);
}

struct list_query {
  std::optional<int> page{};
};
struct list_response {
  std::vector<item> items{};
  std::optional<std::int64_t> total{};
};
struct list_items {
  using request = list_query;
  using response = list_response;
  static constexpr auto target = roster::get("/items");
  static constexpr auto wire_case = letters;
  static constexpr auto items = roster::path<&response::items>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&item::id>;
};

struct zone {
  std::optional<std::vector<item>> items{};
};
struct zones_response {
  std::map<std::string, std::optional<zone>> zones{};
  std::optional<std::int64_t> total{};
};
struct list_zones {  // a list of items in each value of a map
  using request = list_query;
  using response = zones_response;
  static constexpr auto target = roster::get("/zones");
  static constexpr auto wire_case = letters;
  static constexpr auto items = roster::path<&response::zones, roster::each, &zone::items>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&item::id>;
};
struct list_lines {  // an item per line
  using request = list_query;
  using response = std::vector<item>;
  static constexpr auto target = roster::get("/lines");
  static constexpr auto wire_case = letters;
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&item::id>;
};

}  // namespace compared
