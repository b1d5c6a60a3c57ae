// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds items without an id. Decoding accepts them; a listing does not, unless it is lenient: such an item cannot be
// distinguished from a duplicate, and its loss would go unnoticed.

#include <algorithm>
#include <optional>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/list_page.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the path of the first id that is absent or empty, "Services[3].ServiceId".
template <class Op, class Row>
std::optional<std::string> missing_key(const list_page<Op, Row>& came) {
  const auto none = std::find(came.keys.begin(), came.keys.end(), "");
  if (none == came.keys.end()) return std::nullopt;
  std::string out = wire_path<case_of<Op>>(Op::items) + '[' + std::to_string(none - came.keys.begin()) + ']';
  if constexpr (has_path<key_path<Op>>) out += '.' + wire_path<case_of<Op>>(key_of<Op>);
  return out;
}

}  // namespace roster::inline v0::detail
