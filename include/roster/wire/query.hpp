// SPDX-License-Identifier: BSL-1.0
#pragma once
// Converts a request to the names and values of a query, before percent-encoding.

#include <memory>
#include <roster/config.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/type_descriptor_of.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(erased_ref request);

template <class T>
consteval bool check_query_request() {
  bool known = true;
  for_each_field<T>([&](auto i) { known = known && kind_of<field_type<T, i>> != kind::unknown; });
  return known;
}

/// Returns the members of `request` that are set, in the order of declaration. A list becomes one pair per entry, a
/// map or an object one compact JSON text; secrets are revealed. An optional that holds "" is sent, an empty plain
/// string is not.
/// Fails: failure(errc::invalid_argument) as `encode` does.
/// Example: query: sends a map as one compact JSON object
template <letter_case Case = verbatim_case, class T>
std::vector<std::pair<std::string, std::string>> to_query(const T& request) {
  static_assert(detail::check_query_request<T>(),
                "roster: a request that is sent as a query has unknown_fields; only responses and JSON "
                "bodies have them; remove them and send other parameters with extra_query");
  return detail::query_of({checked_shape_of<T, Case>(), std::addressof(request)});
}

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/query.ipp>
#endif
