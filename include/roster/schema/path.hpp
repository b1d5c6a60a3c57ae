// SPDX-License-Identifier: BSL-1.0
#pragma once
// The path to a nested member of a response, as a value: path<&response::result, &result::page_info,
// &page_info::next_marker>.

#include <cstddef>
#include <optional>
#include <roster/schema/reflection.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {
namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// The members of the path, outermost first; optionals in the path are dereferenced.
template <auto... Members>
struct path_type {
  static constexpr std::size_t size = sizeof...(Members);
};

/// The type of `each`.
struct each_type {};

}  // namespace detail

/// The path through nested members, as a value: path<&response::result, &result::page_info>. Optionals in the path
/// are dereferenced.
template <auto... Members>
inline constexpr detail::path_type<Members...> path{};

/// In the path to the items of an operation: each element of the list before it, or each value of the map.
/// `path<&connection::edges, each, &edge::node>` are the members `node` of all elements of the list `edges`.
inline constexpr detail::each_type each{};

/// The place of a list that is the whole response: `items = whole_response`. The operation's response is then the
/// list itself: `using response = std::vector<my_item>`.
inline constexpr auto whole_response = path<>;

namespace detail {

/// The format of the body of a response.
enum class body_format { json, json_lines };

}  // namespace detail

/// The format of a response with one JSON value per line (NDJSON, JSON Lines): `format = json_lines`. Each line is an
/// item; the items are then `whole_response`.
inline constexpr auto json_lines = detail::body_format::json_lines;

/// A header of the response, in place of a path: `.total = roster::header{"x-total"}`.
struct header {
  std::string_view name{};  ///< in any letter case
};

namespace detail {

/// A placeholder for a path that an operation does not declare.
struct no_path {
  friend constexpr bool operator==(no_path, no_path) noexcept { return true; }
};

template <class Path>
inline constexpr bool is_path = false;
template <auto... Members>
inline constexpr bool is_path<path_type<Members...>> = true;
template <class Path>
inline constexpr bool is_path<const Path> = is_path<Path>;

/// Whether a step of a path is `each`.
template <auto Step>
inline constexpr bool is_each = std::is_same_v<std::remove_cv_t<decltype(Step)>, each_type>;

template <class Path>
inline constexpr bool has_each = false;
template <auto... Steps>
inline constexpr bool has_each<path_type<Steps...>> = (is_each<Steps> || ...);

/// A path divided at its first `each`: the members before it, and the rest from it on, which is empty without one.
template <class Done, class Path>
struct split_path_at_each;
template <auto... Done>
struct split_path_at_each<path_type<Done...>, path_type<>> {
  using before = path_type<Done...>;
  using rest = path_type<>;
};
template <auto... Done, auto First, auto... Rest>
struct split_path_at_each<path_type<Done...>, path_type<First, Rest...>>
    : split_path_at_each<path_type<Done..., First>, path_type<Rest...>> {};
template <auto... Done, auto First, auto... Rest>
  requires is_each<First>
struct split_path_at_each<path_type<Done...>, path_type<First, Rest...>> {
  using before = path_type<Done...>;
  using rest = path_type<First, Rest...>;
};

template <class Path>
inline constexpr bool has_path = !std::is_same_v<std::remove_cvref_t<Path>, no_path>;

template <class T>
struct inside_optional {
  using type = T;
};
template <class T>
struct inside_optional<std::optional<T>> {
  using type = T;
};

/// Whether Pointer points to a member of Root; no_path is always valid.
template <class Root, class Pointer>
inline constexpr bool member_fits = std::is_same_v<Pointer, no_path>;
template <class Root, class M>
inline constexpr bool member_fits<Root, M Root::*> = true;
template <class Root, class M, class Base>
  requires is_visible_base<Base, Root>
inline constexpr bool member_fits<Root, M Base::*> = true;

/// Whether Path begins in Root and each of its members belongs to the type of the one before it.
template <class Root, class Path>
inline constexpr bool path_fits = std::is_same_v<Path, no_path>;
template <class Root>
inline constexpr bool path_fits<Root, path_type<>> = true;
template <class Root>
inline constexpr bool path_fits<Root, header> = true;
template <class Root, auto First, auto... Rest>
  requires member_fits<Root, decltype(First)>
inline constexpr bool path_fits<Root, path_type<First, Rest...>> =
    path_fits<typename inside_optional<std::remove_reference_t<decltype(std::declval<Root&>().*First)>>::type,
              path_type<Rest...>>;

}  // namespace detail

/// Returns a pointer to the member of `root` at the path; nullptr when an optional in the path is empty.
/// Lifetime: that of `root`.
template <class Root>
constexpr Root* find(Root& root, detail::path_type<>) noexcept {
  return &root;
}

/// Returns a pointer to what the path names in `root`; null if a part of the path is absent.
template <class Root, auto First, auto... Rest>
constexpr auto find(Root& root, detail::path_type<First, Rest...>) noexcept {
  auto& here = root.*First;
  using member = std::remove_const_t<std::remove_reference_t<decltype(here)>>;
  if constexpr (detail::is_optional<member> && sizeof...(Rest) != 0) {
    using result = decltype(find(*here, detail::path_type<Rest...>{}));
    return here ? find(*here, detail::path_type<Rest...>{}) : result{nullptr};
  } else {
    return find(here, detail::path_type<Rest...>{});
  }
}

namespace detail {

/// Returns the member of `root` at the path, creating the content of empty optionals in the path.
template <class Root>
constexpr Root& make(Root& root, path_type<>) noexcept {
  return root;
}

template <class Root, auto First, auto... Rest>
constexpr auto& make(Root& root, path_type<First, Rest...>) {
  auto& here = root.*First;
  if constexpr (detail::is_optional<std::remove_reference_t<decltype(here)>> && sizeof...(Rest) != 0) {
    if (!here) here.emplace();
    return make(*here, path_type<Rest...>{});
  } else {
    return make(here, path_type<Rest...>{});
  }
}

/// The struct that a member belongs to. It is a function, since g++ 12 warns about a base class that depends on a
/// member of a struct in an unnamed namespace.
template <class M, class Owner>
std::type_identity<Owner> owner_of(M Owner::*);
std::type_identity<void> owner_of(...);

/// Whether Sent is a member of Request, as a pointer to a member or as a path; no_path is always valid.
template <class Request, class Sent>
inline constexpr bool sent_fits = member_fits<Request, Sent>;
template <class Request, auto First, auto... Rest>
inline constexpr bool sent_fits<Request, path_type<First, Rest...>> =
    path_fits<Request, path_type<First, Rest...>>;

/// Returns a pointer to the member of a request that `sent` points to, or to the one at the path `sent`; nullptr when
/// an optional in the path is empty.
template <class Request, class M, class Owner>
constexpr auto* find_sent(Request& request, M Owner::* sent) noexcept {
  return &(request.*sent);
}
template <class Request, auto... Members>
constexpr auto* find_sent(Request& request, path_type<Members...> sent) noexcept {
  return find(request, sent);
}

/// Returns the same member, creating the content of empty optionals in the path.
template <class Request, class M, class Owner>
constexpr M& make_sent(Request& request, M Owner::* sent) noexcept {
  return request.*sent;
}
template <class Request, auto... Members>
constexpr auto& make_sent(Request& request, path_type<Members...> sent) {
  return make(request, sent);
}

}  // namespace detail

}  // namespace roster::inline v0
