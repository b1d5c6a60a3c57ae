// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode_object.hpp.

#include <roster/wire/detail/decode_object.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/reflection.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the index of the member called `name`, or the number of members.
inline std::size_t find_member(const object_table& table, std::string_view name) noexcept {
  const std::size_t index =
      find_tagged(table.tags, table.count, name, [&](std::size_t i) { return table.members[i].name; });
  return index < table.count && table.members[index].read != nullptr ? index : table.count;
}

/// The state of reading one object.
struct object_reading {
  decoder& in;
  void* object;
  const object_table& table;
  void* const* addresses;    // the members of the object
  const key_step* key_path;  // the item's key is this member or inside it
  std::size_t key_index;     // the index of that member, or the number of members
  bool* seen;                // which of the members have been read
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

/// The table for an object that is read only for its key.
inline constexpr object_table no_members{};

/// Skips a member that the struct does not have, and stores it if the struct has unknown_fields.
inline bool read_unknown(decoder& in, const object_table& table, void* object, std::string_view name) {
  bool keep = table.unknown != nullptr;
  if (!keep && in.skip_plain_text()) return true;
  for (std::size_t i = 0; keep && i < table.ignored_count; ++i) keep = table.ignored[i] != name;
  in.peek();
  const std::size_t start = in.offset();
  std::string copy;
  if (in.key_path != nullptr && in.peek() == '{') {
    name = copy = name;  // reading the object may overwrite the name
    if (!read_object(in, nullptr, no_members)) return false;
  } else if (!in.skip()) {
    return false;
  }
  if (keep) {
    auto& list = table.unknown(object)->list;
    if (list.empty()) list.reserve(8);  // where there is one, there are several
    auto& kept = list.emplace_back();
    assign_text(kept.name, name);
    assign_text(kept.json, in.since(start));
  }
  return true;
}

ROSTER_DECL name_predictor& decoder::names_of(const object_table& table) {
  for (auto& one : predicted_)
    if (one.table == &table) return *one.names;
  return *predicted_.emplace_back(predicted_table{&table, std::make_unique<name_predictor>(table.count)})
              .names;
}

/// Reads a name that was not predicted, after the comma. `rest` is what next_name() returned. Sets `index` to the member
/// of that name, or to the number of members if the struct has none; only then `name` is valid. Sets `last` to the
/// predecessor of the next name.
[[gnu::always_inline]] inline bool find_name(object_reading& reading, name_predictor& names,
                                             std::string_view rest, std::uint32_t& last, std::size_t& index,
                                             std::string_view& name) {
  decoder& in = reading.in;
  in.peek();
  short_name key;
  if (in.short_key(key)) {
    name = key.text;
    in.peek();
    const std::uint32_t found = names.find(key);
    index = found != 0 ? names[found].member : find_member(reading.table, name);
    if (!rest.empty()) {  // otherwise there is white space before the comma
      const std::string_view text = rest.substr(0, rest.size() - in.left());
      last = found != 0 ? names.follow(last, text, found) : names.add(last, text, key, index);
    }
  } else {
    if (!in.key(name)) return false;
    index = find_member(reading.table, name);
  }
  if (reading.key_path != nullptr && reading.key_path->name == name)
    name = reading.key_path->name;  // a copy with static lifetime
  return true;
}

/// Skips a member whose kind differs from the schema, as if it were absent.
inline bool skip_field(object_reading& reading, std::size_t index, bool on_key_path,
                       const json_reader::mark& start) {
  decoder& in = reading.in;
  if (!in.skip_instead(start)) return false;
  const object_table& table = reading.table;
  if (index < table.count) table.reset(reading.addresses[index], index, table.members[index].assign);
  if (on_key_path) in.item_key->clear();
  if (in.skipped_fields++ == 0) in.first_skipped = start.offset;
  return true;
}

/// Reads the value of a member that may be repeated, unknown, the item's key, or of the wrong kind.
inline bool read_unusual(object_reading& reading, std::size_t index, std::string_view name) {
  decoder& in = reading.in;
  const object_table& table = reading.table;
  const key_step* const key_path = reading.key_path;
  const bool known = index < table.count;
  if (known && reading.seen[index]) {
    if (in.reject_duplicates) return in.repeated();
    table.reset(reading.addresses[index], index, table.members[index].assign);
  }
  const bool on_key_path =
      key_path != nullptr && (known ? index == reading.key_index : key_path->name == name);
  if (on_key_path) in.key_path = key_path->inner;
  in.peek();
  const json_reader::mark start = in.here();
  const bool read = known ? read_known(in, table.members[index], reading.addresses[index])
                          : read_unknown(in, table, reading.object, name);
  in.key_path = nullptr;
  const bool whole = read && (!on_key_path || key_path->inner != nullptr || keep_key(in, start.offset));
  return whole || (in.lenient && skip_field(reading, index, on_key_path, start));
}

/// Reads an object. `addresses` and `seen` have space for its members; none has been seen.
inline bool read_members(decoder& in, void* object, const object_table& table, void** addresses, bool* seen) {
  const key_step* const key_path = std::exchange(in.key_path, nullptr);
  json_reader::scope inside;
  if (!in.enter_object(inside)) return false;
  if (table.addresses != nullptr) table.addresses(object, addresses);
  const std::size_t key_index = key_path != nullptr ? find_member(table, key_path->name) : table.count;
  object_reading reading{in, object, table, addresses, key_path, key_index, seen};
  const member_entry* const members = table.members;
  const std::size_t count = table.count;
  const bool strict = !in.lenient;
  name_predictor& names = in.names_of(table);
  for (std::uint32_t last = name_predictor::start;;) {
    std::size_t index = count;
    std::string_view name;
    const std::string_view rest = in.next_name(inside);
    const std::uint32_t predicted = names.predict(last, rest);
    if (predicted != 0) {
      last = predicted;
      in.take_name(inside, rest.data(), names[last].text.size());
      index = names[last].member;
      if (index == count) name = names[last].name.text;
    } else {
      if (!in.more(inside)) return in.good();
      if (!find_name(reading, names, rest, last, index, name)) return false;
    }
    const bool known = index < count;
    const bool usual = known && strict && index != key_index && !reading.seen[index];
    const bool is_unknown = !known && strict && (key_path == nullptr || key_path->name != name);
    if (!(usual        ? read_known(in, members[index], addresses[index])
          : is_unknown ? read_unknown(in, table, object, name)
                       : read_unusual(reading, index, name))) {
      in.error_inside(known ? members[index].name : name);
      return false;
    }
    if (known) reading.seen[index] = true;
  }
}

/// Reads an object with so many members that their addresses are not kept on the stack.
[[gnu::cold]] inline bool read_many_members(decoder& in, void* object, const object_table& table) {
  const auto addresses = std::make_unique<void*[]>(table.count);
  const auto seen = std::make_unique<bool[]>(table.count);
  return read_members(in, object, table, addresses.get(), seen.get());
}

ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table) {
  if (table.count > usual_members) return read_many_members(in, object, table);
  std::array<void*, usual_members> addresses;  // NOLINT: only the first ones are used, and filled there
  std::array<bool, usual_members> seen{};
  return read_members(in, object, table, addresses.data(), seen.data());
}

}  // namespace roster::inline v0::detail
