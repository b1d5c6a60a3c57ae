// SPDX-License-Identifier: BSL-1.0
#pragma once
// Creates the descriptor of a type. The only templates of encoding, in a separate header that the functions over
// descriptors do not include.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/field_addresses.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class T, letter_case Case>
consteval type_descriptor make_shape();

/// The descriptor of T with names in the given letter case.
template <class T, letter_case Case>
inline constexpr type_descriptor type_descriptor_of = make_shape<T, Case>();

template <class T>
std::variant<std::int64_t, double> get_number(const void* value) {
  const T number = *static_cast<const T*>(value);
  if constexpr (std::is_integral_v<T>)
    if (std::in_range<std::int64_t>(number)) return static_cast<std::int64_t>(number);
  return static_cast<double>(number);
}

template <class T>
inline constexpr number_access number_of{
    .get = get_number<T>,
    .print = [](const void* value, std::string& out) { print_number(*static_cast<const T*>(value), out); },
    .parse = [](void* value, std::string_view text) { return parse_number(text, *static_cast<T*>(value)); },
    .lowest = std::is_integral_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::lowest()) : 0,
    .highest = std::is_integral_v<T> ? static_cast<std::uint64_t>((std::numeric_limits<T>::max)()) : 0,
};

template <class Enum>
inline constexpr enum_access texts_of_enum{
    .get = [](const void* value) { return static_cast<const Enum*>(value)->text(); },
    .set = [](void* value, std::string_view text) { *static_cast<Enum*>(value) = Enum(text); },
    .texts = documented_texts<Enum>,
};

template <class Optional>
inline constexpr optional_access optional_of{
    .get = [](const void* value) -> const void* {
      const auto& content = *static_cast<const Optional*>(value);
      return content ? std::addressof(*content) : nullptr;
    },
    .set =
        [](void* value, fill_function fill) {
          auto& content = *static_cast<Optional*>(value);
          inner_type<Optional> changed = content ? *content : inner_type<Optional>{};
          if (fill(&changed)) content = std::move(changed);
        },
};

template <class Container>
void visit_entries(const void* value, visit_function visit) {
  const auto& container = *static_cast<const Container*>(value);
  if constexpr (kind_of<Container> == kind::map) {
    for (const auto& [key, entry] : container) visit(key, &entry);
  } else {
    // A const reference, since an element of vector<bool> is a proxy, which converts to a temporary bool.
    for (const typename Container::value_type& entry : container) visit({}, &entry);
  }
}

template <class Container>
void add_entry(void* value, std::string_view key, fill_function fill) {
  auto& container = *static_cast<Container*>(value);
  inner_type<Container> entry{};
  if (!fill(&entry)) return;
  if constexpr (kind_of<Container> == kind::map)
    container.insert_or_assign(std::string(key), std::move(entry));
  else
    container.push_back(std::move(entry));
}

template <class Container>
inline constexpr container_access container_of{
    .size = [](const void* value) { return static_cast<const Container*>(value)->size(); },
    .each = visit_entries<Container>,
    .add = add_entry<Container>,
};

template <class T, letter_case Case, std::size_t I>
consteval member_shape make_member() {
  return {wire_name<T, I, Case>, &type_descriptor_of<field_type<T, I>, Case>};
}

template <class T, letter_case Case>
inline constexpr auto members_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<member_shape, sizeof...(I)>{make_member<T, Case, I>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, letter_case Case>
inline constexpr object_access object_of{.members = members_of<T, Case>, .addresses = addresses_of_fields<T>};

template <class T, letter_case Case>
consteval type_descriptor make_shape() {
  type_descriptor made{.kind = kind_of<T>};
  if constexpr (kind_of<T> == kind::integer || kind_of<T> == kind::real) made.number = &number_of<T>;
  if constexpr (kind_of<T> == kind::open_enum) made.texts = &texts_of_enum<T>;
  if constexpr (kind_of<T> == kind::optional) made.optional = &optional_of<T>;
  if constexpr (kind_of<T> == kind::list) made.container = &container_of<T>;
  if constexpr (kind_of<T> == kind::map) made.container = &container_of<T>;
  if constexpr (kind_of<T> == kind::object) made.object = &object_of<T, Case>;
  if constexpr (!std::is_same_v<inner_type<T>, T>) made.inner = &type_descriptor_of<inner_type<T>, Case>;
  return made;
}

/// Returns the descriptor of T after checking T; every error is reported in one sentence.
template <class T, letter_case Case>
consteval const type_descriptor* checked_shape_of() {
  static_assert(check_member_and_inside<T, "", T, Case>());
  return &type_descriptor_of<T, Case>;
}

}  // namespace roster::inline v0::detail
