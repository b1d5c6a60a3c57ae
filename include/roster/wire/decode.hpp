// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes JSON text into described structs.

#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/decode_limits.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/decode_value.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Decodes a whole JSON text into `out`, which is reset before. Absent and null are the same; of repeated
/// members the last counts; members that `out` does not know are kept if it has unknown_fields. "1" and 1.0
/// are taken for 1, 1 for "1" and "true" for true; a null in a list is a mistake unless it holds optionals.
/// Returns: nothing, or what is wrong, and then `out` holds a part.
/// Example: "decode: reads every kind of member"
template <letter_case Case = verbatim_case, class T>
std::optional<decode_error> decode(std::string_view json, T& out, const decode_limits& limits = {}) {
  static_assert(detail::check_member_and_inside<T, "", T, Case>());
  detail::decoder in(json, limits);
  out = T{};
  if (detail::read_value<T, T, Case>(in, out)) in.finish();
  return in.outcome();
}

}  // namespace roster::inline v0
