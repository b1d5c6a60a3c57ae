// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of columns.hpp.

#include <roster/wire/columns.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <roster/schema/condition.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0 {

ROSTER_DECL std::string cell::text() const {
  std::string out;
  std::visit(
      [&](const auto& content) {
        using type = std::remove_cvref_t<decltype(content)>;
        if constexpr (std::is_same_v<type, std::string>)
          out = content;
        else if constexpr (std::is_same_v<type, bool>)
          out = content ? "true" : "false";
        else if constexpr (!std::is_same_v<type, std::monostate>)
          detail::print_number(content, out);
      },
      value);
  return out;
}

namespace detail {

inline std::partial_ordering compare_texts(const std::string& left, const std::string& right) {
  const auto one = parse_time(left);
  const auto other = parse_time(right);
  if (one && other) return *one <=> *other;
  if (one || other) return other.has_value() <=> one.has_value();  // comparing bytes would not be transitive
  return left <=> right;
}

}  // namespace detail

ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right) {
  if (left.empty() || right.empty()) return left.empty() <=> right.empty();
  if (left.time && right.time) return *left.time <=> *right.time;
  if (left.time || right.time) return right.time.has_value() <=> left.time.has_value();
  return std::visit(
      [&](const auto& one, const auto& other) -> std::partial_ordering {
        using first = std::remove_cvref_t<decltype(one)>;
        using second = std::remove_cvref_t<decltype(other)>;
        constexpr bool numbers = (std::is_same_v<first, std::int64_t> || std::is_same_v<first, double>) &&
                                 (std::is_same_v<second, std::int64_t> || std::is_same_v<second, double>);
        if constexpr (std::is_same_v<first, std::string> && std::is_same_v<second, std::string>)
          return detail::compare_texts(one, other);
        else if constexpr (numbers)
          return detail::compare_numbers(one, other);
        else if constexpr (std::is_same_v<first, bool> && std::is_same_v<second, bool>)
          return one <=> other;
        else  // cells of different columns: ordered by kind
          return left.value.index() <=> right.value.index();
      },
      left.value, right.value);
}

namespace detail {

/// Longer words are not compared: they are user input, and the complexity is quadratic.
inline constexpr std::size_t max_compared_word = 128;

inline char lowered(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Returns the Damerau-Levenshtein distance (optimal string alignment), row by row.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lowered(a[i - 1]) == lowered(b[j - 1]);
      row[j] = (std::min)({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && lowered(a[i - 1]) == lowered(b[j - 2]) && lowered(a[i - 2]) == lowered(b[j - 1]);
      if (swapped) row[j] = (std::min)(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace detail

ROSTER_DECL std::optional<std::string_view> closest_match(std::string_view word,
                                                          std::span<const std::string_view> words) {
  std::optional<std::string_view> best;
  if (word.size() > detail::max_compared_word) return best;
  std::size_t limit = word.size() / 3 + 2;  // one more than the maximum distance
  for (const std::string_view candidate : words) {
    if (candidate.size() > detail::max_compared_word) continue;
    const std::size_t slips = detail::edit_distance(word, candidate);
    if (slips >= limit || slips >= candidate.size()) continue;
    limit = slips;
    best = candidate;
  }
  return best;
}

namespace detail {

ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words) {
  const auto closest = closest_match(word, words);
  return closest ? "; did you mean \"" + std::string(*closest) + "\"?" : std::string();
}

}  // namespace detail

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

inline const type_descriptor& without_optionals(const type_descriptor& type) noexcept {
  const type_descriptor* found = &type;
  while (found->kind == kind::optional) found = found->inner;
  return *found;
}

/// Appends the paths of an object's members, recursively.
inline void add_column_paths(const type_descriptor& object, const column_path& outer,
                             std::vector<column_path>& all) {
  const auto& members = object.object->members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    column_path path = outer;
    path.type = &without_optionals(*members[i].type);
    if (path.type->kind == kind::unknown) continue;
    path.name.append(outer.name.empty() ? "" : ".").append(members[i].name);
    path.members.push_back(i);
    all.push_back(path);
    if (path.type->kind == kind::object) add_column_paths(*path.type, path, all);
  }
}

ROSTER_DECL std::vector<column_path> column_paths_of(const type_descriptor& item) {
  std::vector<column_path> all;
  add_column_paths(item, {.item = &item, .type = &item}, all);
  return all;
}

ROSTER_DECL std::optional<column_path> entry_path(const column_path& path, std::string_view name) {
  if (path.type->kind != kind::map || !name.starts_with(path.name)) return std::nullopt;
  const auto key = name.substr(path.name.size());
  if (key.size() < 2 || key.front() != '.') return std::nullopt;
  column_path entry = path;
  entry.name = name;
  entry.type = &without_optionals(*path.type->inner);
  entry.key = key.substr(1);
  return entry;
}

ROSTER_DECL std::optional<column_path> unknown_column_path(const type_descriptor& item,
                                                           std::string_view name) {
  for (const auto& member : item.object->members)
    if (member.type->kind == kind::unknown)
      return column_path{.name = std::string(name), .item = &item, .type = member.type};
  return std::nullopt;
}

inline cell read_unknown(erased_ref item, std::string_view name, bool reveal_secrets) {
  const member_refs members(item);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].type->kind != kind::unknown) continue;
    const auto& unknown = members[i].as<unknown_fields>();
    const auto json = unknown.find(name);
    if (!json) continue;
    const bool is_secret = is_secret_member(unknown, name) || is_secret_value(members, name);
    auto redacted = reveal_secrets ? std::nullopt : redact_member(*json, is_secret);
    return {redacted ? std::move(*redacted) : std::string(*json), is_secret};
  }
  return {};
}

