// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads the members of a JSON object into any struct, by a table of names and functions: no template, because
// as one it would cost every user's file a second per struct.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// One step to the item's key: the name on the wire, and where to look inside of it.
struct key_step {
  std::string_view name;
  const key_step* inner;  ///< nullptr: this is the key
};

/// A reader with what decoding has to know on its way.
struct decoder : json_reader {
  using json_reader::json_reader;

  bool refuse_repeats{false};  ///< in the envelope, where the last one could not be told from the right one
  const key_step* watch{};     ///< the next object holds the key
  std::string* item_key{};     ///< where its text goes

  bool lenient_items{false};     ///< in items, a member of another kind is as good as absent
  bool lenient{false};           ///< this is in such an item
  std::size_t skipped_fields{};  ///< members so far
  std::size_t first_left_out{};  ///< where the first one's value begins
};

/// One member of a struct.
struct member_entry {
  std::string_view name;
  bool (*read)(decoder& in, void* member){};  ///< nullptr: unknown_fields, which has no name on the wire
  void (*assign)(void* to, void* from){};     ///< moves another value into it
  bool plain{};                               ///< nothing in the name needs an escape
  bool wants_null{};                          ///< `read` is called for null too
};

/// What reading needs to know about a struct.
struct object_table {
  const member_entry* members{};
  const unsigned char* tags{};  ///< text_tag of every name
  std::size_t count{};
  /// Gives the addresses of all members, in order.
  void (*addresses)(const void* object, void** out){};
  /// Puts the default back into the member with that index.
  void (*reset)(void* member, std::size_t index, void (*assign)(void* to, void* from)){};
  unknown_fields* (*unknown)(void* object){};  ///< nullptr: unknown members are dropped
  const std::string_view* ignored{};           ///< names that are known, but not wanted
  std::size_t ignored_count{};
};

constexpr bool is_plain_name(std::string_view name) noexcept {
  for (const char c : name)
    if (c < 0x20 || c == '"' || c == '\\') return false;
  return true;
}

/// Keeps, as the item's key, the text or number that was just read.
ROSTER_DECL bool keep_key(decoder& in, std::size_t start);

/// Reads one object. Absent and null members keep their default, of repeated ones the last counts.
ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_object.ipp>
#endif
