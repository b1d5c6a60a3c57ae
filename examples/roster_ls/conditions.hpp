// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every --where, and --since, as one condition.

#include <roster/failure.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <string_view>

#include "listings.hpp"
#include "options.hpp"

namespace roster_ls {

/// The field with the time of creation.
template <class Listing>
inline constexpr std::string_view creation_field = "created";
template <>
inline constexpr std::string_view creation_field<eas_listing> = "CreateTime";
template <>
inline constexpr std::string_view creation_field<qianfan_listing> = "createTime";

/// What follows a message about a field.
template <class Listing>
inline constexpr std::string_view hint_of = "";
template <>
inline constexpr std::string_view hint_of<service_listing> =
    " (rows of other APIs than eas and qianfan alone, and those for Prometheus, have the common fields of "
    "--help)";

/// Fails: usage_error for a condition that cannot be read.
template <class Listing>
auto make_condition(const options& wanted) {
  using item = typename Listing::item;
  roster::condition<item> all;
  const auto add = [&](const std::string& option, const std::string& text) {
    try {
      all = all && roster::parse_condition<item, Listing::letters>(text);
    } catch (const roster::failure& f) {
      throw usage_error(option + ": " + f.what() + std::string(hint_of<Listing>));
    }
  };
  for (const auto& text : wanted.conditions) add("--where", text);
  if (!wanted.since.empty())
    add("--since", std::string(creation_field<Listing>) + " >= '" + wanted.since + '\'');
  return all;
}

}  // namespace roster_ls
