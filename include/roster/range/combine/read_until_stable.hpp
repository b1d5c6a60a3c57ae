// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that is read until two passes agree.

#include <cstddef>
#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/stable_source.hpp>
#include <roster/schema/item_key.hpp>
#include <utility>

namespace roster::inline v0 {

/// Makes a range of a list that is read again until two passes in a row have brought the same keys, the second one
/// without drift; after `passes` of them it gives what the last one brought, and the report has `drift`.
///
/// Of what it gives without drift all items were in the list at the same moment, between the two passes; what was in
/// it all the time and is not given has been missed twice. It cannot be lazy: the first await reads the whole list at
/// least twice, and what a pass returned is in memory: `list_options.max_items` of the list bounds it. The report adds up requests, retries, pages and bytes of all
/// passes; all else in it is of the last one. Items without a key are the same to it, all of them. A pass that fails is begun anew by the next await.
///
/// `list` returns the range of a pass: `read_until_stable([=] { return client.list_services(); })`. It is called once at the
/// beginning, too. `key` is a member or a function whose results can be ordered; in a fleet, the same key in two
/// targets is two items.
/// Fails: failure(errc::invalid_argument) for fewer than two passes.
/// Example: verified: reads the list until two passes agree
template <class List, class Key = item_key>
async_range<detail::listed_item<List>> read_until_stable(List list, std::size_t passes = 5, Key key = {}) {
  return async_range<detail::listed_item<List>>(
      std::make_unique<detail::stable_source<List, Key>>(std::move(list), passes, std::move(key)));
}

}  // namespace roster::inline v0
