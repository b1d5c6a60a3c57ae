// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode_object.hpp.

#include <roster/wire/decode_object.hpp>

#include <array>
#include <bitset>
#include <cstring>
#include <roster/schema/plain_struct.hpp>
#include <utility>

namespace roster::detail {

/// Returns the member called `name`, or the count.
inline std::size_t find_member(const object_table& table, std::string_view name) noexcept {
  const unsigned char tag = name_tag(name);
  std::size_t i = 0;
  while (i < table.count) {
    const void* const found = std::memchr(table.tags + i, tag, table.count - i);
    if (found == nullptr) break;
    i = static_cast<std::size_t>(static_cast<const unsigned char*>(found) - table.tags);
    if (table.members[i].name == name && table.members[i].read != nullptr) return i;
    ++i;
  }
  return table.count;
}

/// Takes the name of the next member. It is in `name` only when the struct has no member of that name.
inline bool take_name(decoder& in, const object_table& table, std::size_t next, std::size_t& index,
                      std::string_view& name) {
  index = next;
  if (index < table.count && table.members[index].plain && in.key_is(table.members[index].name)) return true;
  if (!in.key(name)) return false;
  index = find_member(table, name);
  return true;
}

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

/// Reads over a member that the struct does not have, keeping it where the struct asks for that.
inline bool read_unknown(decoder& in, const object_table& table, void* object, std::string_view name) {
  bool keep = table.unknown != nullptr;
  for (std::size_t i = 0; keep && i < table.ignored_count; ++i) keep = table.ignored[i] != name;
  unknown_field* kept = nullptr;
  if (keep) {  // before the value, since reading that may overwrite the name
    kept = &table.unknown(object)->list.emplace_back();
    kept->name = name;
  }
  const bool key_inside = in.watch != nullptr && in.peek() == '{';
  in.peek();
  const std::size_t start = in.offset();
  if (!(key_inside ? read_object(in, nullptr, {}) : in.skip())) return false;
  if (keep) kept->json = in.since(start);
  return true;
}

ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table) {
  const key_step* const watch = std::exchange(in.watch, nullptr);
  json_reader::scope inside;
  if (!in.enter_object(inside)) return false;
  std::array<void*, most_members> addresses;  // NOLINT: only the first ones are used, and filled here
  if (table.addresses != nullptr) table.addresses(object, addresses.data());
  std::bitset<most_members> seen;
  std::size_t index = 0;
  std::size_t next = 0;
  while (in.more(inside)) {
    std::string_view name;
    if (!take_name(in, table, next, index, name)) return false;
    const bool known = index < table.count;
    if (known) {
      name = table.members[index].name;
      next = index + 1;
      if (seen[index] && in.refuse_repeats) {
        in.repeated();
        in.error_inside(name);
        return false;
      }
      if (seen[index]) table.reset(addresses[index], index, table.members[index].assign);
      seen[index] = true;
    }
    const bool watched = watch != nullptr && watch->name == name;
    if (watched) {
      name = watch->name;  // one that lives on
      in.watch = watch->inner;
      in.peek();
    }
    const std::size_t start = in.offset();
    bool read = known ? read_known(in, table.members[index], addresses[index])
                      : read_unknown(in, table, object, name);
    in.watch = nullptr;
    if (read && watched && watch->inner == nullptr) read = keep_key(in, start);
    if (!read) {
      in.error_inside(name);
      return false;
    }
  }
  return in.good();
}

}  // namespace roster::detail
