// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode_object.hpp.

#include <roster/wire/detail/decode_object.hpp>

#include <array>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/plain_struct.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the index of the member called `name`, or the number of members.
inline std::size_t find_member(const object_table& table, std::string_view name) noexcept {
  return find_tagged(table.tags, table.count, name, [&](std::size_t i) {
    return table.members[i].name == name && table.members[i].read != nullptr;
  });
}

/// The state of reading one object.
struct object_reading {
  decoder& in;
  void* object;
  const object_table& table;
  void* const* addresses;  // the members of the object
  const key_step* watch;   // the item's key is this member or inside it
  std::size_t watched;     // the index of that member, or the number of members
  std::array<bool, max_members> seen{};
};

ROSTER_DECL bool keep_key(decoder& in, std::size_t start) {
  const std::string_view json = in.since(start);
  const char first = json.front();
  if (first == '"') {
    std::string_view text;
    json_reader content(json, {.text = json.size()});
    content.text(text);
    in.item_key->assign(text);
  } else if (first == 'n') {
    in.item_key->clear();
  } else if (first == '-' || (first >= '0' && first <= '9')) {
    in.item_key->assign(json);
  } else {
    return in.mismatch("a string or an integer", start);
  }
  return true;
}

/// Reads a member that the struct has.
inline bool read_known(decoder& in, const member_entry& member, void* address) {
  return (!member.wants_null && in.null()) || member.read(in, address);
}

/// Skips a member that the struct does not have, and stores it if the struct has unknown_fields.
inline bool read_unknown(decoder& in, const object_table& table, void* object, std::string_view name) {
  bool keep = table.unknown != nullptr;
  for (std::size_t i = 0; keep && i < table.ignored_count; ++i) keep = table.ignored[i] != name;
  unknown_field* kept = nullptr;
  if (keep) {  // before the value: reading it may overwrite the name
    kept = &table.unknown(object)->list.emplace_back();
    kept->name = name;
  }
  const bool key_inside = in.watch != nullptr && in.peek() == '{';
  in.peek();
  const std::size_t start = in.offset();
  const bool read = key_inside ? read_object(in, nullptr, {}) : in.skip();
  if (!read && keep) table.unknown(object)->list.pop_back();
  if (!read) return false;
  if (keep) kept->json = in.since(start);
  return true;
}

/// Reads the name of a member that is unexpected or surrounded by white space. Sets `index` to the member of that
/// name, or to the number of members if the struct has none; only then `name` is valid.
inline bool take_name(object_reading& reading, std::size_t& index, std::string_view& name) {
  const object_table& table = reading.table;
  const bool expected = index < table.count && table.members[index].plain;
  if (expected && reading.in.key_is(table.members[index].name)) return true;
  if (!reading.in.key(name)) return false;
  index = find_member(table, name);
  if (reading.watch != nullptr && reading.watch->name == name)
    name = reading.watch->name;  // a copy with static lifetime
  return true;
}

/// Skips a member whose kind differs from the schema, as if it were absent.
inline bool skip_field(object_reading& reading, std::size_t index, bool watched,
                       const json_reader::mark& start) {
  decoder& in = reading.in;
  if (!in.skip_instead(start)) return false;
  const object_table& table = reading.table;
  if (index < table.count) table.reset(reading.addresses[index], index, table.members[index].assign);
  if (watched) in.item_key->clear();
  if (in.skipped_fields++ == 0) in.first_skipped = start.offset;
  return true;
}

/// Reads the value of a member that may be repeated, unknown, the item's key, or of the wrong kind.
inline bool read_unusual(object_reading& reading, std::size_t index, std::string_view name) {
  decoder& in = reading.in;
  const object_table& table = reading.table;
  const key_step* const watch = reading.watch;
  const bool known = index < table.count;
  if (known && reading.seen[index]) {
    if (in.reject_duplicates) return in.repeated();
    table.reset(reading.addresses[index], index, table.members[index].assign);
  }
  const bool watched = watch != nullptr && (known ? index == reading.watched : watch->name == name);
  if (watched) in.watch = watch->inner;
  in.peek();
  const json_reader::mark start = in.here();
  const bool read = known ? read_known(in, table.members[index], reading.addresses[index])
                          : read_unknown(in, table, reading.object, name);
  in.watch = nullptr;
  const bool whole = read && (!watched || watch->inner != nullptr || keep_key(in, start.offset));
  return whole || (in.lenient && skip_field(reading, index, watched, start));
}

ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table) {
  const key_step* const watch = std::exchange(in.watch, nullptr);
  json_reader::scope inside;
  if (!in.enter_object(inside)) return false;
  std::array<void*, max_members> addresses;  // NOLINT: only the first ones are used, and filled below
  if (table.addresses != nullptr) table.addresses(object, addresses.data());
  const std::size_t watched = watch != nullptr ? find_member(table, watch->name) : table.count;
  object_reading reading{in, object, table, addresses.data(), watch, watched};
  const member_entry* const members = table.members;
  const std::size_t count = table.count;
  const bool strict = !in.lenient;
  for (std::size_t next = 0;;) {
    std::size_t index = next;
    std::string_view name;
    const bool expected = index < count && members[index].plain;
    if (!expected || !in.next_is(inside, members[index].name)) {
      if (!in.more(inside)) return in.good();
      if (!take_name(reading, index, name)) return false;
    }
    const bool known = index < count;
    const bool usual = known && strict && index != watched && !reading.seen[index];
    if (!(usual ? read_known(in, members[index], addresses[index]) : read_unusual(reading, index, name))) {
      in.error_inside(known ? members[index].name : name);
      return false;
    }
    if (!known) continue;
    reading.seen[index] = true;
    next = index + 1;
  }
}

}  // namespace roster::inline v0::detail
