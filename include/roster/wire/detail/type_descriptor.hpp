// SPDX-License-Identifier: BSL-1.0
#pragma once
// Types described at run time, so that encoding and decoding are no templates.

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/decode_object.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

template <class Signature>
class function_ref;

/// Refers to a function object.
/// Lifetime: that of the object; meant for parameters only.
template <class Result, class... Args>
class function_ref<Result(Args...)> {
 public:
  template <class Function>
    requires(!std::same_as<std::remove_cvref_t<Function>, function_ref> &&
             std::is_invocable_r_v<Result, Function&, Args...>)
  function_ref(Function&& function) noexcept  // NOLINT: implicit on purpose
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
        call_([](void* object, Args... args) -> Result {
          return (*static_cast<std::remove_reference_t<Function>*>(object))(std::forward<Args>(args)...);
        }) {}

  Result operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  Result (*call_)(void*, Args...);
};

// Run-time type information: constant tables of function pointers, so that encoding, queries, parameters and columns
// are not templates, which would add seconds of compile time to every user's file.

struct type_descriptor;

/// The functions of an integer or a real.
struct number_access {
  std::variant<std::int64_t, double> (*get)(const void* value);  ///< a double if int64 cannot hold it
  void (*print)(const void* value, std::string& out);
  number_result (*parse)(void* value, std::string_view text);
  std::int64_t lowest{};    ///< for an integer
  std::uint64_t highest{};  ///< for an integer
};

/// The functions of an open_enum.
struct enum_access {
  std::string_view (*get)(const void* value);
  void (*set)(void* value, std::string_view text);
  std::span<const std::string_view> texts;  ///< the documented values
};

using visit_function = function_ref<void(std::string_view key, const void* inner)>;
using fill_function = function_ref<bool(void* inner)>;

/// The functions of a variant.
struct variant_access {
  std::size_t (*index)(const void* value);
  const void* (*get)(const void* value);  ///< the alternative that it holds
  /// Selects an alternative, and calls `fill` with it.
  void (*select)(void* value, std::size_t index, fill_function fill);
  std::span<const type_descriptor* const> alternatives;  ///< in order
};

/// The functions of an optional.
struct optional_access {
  const void* (*get)(const void* value);  ///< nullptr when it is empty
  /// Calls `fill` with a copy of the content, and stores the copy unless `fill` returns false.
  void (*set)(void* value, fill_function fill);
};

/// The functions of a list or a map; a list has no keys.
struct container_access {
  std::size_t (*size)(const void* value);
  void (*each)(const void* value, visit_function visit);
  /// Adds an entry that `fill` sets, unless `fill` returns false; in a map, it replaces the entry with that key.
  void (*add)(void* value, std::string_view key, fill_function fill);
};

/// A member of an object: its name on the wire and its type.
struct member_shape {
  std::string_view name;
  const type_descriptor* type;
};

/// The functions of an object.
struct object_access {
  std::span<const member_shape> members;
  void (*addresses)(const void* value, void** out);  ///< of all members, in order
};

/// Describes a type. The kinds text, boolean, flag, secret, json_text, unknown and the times correspond to one C++
/// type each and need no functions.
struct type_descriptor {
  detail::kind kind{};
  const type_descriptor* inner{};  ///< the content of an optional, a list or a map
  const number_access* number{};
  const enum_access* texts{};
  const optional_access* optional{};
  const variant_access* variant{};
  const container_access* container{};
  const object_access* object{};
};

// Creates the descriptor of a type. The only templates of encoding, in a separate header that the functions over
// descriptors do not include.

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

template <class Variant, letter_case Case>
inline constexpr auto alternatives_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<const type_descriptor*, sizeof...(I)>{
      &type_descriptor_of<std::variant_alternative_t<I, Variant>, Case>...};
}(std::make_index_sequence<std::variant_size_v<Variant>>{});

template <class Variant>
void select_alternative(void* value, std::size_t index, fill_function fill) {
  auto& held = *static_cast<Variant*>(value);
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (void)((I == index && fill(std::addressof(held.template emplace<I>()))) || ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>{});
}

template <class Variant, letter_case Case>
inline constexpr variant_access variant_of{
    .index = [](const void* value) { return static_cast<const Variant*>(value)->index(); },
    .get =
        [](const void* value) {
          const auto& held = *static_cast<const Variant*>(value);
          return held.valueless_by_exception()
                     ? nullptr
                     : std::visit([](const auto& one) -> const void* { return std::addressof(one); }, held);
        },
    .select = select_alternative<Variant>,
    .alternatives = alternatives_of<Variant, Case>,
};

template <class Container>
void visit_entries(const void* value, visit_function visit) {
  const auto& container = *static_cast<const Container*>(value);
  if constexpr (kind_of<Container> == kind::map) {
    for (const auto& [key, entry] : container) visit(key, &entry);
  } else {
    // A const reference, since an element of vector<bool> is a proxy, which converts to a temporary bool.
    for (const inner_type<Container>& entry : container) visit({}, &entry);
  }
}

template <class Container>
void add_entry(void* value, std::string_view key, fill_function fill) {
  auto& container = *static_cast<Container*>(value);
  inner_type<Container> entry{};
  if (!fill(&entry)) return;
  if constexpr (kind_of<Container> == kind::map)
    container.insert_or_assign(std::string(key), std::move(entry));
  else if constexpr (is_fixed_list<Container>)  // as many entries as it has elements replace all of them
    *std::move(std::begin(container) + 1, std::end(container), std::begin(container)) = std::move(entry);
  else
    container.push_back(std::move(entry));
}

template <class Container>
inline constexpr container_access container_of{
    .size = [](const void* value) { return std::size(*static_cast<const Container*>(value)); },
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
  if constexpr (kind_of<T> == kind::variant) made.variant = &variant_of<T, Case>;
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
