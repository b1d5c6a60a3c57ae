// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes the structs around the items of a response, following the path to the items.

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/schema/detail/member_text.hpp>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/keys.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/decode_table.hpp>
#include <roster/wire/detail/json_path.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/projection.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class Op, class Row>
struct list_page;

/// A placeholder for the item type: the envelope is decoded, the items are only counted.
struct undecoded_item {};

template <class Path>
struct path_parts;
template <auto First, auto... Rest>
struct path_parts<path_type<First, Rest...>> {
  static constexpr auto first = First;
  using rest = path_type<Rest...>;
  static constexpr bool is_last = sizeof...(Rest) == 0;
};

/// The type of the member or, when it is an optional, of its content.
template <class Root, auto Member>
using inside_member = required_type<std::remove_reference_t<decltype(std::declval<Root&>().*Member)>>;

/// The path from an item to its key.
template <class Root, class Path, letter_case Case>
inline constexpr key_step key_steps{};
template <class Root, letter_case Case, auto First, auto... Rest>
inline constexpr key_step key_steps<Root, path_type<First, Rest...>, Case>{
    wire_name<Root, index_of<Root>(First), Case>,
    sizeof...(Rest) == 0 ? nullptr : &key_steps<inside_member<Root, First>, path_type<Rest...>, Case>};

template <class Op>
using key_path = std::remove_const_t<decltype(key_of<Op>)>;

/// Returns the text of a key of several members. A row of some members may lack them: the item is then decoded again,
/// leniently, since its other members do not matter.
template <class Op, class Row>
std::string composite_key(const Row& row, std::string_view json) {
  if constexpr (std::is_same_v<Row, item_of<Op>>) {
    return text_of_key(row, key_of<Op>);
  } else {
    item_of<Op> item{};
    decoder in(json);
    in.lenient = true;
    return read_value<item_of<Op>, item_of<Op>, case_of<Op>>(in, item) ? text_of_key(item, key_of<Op>)
                                                                       : std::string();
  }
}

/// The key of items that are strings or integers: the item itself.
using whole_item = path_type<>;

/// Reserves memory for the number of items that the size of the first one suggests, so that the vectors do not
/// reallocate repeatedly.
template <class Op, class Row>
void reserve_items(list_page<Op, Row>& out, std::size_t first_size, std::size_t left) {
  constexpr std::size_t most = 1024;
  if (out.items.capacity() != 1) return;
  out.items.reserve((std::min)(most, 4 + left / first_size * 9 / 8));
  if constexpr (has_path<key_path<Op>>) out.keys.reserve(out.items.capacity());
}

/// Reads one item into the page.
template <class Op, class Row>
bool read_item(decoder& in, list_page<Op, Row>& out) {
  if (out.items.size() == in.max_items()) return in.too_many({']', in.max_items(), 0});
  if constexpr (std::is_same_v<Row, undecoded_item>) {
    out.items.emplace_back();
    return in.skip();
  } else {
    in.peek();
    const std::size_t start = in.offset();
    if constexpr (is_composite<key_path<Op>> || std::is_same_v<key_path<Op>, whole_item>) {
      out.keys.emplace_back();
    } else if constexpr (has_path<key_path<Op>>) {
      in.key_path = &key_steps<item_of<Op>, key_path<Op>, case_of<Op>>;
      in.item_key = &out.keys.emplace_back();
    }
    const bool saved = std::exchange(in.reject_duplicates, false);
    in.lenient = in.lenient_items;
    const bool read = read_value<Row, item_of<Op>, case_of<Op>>(in, out.items.emplace_back());
    in.lenient = false;  // an item of the wrong kind is an error even if lenient
    in.reject_duplicates = saved;
    if (!read) return false;
    if constexpr (is_composite<key_path<Op>>)
      out.keys.back() = composite_key<Op>(out.items.back(), in.since(start));
    else if constexpr (std::is_same_v<key_path<Op>, whole_item>)
      out.keys.back() = as_text(out.items.back()).value_or("");
    reserve_items(out, in.offset() - start, in.left());
    return true;
  }
}

/// Enters a list, or a map that is one. Returns false, without an error, for an empty one.
template <class List>
bool enter_list(decoder& in, json_reader::scope& inside) {
  if constexpr (kind_of<List> == kind::map) {
    if (in.take_empty('[') || !in.enter_object(inside)) return false;
    inside.most = in.max_items();
    return true;
  } else {
    return !in.take_empty('{') && in.enter_list(inside);
  }
}

