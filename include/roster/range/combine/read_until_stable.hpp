// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that is read repeatedly until two passes agree.

#include <cstddef>
#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/stable_source.hpp>
#include <roster/schema/operation_traits.hpp>
#include <utility>

namespace roster::inline v0 {

/// Returns a range of a list that is read repeatedly until two passes in a row have the same keys and the
/// second one has no drift. After `passes` passes without agreement it yields the items of the last pass, and
/// the report has `drift`.
///
/// Without drift, all yielded items were in the list at the same moment, between the two passes; an item that
/// was in the list all the time and is not yielded was missed twice. It cannot be lazy: the first await reads
/// the whole list at least twice and buffers a pass in memory; `list_options.max_items` of the list bounds
/// it. The report adds up requests, retries, pages and bytes of all passes; all other members are those of
/// the last pass. Items without a key compare equal. A failed pass is restarted by the next await.
///
/// `list` returns the range of a pass: `read_until_stable([=] { return client.list_services(); })`. It is
/// also called once during construction. `key` is a member or a function with ordered results; in a fleet,
/// the same key in two targets is two items.
/// Fails: failure(errc::invalid_argument) for fewer than two passes.
/// Example: read_until_stable: reads the list until two passes agree
template <class List, class Key = detail::item_key>
async_range<detail::listed_item<List>> read_until_stable(List list, std::size_t passes = 5, Key key = {}) {
  return async_range<detail::listed_item<List>>(
      std::make_unique<detail::stable_source<List, Key>>(std::move(list), passes, std::move(key)));
}

}  // namespace roster::inline v0
