// SPDX-License-Identifier: BSL-1.0
#pragma once
// The response of a single call, decoded into the operation's response struct.

#include <cstddef>
#include <optional>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/decode_table.hpp>
#include <roster/wire/detail/envelope.hpp>
#include <roster/wire/detail/json_path.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// The decoded response of a single call.
template <class Op>
struct decoded_call {
  typename Op::response value{};
  std::string key{};  ///< its text, "" if it is absent or null
  roster::skipped_fields skipped_fields{};
  roster::skipped_fields unreadable_times{};  ///< strings that are not times; they are kept
};

/// Decodes the response of a call into `out`, which is new. If `lenient`, a member whose kind differs from the schema
/// counts as absent and is counted in `skipped_fields`; a response that is not of the response's kind remains an error.
/// Returns: std::nullopt, or the error; on error `out` is only partly decoded.
/// Example: decode_call: reads the response and its key
template <class Op>
std::optional<decode_error> decode_call(std::string_view json, decoded_call<Op>& out, bool lenient,
                                        const decode_limits& limits = {}) {
  using response = typename Op::response;
  decoder in(json, limits);
  in.lenient = lenient;
  if constexpr (has_path<key_path<Op>>) {
    in.key_path = &key_steps<response, key_path<Op>, case_of<Op>>;
    in.item_key = &out.key;
  }
  if (read_value<response, response, case_of<Op>>(in, out.value)) in.finish();
  note_skipped(in, out, [&](std::size_t offset) { return json_path(json, offset, limits); });
  return in.take_error();
}

}  // namespace roster::inline v0::detail