inline cell read_epoch_cell(erased_ref ref) {
  std::string scratch;
  const auto text = plain_text_of(ref, scratch, true);
  cell found{.value = std::string(text), .time = epoch_value_of(ref)};
  std::int64_t whole{};
  if (was_number(ref) && parse_number(text, whole) == number_result::ok) found.value = whole;
  return found;
}

/// Reads a value that is present.
inline cell read_present(erased_ref ref, bool reveal_secrets) {
  switch (ref.type->kind) {
    case kind::boolean:
      return {ref.as<bool>(), false};
    case kind::flag:
      return {static_cast<bool>(ref.as<flag>()), false};
    case kind::integer:
    case kind::real: {
      cell found;
      std::visit([&](auto number) { found.value = number; }, ref.type->number->get(ref.value));
      return found;
    }
    case kind::epoch_s:
    case kind::epoch_ms:
      return read_epoch_cell(ref);
    case kind::list:
    case kind::map:
    case kind::object: {
      std::string json;
      encode_ref(ref, {}, {.reveal_secrets = reveal_secrets, .keep_empty = false}, json);
      return {std::move(json), false};
    }
    default: {
      std::string scratch;
      const std::string_view text = plain_text_of(ref, scratch, reveal_secrets);
      return {std::string(text), ref.type->kind == kind::secret};
    }
  }
}

/// Reads an entry of a map; an empty text that is there is a value.
inline cell read_entry(erased_ref map, std::string_view key, bool reveal_secrets) {
  const bool is_secret = names_secret(key) || (is_value_of_pair(key) && has_secret_name(map));
  cell found;
  map.type->container->each(map.value, [&](std::string_view name, const void* entry) {
    const erased_ref content = unwrap({map.type->inner, entry});
    if (name != key || content.value == nullptr) return;
    found = is_secret && !reveal_secrets && must_be_redacted(content)
                ? cell{std::string(redacted_secret), true}
                : read_present(content, reveal_secrets);
  });
  return found;
}

ROSTER_DECL cell read_cell(const column_path& path, const void* item, bool reveal_secrets) {
  erased_ref here{path.item, item};
  if (path.type->kind == kind::unknown) return read_unknown(here, path.name, reveal_secrets);
  erased_ref member = here;
  for (const std::size_t index : path.members) {
    const member_refs members(here);
    const bool is_secret = is_secret_value(members, members.name(index));
    member = members[index];
    here = unwrap(member);
    if (here.value == nullptr) return {};
    if (is_secret && !reveal_secrets && must_be_redacted(here)) return {std::string(redacted_secret), true};
  }
  if (path.key) return read_entry(here, *path.key, reveal_secrets);
  return is_empty(member) ? cell{} : read_present(here, reveal_secrets);
}

}  // namespace roster::inline v0::detail
