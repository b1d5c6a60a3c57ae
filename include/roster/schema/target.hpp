// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where an operation is sent, the permission that it needs, and the key of its items.

#include <roster/schema/keys.hpp>
#include <roster/schema/path.hpp>
#include <string_view>
#include <type_traits>

namespace roster::inline v0 {

/// The permission that an operation needs; a failure names it when the service responds "forbidden".
struct permission {
  std::string_view needed{};    ///< "eas:ListServices", or the policies of which one is needed
  std::string_view resource{};  ///< the resource pattern, "" where the vendor has none
};

namespace detail {

/// A method, a path with {parameters} and the fixed part of a query. GET sends the members of the request in the query, POST in a JSON
/// body.
struct target {
  std::string_view method{};
  std::string_view path{};
  std::string_view query{};
};

constexpr target make_target(std::string_view method, std::string_view where) noexcept {
  const auto mark = where.find('?');
  if (mark == std::string_view::npos) return {method, where, {}};
  return {method, where.substr(0, mark), where.substr(mark + 1)};
}

}  // namespace detail

/// Returns the target of a GET, "/path" or "/path?Fixed=Query", below the endpoint. A parameter of the path, as in "/projects/{project}", is
/// the request's member with that name on the wire, percent-encoded as one segment; that member is not sent in the query
/// or the body.
constexpr detail::target get(std::string_view where) noexcept { return detail::make_target("GET", where); }

/// Returns the target of a POST.
constexpr detail::target post(std::string_view where) noexcept { return detail::make_target("POST", where); }

namespace detail {

/// The key of these items in every operation that lists them. A schema specializes it after the operation:
/// `template <> inline constexpr auto roster::key_of_item<model> = list_models::key;`
template <class Item>
inline constexpr auto key_of_item = no_path{};

/// Returns the key of an item, as key_of_item declares it; a value-initialized one if an optional in the path is
/// empty. That of several members is their text as a JSON array.
/// Example: item_key: returns the key that the schema declares
struct item_key {
  template <class Item>
  auto operator()(const Item& item) const {
    constexpr auto key = detail::key_of_item<Item>;
    static_assert(
        has_path<decltype(key)>,
        "roster: watch() and read_until_stable() need the key of the items, to distinguish them; name "
        "the member that is the key: watch(list, 10s, &row::id), read_until_stable(list, 5, &row::id)");
    if constexpr (is_composite<std::remove_cvref_t<decltype(key)>>) {
      return text_of_key(item, key);
    } else if constexpr (has_path<decltype(key)>) {
      const auto* const found = find(item, key);
      return found ? *found : std::remove_cvref_t<decltype(*found)>{};
    } else {
      return 0;
    }
  }
};

}  // namespace detail

}  // namespace roster::inline v0
