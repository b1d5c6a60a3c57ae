// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of origin.hpp.

#include <roster/page/origin.hpp>

namespace roster {

ROSTER_DECL origin with_name(origin from) {
  if (!from.name.empty()) return from;
  for (const auto* part : {&from.account, &from.region, &from.endpoint, &from.version}) {
    if (part->empty()) continue;
    if (!from.name.empty()) from.name += ' ';
    from.name += *part;
  }
  return from;
}

}  // namespace roster
