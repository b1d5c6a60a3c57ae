// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of query.hpp.

#include <roster/wire/query.hpp>

#include <cstddef>
#include <roster/wire/encode.hpp>
#include <string_view>

namespace roster::inline v0::detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(erased_ref request) {
  std::vector<std::pair<std::string, std::string>> query;
  const auto add = [&](std::string_view name, erased_ref value) {
    if (unwrap(value).value == nullptr) return;
    query.emplace_back(std::string(name), std::string());
    print_ref(value, name, as_sent, query.back().second);
  };
  const member_refs members(request);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view name = members.name(i);
    const erased_ref member = unwrap(members[i]);
    if (member.value == nullptr || is_empty(members[i])) continue;
    if (member.type->kind == kind::list)
      member.type->container->each(
          member.value, [&](std::string_view, const void* entry) { add(name, {member.type->inner, entry}); });
    else
      add(name, member);
  }
  return query;
}

}  // namespace roster::inline v0::detail
