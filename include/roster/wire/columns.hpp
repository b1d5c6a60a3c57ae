// SPDX-License-Identifier: BSL-1.0
#pragma once
// The columns of a table: their names and values.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0 {

/// The value of one member of an item. Times are strings; an epoch_time is the received number: an integer if it is
/// one, otherwise text. Objects, lists and maps are compact JSON.
struct cell {
  /// monostate: absent. An integer beyond std::int64_t is converted to the nearest double.
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value{};
  bool is_secret{};  ///< the value is "***" unless revealed, as JSON for an unknown field
  std::optional<detail::instant> time{};  ///< of an epoch_time that has a value

  /// Returns whether the member is absent.
  bool empty() const noexcept { return value.index() == 0; }
  /// Returns the value as text: "" when absent, true or false, the shortest number.
  std::string text() const;

  friend bool operator==(const cell&, const cell&) = default;
};

/// Compares two cells of a column. Numbers compare exactly, also an integer with a real number. Times compare as
/// points in time and precede other strings, which compare byte by byte. Absent cells come last.
/// Example: compare_cells: orders numbers by value, times by time point, absent cells last
ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right);

/// Returns the word with the fewest typing errors (a character inserted, deleted, replaced, or two swapped; letter
/// case is ignored) relative to `word`; std::nullopt when none is close.
/// Example: closest_match: finds the word with the fewest typing errors
ROSTER_DECL std::optional<std::string_view> closest_match(std::string_view word,
                                                          std::span<const std::string_view> words);

namespace detail {

/// Returns `; did you mean "…"?`, or "" when no word is close.
ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words);

/// The path to a member of an item, or to an entry of a map: member indices, outermost first.
struct column_path {
  std::string name{};
  const type_descriptor* item{};
  const type_descriptor* type{};  ///< of the member or entry; optionals are unwrapped
  std::vector<std::size_t> members{};
  std::optional<std::string> key{};  ///< of the entry
};

ROSTER_DECL std::vector<column_path> column_paths_of(const type_descriptor& item);
ROSTER_DECL cell read_cell(const column_path& path, const void* item, bool reveal_secrets);

/// Returns the path of an entry of a map, whose name is that of the map, a dot and the key; std::nullopt if `path` is no
/// map or `name` is not such a name. Dots in the key have no meaning.
ROSTER_DECL std::optional<column_path> entry_path(const column_path& path, std::string_view name);

/// Returns the path of an unknown field, which has no members.
ROSTER_DECL std::optional<column_path> unknown_column_path(const type_descriptor& item,
                                                           std::string_view name);

}  // namespace detail

/// A column of a table of items.
template <class Item>
class column {
  template <class Listed, letter_case Case>
  friend std::optional<column<Listed>> find_column(std::string_view name);

 public:
  /// The column of a path; see column_named().
  explicit column(detail::column_path path) : path_(std::move(path)) {}

  /// The names on the wire, joined by dots: "InstanceCountInResource.Public"; for an entry of a map, its key comes last:
  /// "labels.team".
  std::string_view name() const noexcept { return path_.name; }
  /// The kind of the cells; optionals are unwrapped. kind::unknown for a field that the schema does not have.
  detail::kind kind() const noexcept { return path_.type->kind; }
  /// Returns the documented values of an open_enum; an empty span for other kinds. The values are static.
  std::span<const std::string_view> documented() const noexcept {
    return path_.type->texts != nullptr ? path_.type->texts->texts : std::span<const std::string_view>{};
  }
  /// Whether all values are secret: by their type, or by the key of an entry.
  bool is_secret() const noexcept {
    return kind() == detail::kind::secret || (path_.key && detail::names_secret(*path_.key));
  }

  /// Returns the cell of this item. An empty plain text, list or map counts as absent, unless it is an entry of a map.
  /// Secrets are redacted unless `reveal_secrets`, also in JSON texts, unknown fields and maps: see `names_secret`.
  cell read(const Item& item, bool reveal_secrets = false) const {
    return detail::read_cell(path_, std::addressof(item), reveal_secrets);
  }

 private:
  detail::column_path path_;
};

/// Returns a column for every member of Item, in order; an object's own column (as JSON) is followed by those of its
/// members. Unknown fields have no columns.
/// Example: columns: every leaf has the name of its path on the wire
template <class Item, letter_case Case = verbatim_case>
const std::vector<column<Item>>& columns() {
  static const std::vector<column<Item>> all = [] {
    std::vector<column<Item>> made;
    for (auto& path : detail::column_paths_of(*detail::checked_shape_of<Item, Case>()))
      made.emplace_back(std::move(path));
    return made;
  }();
  return all;
}

/// Returns the column called `name`; std::nullopt when there is none. Every name that begins with the name of a map and a
/// dot has one: "labels.app.kubernetes.io/name" is the entry `app.kubernetes.io/name` of the map `labels`.
/// Example: find_column: finds the entries of maps
template <class Item, letter_case Case = verbatim_case>
std::optional<column<Item>> find_column(std::string_view name) {
  for (const auto& one : columns<Item, Case>())
    if (one.name() == name) return one;
  for (const auto& one : columns<Item, Case>())
    if (auto path = detail::entry_path(one.path_, name)) return column<Item>(std::move(*path));
  return std::nullopt;
}

namespace detail {

/// Returns a column with the raw JSON of the unknown field called `name`; std::nullopt when Item does not keep
/// unknown fields.
template <class Item, letter_case Case = verbatim_case>
std::optional<column<Item>> unknown_column(std::string_view name) {
  auto path = detail::unknown_column_path(*checked_shape_of<Item, Case>(), name);
  if (!path) return std::nullopt;
  return column<Item>(std::move(*path));
}

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/columns.ipp>
#endif
