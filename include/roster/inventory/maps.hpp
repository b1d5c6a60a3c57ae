// SPDX-License-Identifier: BSL-1.0
#pragma once
// How the items of an API become model_services, as data: a mapping is declared beside the item, like texts_of() beside
// an enumeration.
//
//   constexpr auto service_mapping(const my_item*) {
//     using s = roster::model_service;
//     return roster::maps{roster::from<&s::vendor>("acme"), roster::from<&s::api>("acme-serving"),
//                         roster::from<&s::id>(roster::path<&my_item::id>),
//                         roster::from<&s::state>(roster::path<&my_item::status>,
//                                                 {{my_status::up, roster::service_state::running},
//                                                  {my_status::down, roster::service_state::stopped}})};
//   }

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <roster/inventory/model_service.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/path.hpp>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace roster::inline v0 {
namespace detail {

template <class M, class Owner>
std::type_identity<M> type_of_member(M Owner::*);

/// The type of a member, without its optional.
template <auto Member>
using value_of_member =
    typename inside_optional<typename decltype(detail::type_of_member(Member))::type>::type;

template <auto First, auto... Rest>
inline constexpr auto last_of = std::get<sizeof...(Rest)>(std::tuple{First, Rest...});

/// The enumeration of statuses that are plain strings.
enum class no_enum {};

template <class T>
struct enum_inside {
  using type = no_enum;
};
template <class E>
struct enum_inside<open_enum<E>> {
  using type = E;
};

/// The enumeration at the path of these members.
template <auto... Members>
using enum_at = typename enum_inside<value_of_member<last_of<Members...>>>::type;

/// A status of the API: an enumerator, or a text that is not documented.
template <class E>
struct raw_state {
  constexpr raw_state(E value) : known(value) {}                          // NOLINT: implicit on purpose
  constexpr raw_state(const char* undocumented) : text_(undocumented) {}  // NOLINT: implicit on purpose

  constexpr std::string_view text() const {
    if constexpr (!std::same_as<E, no_enum>)
      if (known)
        for (const auto& row : open_enum<E>::table())
          if (row.value == *known) return row.text;
    return text_;
  }

  std::optional<E> known{};

 private:
  std::string_view text_{};
};

/// One row of a state table.
template <class E>
struct state_row {
  raw_state<E> raw;
  service_state state;
};

template <class Value>
inline constexpr bool is_row_of_service = false;
template <class M>
inline constexpr bool is_row_of_service<M model_service::*> = true;

// The entries of a mapping. Each has `member`, a pointer to a member of model_service.

/// The same value for all items of the API.
template <auto Member, class Value>
struct constant_entry {
  static constexpr auto member = Member;
  Value value;
};

/// The first of the values at these paths that is present; in a list or a map, all of them.
template <auto Member, class... Path>
struct path_entry {
  static constexpr auto member = Member;
};

/// The state of the row that begins with the value at the path; unknown if there is no such row. `refined` may return
/// another state, which depends on further members.
template <auto Member, std::size_t N, auto... Members>
struct state_entry {
  using item = typename decltype(detail::owner_of(std::get<0>(std::tuple{Members...})))::type;
  using refine = service_state (*)(const item&, service_state);

  static constexpr auto member = Member;
  std::array<state_row<enum_at<Members...>>, N> rows;
  refine refined;
};

/// The result of a function.
template <auto Member, class Item, class Result>
struct computed_entry {
  static constexpr auto member = Member;
  Result (*compute)(const Item&);
  std::string_view sources;
};

/// Checks that an entry sets a member of model_service.
template <auto Member>
consteval bool check_target() {
  constexpr bool fits = is_row_of_service<std::remove_const_t<decltype(Member)>>;
  static_assert(fits,
                "roster: the argument of from<> is not a member of model_service; a mapping sets members of "
                "model_service; write from<&roster::model_service::name>(roster::path<&my_item::title>)");
  return fits;
}

}  // namespace detail

/// An entry of a mapping: the member has this text in every item, `from<&model_service::vendor>("aws")`.
template <auto Member>
constexpr auto from(std::string_view constant) {
  static_assert(detail::check_target<Member>());
  return detail::constant_entry<Member, std::string_view>{constant};
}

/// An entry of a mapping for an API that lists only services in one state.
template <auto Member>
constexpr auto from(service_state constant) {
  static_assert(detail::check_target<Member>());
  return detail::constant_entry<Member, service_state>{constant};
}

/// An entry of a mapping: the member is the value at a path in the item, or at the first of several paths that has one:
/// `from<&model_service::region>(path<&item::place, &place::region>)`. Enumerations become their texts, times since the
/// epoch utc_time; a list or a map has the values at all paths, without blanks around them.
template <auto Member, auto... First, class... Path>
  requires(detail::is_path<Path> && ...)
constexpr auto from(detail::path_type<First...>, Path...) {
  static_assert(detail::check_target<Member>());
  return detail::path_entry<Member, detail::path_type<First...>, Path...>{};
}

/// An entry of a mapping: the state is that of the row that begins with the value at the path, an open_enum or a string.
/// Every enumerator needs a row; a row may also begin with an undocumented text. Every other value is
/// service_state::unknown. `refined` is called with the item and the state, and returns the state.
template <auto Member, auto... Members, std::size_t N>
constexpr auto from(detail::path_type<Members...>,
                    const detail::state_row<detail::enum_at<Members...>> (&table)[N],
                    typename detail::state_entry<Member, N, Members...>::refine refined = nullptr) {
  static_assert(detail::check_target<Member>());
  return detail::state_entry<Member, N, Members...>{std::to_array(table), refined};
}

/// An entry of a mapping: the member is the result of a function of the item. `sources` names the members that it reads,
/// for documentation.
template <auto Member, class Item, class Result>
constexpr auto from(Result (*compute)(const Item&), std::string_view sources = "computed") {
  static_assert(detail::check_target<Member>());
  return detail::computed_entry<Member, Item, Result>{compute, sources};
}

/// A mapping of an item to a model_service: the result of `constexpr auto service_mapping(const my_item*)`, which is
/// declared next to my_item. Each entry sets one member; `vendor`, `api`, `id` and `state` are required.
/// Example: as_service: maps the items of a custom API
template <class... Entry>
struct maps {
  std::tuple<Entry...> entries;  ///< in the order of the declaration
  /// The mapping of an API: one entry for each member.
  constexpr explicit maps(Entry... all) : entries(all...) {}
};

}  // namespace roster::inline v0
