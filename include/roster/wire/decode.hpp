// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decoding JSON into described structs.

#include <optional>
#include <roster/config.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/decode_table.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Returns whether `text` is exactly one JSON value (RFC 8259) within the nesting limit of responses.
/// Example: is_json: accepts exactly one value
ROSTER_DECL bool is_json(std::string_view text);

/// Decodes a whole JSON text into `out`, which is reset first. Absent and null members are equivalent; of repeated
/// members the last one is used; members that `out` does not have are kept if it has unknown_fields. Accepts "1" and
/// 1.0 as 1, 1 as "1" and "true" as true, but not for a variant, whose alternative is selected by the kind of the value. A
/// null in a list is an error unless the list holds optionals or json_text.
/// Returns: std::nullopt, or the error; on error `out` is only partly decoded.
/// Example: "decode: reads every kind of member"
template <letter_case Case = verbatim_case, class T>
std::optional<decode_error> decode(std::string_view json, T& out, const decode_limits& limits = {}) {
  static_assert(detail::check_member_and_inside<T, "", T, Case>());
  detail::decoder in(json, limits);
  out = T{};
  if (detail::read_value<T, T, Case>(in, out)) in.finish();
  return in.take_error();
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode.ipp>
#endif
