// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decoding objects by a table of their members.

#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/detail/decode_scalar.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/detail/name_predictor.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// The state of the list of items in a response.
enum class list_state {
  missing,  ///< a struct in the path to the list was absent or null
  absent,   ///< the list was absent from the struct that holds it
  null,
  present,
};

/// Writes the addresses of all members of a T to `out`, in order. If the object is const, the caller must not write to
/// them.
template <class T>
void addresses_of_fields(const void* object, void** out) {
  [&]<std::size_t... I>(T& whole, std::index_sequence<I...>) {
    ((out[I] = std::addressof(field_at<I>(whole))), ...);
  }(*const_cast<T*>(static_cast<const T*>(object)), std::make_index_sequence<field_count<T>()>{});
}

/// One step of the path to the item's key: the name on the wire, and the next step.
struct key_step {
  std::string_view name;
  const key_step* inner;  ///< nullptr: this member is the key
};

struct object_table;

/// A reader with the state of decoding.
struct decoder : json_reader {
  using json_reader::json_reader;

  /// Returns the predictor of the names in objects of this table.
  ROSTER_DECL name_predictor& names_of(const object_table& table);

  bool reject_duplicates{false};  ///< true in the envelope: a repeated member there is an error
  const key_step* key_path{};     ///< the path to the key in the next object
  std::string* item_key{};        ///< receives the text of the key

  bool lenient_items{false};     ///< a member of an item with the wrong kind counts as absent
  bool lenient{false};           ///< the reader is inside such an item
  std::size_t skipped_fields{};  ///< number of skipped members so far
  std::size_t first_skipped{};   ///< offset of the first skipped value

 private:
  struct predicted_table {
    const object_table* table;
    std::unique_ptr<name_predictor> names;
  };
  std::vector<predicted_table> predicted_{};
};

/// Stores what a lenient decoder skipped, and the strings that are not times, in a decoded page or response. `path_at`
/// returns the path to the byte at an offset.
template <class Decoded, class PathAt>
void note_skipped(const decoder& in, Decoded& out, PathAt path_at) {
  if (!in.good()) return;
  if (in.skipped_fields != 0)
    out.skipped_fields = {.members = in.skipped_fields, .first = path_at(in.first_skipped)};
  if (in.unreadable_times() != 0)
    out.unreadable_times = {.members = in.unreadable_times(), .first = path_at(in.first_unreadable_time())};
}

/// A member of a struct.
struct member_entry {
  std::string_view name;
  bool (*read)(decoder& in, void* member){};  ///< nullptr: unknown_fields, which has no name on the wire
  void (*assign)(void* to, void* from){};     ///< move-assigns the member
  bool wants_null{};                          ///< `read` is also called for null
};

/// The decoding table of a struct.
struct object_table {
  const member_entry* members{};
  const unsigned char* tags{};  ///< text_tag of every name, padded_tags(count)
  std::size_t count{};
  /// Writes the addresses of all members to `out`, in order.
  void (*addresses)(const void* object, void** out){};
  /// Resets the member with that index to its default.
  void (*reset)(void* member, std::size_t index, void (*assign)(void* to, void* from)){};
  unknown_fields* (*unknown)(void* object){};  ///< nullptr: unknown members are dropped
  const std::string_view* ignored{};           ///< names that are known but not decoded
  std::size_t ignored_count{};
};

/// Stores the text or number that was just read as the item's key.
ROSTER_DECL bool keep_key(decoder& in, std::size_t start);

/// Reads one object. Absent and null members keep their default; of repeated members the last one is used.
ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_object.ipp>
#endif
