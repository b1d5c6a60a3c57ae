// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decoding objects and scalars by a table of their members.

#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

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

/// Reads a value that is not a string; accepts a number, as spelled.
ROSTER_DECL bool read_text_of_number(json_reader& in, std::string_view& out, bool is_secret);

/// Reads a string, or a number as spelled.
/// Lifetime: until the next text is read.
[[gnu::always_inline]] inline bool read_text(json_reader& in, std::string_view& out, bool is_secret = false) {
  return in.peek() == '"' ? in.text(out) : read_text_of_number(in, out, is_secret);
}

ROSTER_DECL bool read_scalar(json_reader& in, std::string& out);
ROSTER_DECL bool read_scalar(json_reader& in, bool& out);
ROSTER_DECL bool read_scalar(json_reader& in, flag& out);
ROSTER_DECL bool read_scalar(json_reader& in, secret& out);
ROSTER_DECL bool read_scalar(json_reader& in, bytes& out);
ROSTER_DECL bool read_scalar(json_reader& in, json_text& out);
ROSTER_DECL bool read_scalar(json_reader& in, utc_time& out);
ROSTER_DECL bool read_scalar(json_reader& in, epoch_seconds& out);
ROSTER_DECL bool read_scalar(json_reader& in, epoch_milliseconds& out);
ROSTER_DECL bool read_scalar(json_reader& in, float& out);
ROSTER_DECL bool read_scalar(json_reader& in, double& out);
ROSTER_DECL bool read_scalar(json_reader& in, long double& out);

/// Returns the kind of the next value; none if there is no valid one.
ROSTER_DECL json_kind next_kind(json_reader& in) noexcept;

/// Fails because the next value has none of the kinds of a variant, which may hold a secret.
ROSTER_DECL bool reject_kind(json_reader& in, std::span<const json_kind> kinds, bool is_secret);

/// Reads an integer in [least, most].
ROSTER_DECL bool read_signed(json_reader& in, long long least, long long most, long long& out);
ROSTER_DECL bool read_unsigned(json_reader& in, unsigned long long most, unsigned long long& out);

/// One step of the path to the item's key: the name on the wire, and the next step.
struct key_step {
  std::string_view name;
  const key_step* inner;  ///< nullptr: this member is the key
};

/// A reader with the state of decoding.
struct decoder : json_reader {
  using json_reader::json_reader;

  bool reject_duplicates{false};  ///< true in the envelope: a repeated member there is an error
  const key_step* key_path{};     ///< the path to the key in the next object
  std::string* item_key{};        ///< receives the text of the key

  bool lenient_items{false};     ///< a member of an item with the wrong kind counts as absent
  bool lenient{false};           ///< the reader is inside such an item
  std::size_t skipped_fields{};  ///< number of skipped members so far
  std::size_t first_skipped{};   ///< offset of the first skipped value
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
  bool plain{};                               ///< the name needs no escape in JSON
  bool wants_null{};                          ///< `read` is also called for null
};

/// The decoding table of a struct.
struct object_table {
  const member_entry* members{};
  const unsigned char* tags{};  ///< text_tag of every name
  std::size_t count{};
  /// Writes the addresses of all members to `out`, in order.
  void (*addresses)(const void* object, void** out){};
  /// Resets the member with that index to its default.
  void (*reset)(void* member, std::size_t index, void (*assign)(void* to, void* from)){};
  unknown_fields* (*unknown)(void* object){};  ///< nullptr: unknown members are dropped
  const std::string_view* ignored{};           ///< names that are known but not decoded
  std::size_t ignored_count{};
};

constexpr bool is_plain_name(std::string_view name) noexcept {
  for (const char c : name)
    if (c < 0x20 || c == '"' || c == '\\') return false;
  return true;
}

/// Stores the text or number that was just read as the item's key.
ROSTER_DECL bool keep_key(decoder& in, std::size_t start);

/// Reads one object. Absent and null members keep their default; of repeated members the last one is used.
ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_object.ipp>
#endif
