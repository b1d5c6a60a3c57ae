// SPDX-License-Identifier: BSL-1.0
#pragma once
// The response of a list operation, decoded into its parts: the items as a vector of rows, their keys as text, and the
// rest of the envelope as the operation's response struct.

#include <optional>
#include <roster/schema/keys.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/envelope.hpp>
#include <roster/wire/projection.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The decoded response of an operation.
template <class Op, class Row = item_of<Op>>
struct list_page {
  typename Op::response rest{};  ///< everything but the items; its list stays empty
  std::vector<Row> items{};
  std::vector<std::string> keys{};  ///< one per item, "" for none; empty if the operation has no key
  list_state list{list_state::missing};
  std::string_view list_json{};  ///< the list as received; lifetime: that of the decoded text
  roster::skipped_fields skipped_fields{};
  roster::skipped_fields unreadable_times{};  ///< strings that are not times; they are kept
};

template <class Op, class Path>
consteval bool check_key(Path) {
  if constexpr (has_path<Path>) {
    using key_type = std::remove_pointer_t<decltype(find(std::declval<item_of<Op>&>(), Path{}))>;
    constexpr kind k = kind_of<required_type<key_type>>;
    static_assert(k == kind::text || k == kind::integer,
                  "roster: the key of this operation is not a string or an integer; a key identifies an "
                  "item; write static constexpr auto key = roster::path<&my_item::id>");
  }
  return true;
}
template <class Op, class... Path>
consteval bool check_key(keys<Path...>) {
  return (check_key<Op>(Path{}) && ...);
}

template <class Op, class Row>
consteval bool check_list_page() {
  constexpr bool is_list = !items_are_all<Op> || is_container<typename Op::response>;
  static_assert(is_list,
                "roster: the items of this operation are the whole response, which is not a std::vector or a "
                "std::map; write "
                "using response = std::vector<my_item>, or items = roster::path<&my_response::data>");
  if constexpr (!is_list)
    return false;
  else if constexpr (!check_operation<Op>())
    return false;
  else if constexpr (std::is_same_v<Row, undecoded_item>)
    return true;  // the items are only counted
  else
    return check_key<Op>(key_path<Op>(key_of<Op>)) && check_projection<Row, item_of<Op>>();
}

/// Decodes one page of an operation: JSON, or one item per line if its format says so. `out` is reset first, but its vectors keep their memory. A repeated member of the
/// envelope is an error; in items the last one is used. If `lenient`, a member of an item, or of a struct inside it,
/// whose kind differs from the schema or whose string is not valid Unicode counts as absent and is counted in
/// `skipped_fields`. Invalid JSON, an exceeded limit, an item that is not an object and errors in the envelope remain
/// errors.
/// Returns: std::nullopt, or the error; on error `out` is only partly decoded.
/// Example: "decode_list_page: stores the items in a vector and keeps the rest"
template <class Op, class Row>
std::optional<decode_error> decode_list_page(std::string_view json, list_page<Op, Row>& out,
                                             const decode_limits& limits = {}, bool lenient = false) {
  decoder in(json, limits);
  in.reject_duplicates = true;
  in.lenient_items = lenient;
  out.rest = {};
  out.items.clear();
  out.keys.clear();
  out.list = list_state::missing;
  out.list_json = {};
  out.skipped_fields = {};
  out.unreadable_times = {};
  if constexpr (detail::check_list_page<Op, Row>()) {
    if constexpr (format_of<Op> == json_lines) {
      (void)read_lines(in, json, out);
    } else if constexpr (items_are_all<Op>) {
      if (read_items(in, out)) in.finish();
    } else {
      if (read_envelope<list_path<Op>>(in, out.rest, out)) in.finish();
    }
  }
  note_skipped(in, out, [&](std::size_t offset) { return path_in_page<Op>(json, offset, limits); });
  auto error = in.take_error();
  if constexpr (format_of<Op> == json_lines)
    if (error)
      error->path = "line " + std::to_string(find_line(json, error->offset).number) +
                    (error->path.empty() ? "" : ": ") + error->path;
  return error;
}

}  // namespace roster::inline v0::detail
