// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of member_order.hpp.

#include <roster/emulator/data/member_order.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// One member of an object, as text: the name without its quotes, and the reordered value.
struct written_member {
  std::string_view name;
  std::string value;
};

/// Orders the members of one object; `holder` is the name of the member whose value the object is.
using member_arranger =
    roster::detail::function_ref<void(std::string_view holder, std::vector<written_member>& members)>;

/// Copies valid compact JSON, object by object. Recursive: the depth of the emulator's data is limited when it is
/// read.
class member_rewriter {
 public:
  member_rewriter(std::string_view json, member_arranger arrange) : rest_(json), arrange_(arrange) {}

  std::string value(std::string_view holder) {
    if (rest_.starts_with('{')) return object(holder);
    if (rest_.starts_with('[')) return list(holder);
    if (rest_.starts_with('"')) return std::string(take(string_size()));
    return std::string(take((std::min)(rest_.find_first_of(",]}"), rest_.size())));
  }

 private:
  std::string object(std::string_view holder) {
    std::vector<written_member> members;
    take(1);
    while (!rest_.starts_with('}')) {
      const std::string_view quoted = take(string_size());
      const std::string_view name = quoted.substr(1, quoted.size() - 2);
      take(1);
      members.push_back({name, value(name)});
      if (rest_.starts_with(',')) take(1);
    }
    take(1);
    arrange_(holder, members);
    std::string out = "{";
    for (const written_member& m : members) {
      if (out.size() > 1) out += ',';
      out.append(1, '"').append(m.name).append("\":").append(m.value);
    }
    return out + '}';
  }

  std::string list(std::string_view holder) {
    std::string out(take(1));
    while (!rest_.starts_with(']')) {
      out += value(holder);
      if (rest_.starts_with(',')) out += take(1);
    }
    return out.append(take(1));
  }

  /// Returns the size of the string at the front, with its quotes.
  std::size_t string_size() const {
    std::size_t at = 1;
    while (rest_.at(at) != '"') at += rest_[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
  member_arranger arrange_;
};

/// The position of each documented member, by the name of the member that contains its object and by its own name.
using documented_positions = std::map<std::string_view, std::map<std::string_view, std::size_t>>;

inline documented_positions positions_of(std::span<const documented_object> documented) {
  documented_positions out;
  for (const documented_object& object : documented)
    for (const std::string_view name : object.names) {
      auto& positions = out[object.member];
      positions.emplace(name, positions.size());
    }
  return out;
}

ROSTER_DECL std::string in_documented_order(std::string_view json,
                                            std::span<const documented_object> documented) {
  const documented_positions all = positions_of(documented);
  const auto sort = [&](std::string_view holder, std::vector<written_member>& members) {
    const auto known = all.find(holder);
    if (known == all.end()) return;
    std::vector<std::pair<std::size_t, std::size_t>> order;  // the documented position, and the current one
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto found = known->second.find(members[i].name);
      order.emplace_back(found == known->second.end() ? known->second.size() : found->second, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<written_member> sorted;
    sorted.reserve(members.size());
    for (const auto& [documented_at, at] : order) sorted.push_back(std::move(members[at]));
    members = std::move(sorted);
  };
  return member_rewriter(json, sort).value("");
}

ROSTER_DECL std::string in_random_order(std::string_view json, std::uint64_t seed) {
  sample_source chance(seed);
  const auto shuffle = [&](std::string_view, std::vector<written_member>& members) {
    for (std::size_t left = members.size(); left > 1; --left)
      std::swap(members[left - 1], members[static_cast<std::size_t>(chance.below(left))]);
  };
  return member_rewriter(json, shuffle).value("");
}

ROSTER_DECL std::string arrange_members(std::string_view json, std::span<const documented_object> documented,
                                        const request_context& context) {
  return context.shuffle ? in_random_order(json, *context.shuffle) : in_documented_order(json, documented);
}

}  // namespace roster::inline v0::emulator::detail
