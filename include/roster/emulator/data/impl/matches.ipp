// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of matches.hpp.

#include <roster/emulator/data/detail/matches.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <roster/schema/flag.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::emulator::detail {

using sort_key = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool is_sortable(const roster::detail::type_descriptor& type) {
  switch (type.kind) {
    case roster::detail::kind::text:
    case roster::detail::kind::open_enum:
    case roster::detail::kind::utc_time:
    case roster::detail::kind::epoch_s:
    case roster::detail::kind::epoch_ms:
    case roster::detail::kind::integer:
    case roster::detail::kind::real:
    case roster::detail::kind::flag:
      return true;
    case roster::detail::kind::optional:
      return is_sortable(*type.inner);
    default:
      return false;
  }
}

inline sort_key sort_key_of(roster::detail::erased_ref member) {
  const roster::detail::erased_ref content = roster::detail::unwrap(member);
  if (content.value == nullptr || roster::detail::is_empty(content)) return {};
  switch (content.type->kind) {
    case roster::detail::kind::integer:
    case roster::detail::kind::real:
      return std::visit([](auto number) { return sort_key(number); },
                        content.type->number->get(content.value));
    case roster::detail::kind::flag:
      return std::int64_t{content.as<flag>() ? 1 : 0};
    case roster::detail::kind::utc_time:
      if (const auto time = content.as<utc_time>().seconds())
        return std::int64_t{time->time_since_epoch().count()};
      break;
    case roster::detail::kind::epoch_s:
    case roster::detail::kind::epoch_ms:
      if (const auto time = roster::detail::epoch_value_of(content))
        return std::int64_t{time->seconds.time_since_epoch().count()};
      break;
    default:
      break;
  }
  std::string scratch;
  return std::string(roster::detail::plain_text_of(content, scratch, true));
}

ROSTER_DECL std::optional<std::size_t> find_sort_member(const roster::detail::type_descriptor& item,
                                                        std::string_view name) {
  const auto& members = item.object->members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].name == name && is_sortable(*members[i].type)) return i;
  return std::nullopt;
}

ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<roster::detail::erased_ref>& items,
                                                      std::size_t member, bool ascending) {
  std::vector<sort_key> keys;
  keys.reserve(items.size());
  for (const roster::detail::erased_ref item : items)
    keys.push_back(sort_key_of(roster::detail::member_refs(item)[member]));
  std::vector<std::size_t> positions(items.size());
  std::iota(positions.begin(), positions.end(), std::size_t{});
  // Not std::stable_sort: clang warns about its definition in libstdc++ 12.
  std::sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    if (keys[a] == keys[b]) return a < b;
    return (keys[a] < keys[b]) == ascending;
  });
  return positions;
}

}  // namespace roster::inline v0::emulator::detail
