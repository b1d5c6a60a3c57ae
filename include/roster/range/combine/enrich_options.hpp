// SPDX-License-Identifier: BSL-1.0
#pragma once
// Items and options of an enriched range.

#include <cstddef>
#include <optional>
#include <roster/failure.hpp>
#include <roster/range/combine/fleet_options.hpp>

namespace roster::inline v0 {

/// An item of enrich(), with the response of the call for it.
template <class Item, class Response>
struct enriched {
  Item item{};                         ///< the listed item
  std::optional<Response> response{};  ///< always present unless the options skip failures
  std::optional<failure> failed{};     ///< why there is no response
};

/// Options of enrich(): the concurrency limit, and what happens when a call fails.
struct enrich_options {
  /// The maximum number of calls that are in flight, and of items whose calls have begun before the consumer needs them.
  /// 0 counts as 1.
  std::size_t max_concurrency{8};
  /// stop: the range fails at that item, and the next await calls again; skip: the item has no response, and the report
  /// is incomplete and counts it.
  roster::on_failure on_failure{roster::on_failure::stop};
};

}  // namespace roster::inline v0