template <class T, class Path, class Op, class Row>
bool read_inside(decoder& in, list_page<Op, Row>& out);

/// Reads the items of one element of a list or a map.
template <class List, class Path, class Op, class Row>
bool read_element(decoder& in, list_page<Op, Row>& out) {
  if constexpr (Path::size == 0)
    return read_item(in, out);
  else
    return read_inside<inner_type<List>, typename path_parts<Path>::rest>(in, out);
}

/// Reads the items of a list or a map: its elements, or what is at the path, which begins with `each`, in them.
template <class List, class Path, class Op, class Row>
bool read_elements(decoder& in, list_page<Op, Row>& out) {
  json_reader::scope inside;
  if constexpr (is_one_or_many<List>)
    if (in.peek() != '[') return read_element<List, Path>(in, out);
  if (!enter_list<List>(in, inside)) return in.good();
  while (in.more(inside)) {
    // The name of an entry of a map is copied: reading the value may overwrite it.
    [[maybe_unused]] std::conditional_t<kind_of<List> == kind::map, std::string, std::string_view> name;
    if constexpr (kind_of<List> == kind::map) {
      std::string_view key;
      if (!in.key(key)) return false;
      name = key;
    }
    if (read_element<List, Path>(in, out)) continue;
    if constexpr (kind_of<List> == kind::map)
      in.error_inside(name);
    else
      in.error_inside(inside.count - 1);
    return false;
  }
  return in.good();
}

/// An element of a list in the path to the items, with the page that receives the items.
template <class Op, class Row>
struct element_context {
  list_page<Op, Row>* out;
  bool found;  ///< the element has the member that leads to the items
};

/// Reads the member of an element that leads to the items. The element has no members but this.
template <class Element, class Path, class Op, class Row>
bool read_in_element(decoder& in, void* context) {
  auto& [out, found] = *static_cast<element_context<Op, Row>*>(context);
  found = true;
  using member = std::remove_reference_t<decltype(std::declval<Element&>().*path_parts<Path>::first)>;
  return read_inside<member, typename path_parts<Path>::rest>(in, *out);
}

template <class Element, class Path, class Op, class Row>
inline constexpr member_entry element_entry{.name = wire_name_of_member<path_parts<Path>::first, case_of<Op>>,
                                            .read = read_in_element<Element, Path, Op, Row>,
                                            .wants_null = true};

template <class Element, class Path, class Op, class Row>
inline constexpr std::array<unsigned char, padded_tags(1)> element_tags{
    text_tag(element_entry<Element, Path, Op, Row>.name)};

template <class Element, class Path, class Op, class Row>
inline constexpr object_table element_table{
    .members = &element_entry<Element, Path, Op, Row>,
    .tags = element_tags<Element, Path, Op, Row>.data(),
    .count = 1,
    .addresses = [](const void* context, void** out) { *out = const_cast<void*>(context); }};

/// Reads the items at the path in a T: in an element of a list, a member of one, or the item itself. What is absent or
/// null has no items if it is an optional, and is an error otherwise.
template <class T, class Path, class Op, class Row>
bool read_inside(decoder& in, list_page<Op, Row>& out) {
  if constexpr (is_optional<T>) {
    return in.null() || read_inside<inner_type<T>, Path>(in, out);
  } else if constexpr (is_container<T>) {
    return read_elements<T, Path>(in, out);
  } else if constexpr (Path::size == 0) {
    return read_item(in, out);
  } else {
    element_context<Op, Row> context{&out, false};
    if (!read_object(in, &context, element_table<T, Path, Op, Row>)) return false;
    using member = std::remove_reference_t<decltype(std::declval<T&>().*path_parts<Path>::first)>;
    if (context.found || is_optional<member>) return true;
    in.missing(is_container<member> ? "a list" : "an object");
    in.error_inside(element_entry<T, Path, Op, Row>.name);
    return false;
  }
}

/// Reads the items of a response from their list.
template <class Op, class Row>
bool read_items(decoder& in, list_page<Op, Row>& out) {
  if (in.null()) {
    out.list = list_state::null;
    return true;
  }
  in.peek();
  const std::size_t begin = in.offset();
  if (!read_elements<items_type<Op>, path_in_list<Op>>(in, out)) return false;
  out.list = list_state::present;
  out.list_json = in.since(begin);
  return true;
}

