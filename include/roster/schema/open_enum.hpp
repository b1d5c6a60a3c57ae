// SPDX-License-Identifier: BSL-1.0
#pragma once
// Enumerations that a vendor may extend at any time: known values are enumerators, any other string is kept unchanged.

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ostream>
#include <roster/schema/detail/enum_text.hpp>
#include <roster/schema/detail/text_tag.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0 {

/// Returns the table of the enumerators of E, for `constexpr auto texts_of(E)`, which is declared next to the enum.
template <class E, std::size_t N>
constexpr std::array<detail::enum_text<E>, N> enum_texts(const detail::enum_text<E> (&table)[N]) {
  std::array<detail::enum_text<E>, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = table[i];
  return out;
}

namespace detail {

template <class E>
concept has_text_table = requires { texts_of(E{}); };

template <class E>
concept has_texts = has_text_table<E> || has_texts_of_names<E>;

template <class E>
consteval bool check_enum() {
  static_assert(has_texts<E>,
                "roster: missing texts_of() for this enum; open_enum needs the string of every enumerator; "
                "write constexpr auto texts_of(my_enum) { return roster::enum_texts<my_enum>({{my_enum::one, "
                "\"One\"}}); } right after the enum");
  if constexpr (has_text_table<E>) {
    static_assert(lists_every_enumerator<E>(texts_of(E{})),
                  "roster: texts_of() omits an enumerator or lists one twice; the table has every enumerator "
                  "once; values are from 0 to 63, unless the compiler has reflection; correct the table");
  }
  return has_texts<E>;
}

/// Returns the table that is declared next to E, or the names of the enumerators where the compiler has reflection.
template <class E>
consteval auto find_texts() {
  if constexpr (has_text_table<E>)
    return texts_of(E{});
  else
    return texts_of_names<E>();
}

}  // namespace detail

/// A value of the enum E, or a string that is not a documented value of E. Empty by default, which equals no
/// enumerator.
template <class E>
class open_enum {
 public:
  constexpr open_enum() noexcept = default;
  /// A documented value.
  constexpr open_enum(E value) noexcept : value_(value) {}  // NOLINT: implicit on purpose

  /// The value with this text on the wire, or the text itself if no value has it.
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  open_enum(const Text& text) {  // NOLINT: implicit on purpose
    take(text);
  }

  /// Assigns in place: responses are full of enumerators, and a temporary would be slower than the lookup of the
  /// string.
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  open_enum& operator=(const Text& text) {
    take(text);
    return *this;
  }

  /// Returns the enumerator; std::nullopt when the text is not a documented value.
  constexpr std::optional<E> known() const noexcept { return value_; }

  /// Returns the text on the wire.
  /// Lifetime: until this object changes.
  constexpr std::string_view text() const noexcept {
    if (value_)
      for (const auto& row : table())
        if (row.value == *value_) return row.text;
    return text_;
  }

  /// Returns whether it has neither a documented value nor another text.
  constexpr bool empty() const noexcept { return !value_ && text_.empty(); }

  friend bool operator==(const open_enum&, const open_enum&) = default;
  friend constexpr bool operator==(const open_enum& a, std::same_as<E> auto b) noexcept {
    return a.value_ == b;
  }
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  friend bool operator==(const open_enum& a, const Text& b) {
    return a.text() == std::string_view(b);
  }
  // Ordered by the texts; equal texts of different values, which only an undocumented number has, by the values.
  friend std::strong_ordering operator<=>(const open_enum& a, const open_enum& b) noexcept {
    if (const auto by_text = a.text() <=> b.text(); by_text != 0) return by_text;
    return a.value_ <=> b.value_;
  }
  friend std::ostream& operator<<(std::ostream& out, const open_enum& e) { return out << e.text(); }

  /// Returns every documented value with its text, in the order of declaration.
  static constexpr const auto& table() noexcept {
    static_assert(detail::check_enum<E>());
    return table_of<E>;
  }

 private:
  void take(std::string_view text) {
    const auto& rows = table();
    const auto found = detail::find_tagged(tags_of<E>.data(), rows.size(), text,
                                           [&](std::size_t i) { return rows[i].text; });
    if (found < rows.size()) {
      value_ = rows[found].value;
      text_.clear();
    } else {
      value_.reset();
      text_ = text;
    }
  }

  template <class Enum>
  static constexpr auto table_of = detail::find_texts<Enum>();
  template <class Enum>
  static constexpr auto tags_of = [] {
    std::array<unsigned char, detail::padded_tags(table_of<Enum>.size())> tags{};
    for (std::size_t i = 0; i < table_of<Enum>.size(); ++i)
      tags[i] = detail::text_tag(table_of<Enum>[i].text);
    return tags;
  }();

  std::optional<E> value_{};
  std::string text_{};  // only if the value is not documented
};

namespace detail {

/// The documented values of an open_enum, in the order of declaration.
template <class Enum>
inline constexpr auto documented_texts = [] {
  std::array<std::string_view, Enum::table().size()> texts{};
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = Enum::table()[i].text;
  return texts;
}();

}  // namespace detail
}  // namespace roster::inline v0

template <class E>
struct std::hash<roster::open_enum<E>> {
  std::size_t operator()(const roster::open_enum<E>& e) const noexcept {
    return std::hash<std::string_view>{}(e.text());
  }
};
