// SPDX-License-Identifier: BSL-1.0
#pragma once
// Prints what the decoders have read, a line for each page and decoder, so that another process can compare every value
// with the page: tools/benchmarks.py does, with Python's parser. The plain structs are written by nlohmann::json,
// and Roster's own by roster::to_json.

#include <cstdio>
#include <nlohmann/json.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

/// Which decoder has read which page.
struct decoder_id {
  std::string group{};
  std::string name{};
};

template <class T>
concept plain_struct = requires(T& object) { visit_members(object, [](std::string_view, auto&) {}); };

/// Returns a plain value as JSON; absent members of a struct are omitted.
template <class T>
nlohmann::json json_of(const T& value) {
  if constexpr (plain_struct<T>) {
    auto out = nlohmann::json::object();
    visit_members(const_cast<T&>(value), [&]<class Member>(std::string_view name, Member& member) {
      if constexpr (requires { *member; }) {
        if (member) out[std::string(name)] = json_of(*member);
      } else {
        out[std::string(name)] = json_of(member);
      }
    });
    return out;
  } else if constexpr (requires { std::declval<T&>().emplace_back(); }) {
    auto out = nlohmann::json::array();
    for (const auto& item : value) out.push_back(json_of(item));
    return out;
  } else {
    return value;
  }
}

/// Prints a line: the group, the decoder, the response without its items, and the items; separated by tabs, which
/// compact JSON does not have.
inline void dump_line(const decoder_id& id, const std::string& rest, const std::string& items) {
  std::printf("%s\t%s\t%s\t%s\n", id.group.c_str(), id.name.c_str(), rest.c_str(), items.c_str());
}

template <class Rest, class Item>
void dump_plain(const decoder_id& id, const Rest& rest, const std::vector<Item>& items) {
  dump_line(id, json_of(rest).dump(), json_of(items).dump());
}

template <roster::letter_case Case, class Rest, class Item>
void dump_own(const decoder_id& id, const Rest& rest, const std::vector<Item>& items) {
  const roster::encode_options all{.reveal_secrets = true};
  std::string list = "[";
  for (const Item& item : items) {
    if (list.size() > 1) list += ',';
    roster::encode<Case>(item, list, all);
  }
  dump_line(id, roster::to_json<Case>(rest, all), list + ']');
}

}  // namespace bench