/// Reads one item from each line of the text that the reader was constructed with; blank lines are skipped.
template <class Op, class Row>
bool read_lines(decoder& in, std::string_view text, list_page<Op, Row>& out) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = (std::min)(text.find('\n', begin), text.size());
    in.select(begin, end);
    begin = end + 1;
    in.peek();
    if (in.left() != 0 && !(read_item(in, out) && in.finish())) return false;
  }
  out.list = list_state::present;
  out.list_json = text;
  return true;
}

/// A line of a text.
struct text_line {
  std::size_t number{};  ///< from 1
  std::size_t begin{};   ///< offset of its first byte
};

/// Returns the line that has the byte at `offset`.
inline text_line find_line(std::string_view text, std::size_t offset) noexcept {
  const std::string_view before = text.substr(0, offset);
  const auto breaks = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::size_t>(breaks) + 1, before.rfind('\n') + 1};  // npos + 1 is 0
}

/// Returns the path to the byte at `offset`: "Services[17].Memory", or in a text of lines "line 18: Memory".
template <class Op>
std::string path_in_page(std::string_view text, std::size_t offset, const decode_limits& limits) {
  if constexpr (format_of<Op> == json_lines) {
    const text_line line = find_line(text, offset);
    return "line " + std::to_string(line.number) + ": " +
           json_path(text.substr(line.begin, text.find('\n', offset) - line.begin), offset - line.begin,
                     limits);
  } else {
    return json_path(text, offset, limits);
  }
}

/// A struct in the path to the items, with the page that receives the items.
template <class Envelope, class Op, class Row>
struct envelope_context {
  Envelope* object;
  list_page<Op, Row>* out;
};

template <class Path, class Envelope, class Op, class Row>
bool read_envelope(decoder& in, Envelope& object, list_page<Op, Row>& out);

/// Reads the member that leads to the items.
template <class Path, class Context>
bool read_on_path(decoder& in, void* context) {
  auto& [object, out] = *static_cast<Context*>(context);
  using parts = path_parts<Path>;
  if constexpr (parts::is_last) {
    return read_items(in, *out);
  } else {
    auto& member = object->*parts::first;
    if constexpr (is_optional<std::remove_reference_t<decltype(member)>>)
      return read_envelope<typename parts::rest>(in, member.emplace(), *out);
    else
      return read_envelope<typename parts::rest>(in, member, *out);
  }
}

template <class Path, class Envelope>
inline constexpr std::size_t path_index = index_of<Envelope>(path_parts<Path>::first);

template <class Path, class Envelope, class Context, letter_case Case>
inline constexpr auto envelope_entries = [] {
  auto entries = entries_of<Envelope, Envelope, Case>;
  member_entry& path_entry = entries[path_index<Path, Envelope>];
  path_entry.read = read_on_path<Path, Context>;
  path_entry.wants_null = path_parts<Path>::is_last;
  return entries;
}();

template <class Path, class Envelope, class Context>
void addresses_in_envelope(const void* context, void** out) {
  addresses_of_fields<Envelope>(static_cast<const Context*>(context)->object, out);
  out[path_index<Path, Envelope>] = const_cast<void*>(context);
}

template <class Path, class Envelope, class Context, letter_case Case>
consteval object_table make_envelope_table() {
  object_table table{.members = envelope_entries<Path, Envelope, Context, Case>.data(),
                     .tags = tags_of<Envelope, Envelope, Case>.data(),
                     .count = field_count<Envelope>(),
                     .addresses = addresses_in_envelope<Path, Envelope, Context>};
  if constexpr (unknown_index<Envelope> != field_count<Envelope>())
    table.unknown = [](void* context) {
      return unknown_of<Envelope>(static_cast<Context*>(context)->object);
    };
  return table;
}

template <class Path, class Envelope, class Context, letter_case Case>
inline constexpr object_table envelope_table = make_envelope_table<Path, Envelope, Context, Case>();

template <class Path, class Envelope, class Op, class Row>
bool read_envelope(decoder& in, Envelope& object, list_page<Op, Row>& out) {
  using context_type = envelope_context<Envelope, Op, Row>;
  if constexpr (path_parts<Path>::is_last) out.list = list_state::absent;
  context_type context{&object, &out};
  return read_object(in, &context, envelope_table<Path, Envelope, context_type, case_of<Op>>);
}
}  // namespace roster::inline v0::detail
