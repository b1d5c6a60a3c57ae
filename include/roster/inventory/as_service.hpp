// SPDX-License-Identifier: BSL-1.0
#pragma once
// as_service: an adaptor that maps the items of an API to model_services.

#include <memory>
#include <optional>
#include <ostream>
#include <ranges>
#include <roster/inventory/detail/mapping.hpp>
#include <roster/inventory/detail/restate.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/async_range.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// Writes a service as JSON, without empty members.
/// Example: model_service: is printed as JSON
inline std::ostream& operator<<(std::ostream& out, const model_service& service) {
  return out << to_json(service, {.keep_empty = false});
}

/// Writes the text of a state.
/// Example: model_service: is printed as JSON
inline std::ostream& operator<<(std::ostream& out, service_state state) {
  return out << open_enum<service_state>(state);
}

namespace detail {

/// Maps an item. The account and the region of its source are used where the API has none.
template <class Item>
struct map_item {
  std::shared_ptr<const origin> from{};

  model_service operator()(const Item& item) const {
    auto out = detail::service_of(item);
    if (from) {
      if constexpr (!maps_member<Item, &model_service::account>) detail::set_from(out.account, from->account);
      if constexpr (!maps_member<Item, &model_service::region>) detail::set_from(out.region, from->region);
    }
    return out;
  }
};

struct as_service_adaptor : source_adaptor {
  std::shared_ptr<const origin> from{};

  as_service_adaptor() = default;
  explicit as_service_adaptor(std::shared_ptr<const origin> source) : from(std::move(source)) {}

  template <class V>
  static consteval bool accepts() {
    return check_mapping<std::ranges::range_value_t<V>>();
  }

  template <class Row>
  void configure(page_source<Row>&, bool) const {}

  template <class V>
  auto apply(V upstream, adaptor_states& states) && {
    states.add<adaptor_state>();
    using map = map_item<std::ranges::range_value_t<V>>;
    return std::ranges::transform_view<V, map>(std::move(upstream), map{std::move(from)});
  }
};

/// A condition of where() after as_service is restated for the source.
template <has_service_mapping Item>
struct restated<model_service, Item> {
  static std::optional<in_list> on(const in_list& wanted) { return detail::restate<Item>(wanted); }
};

}  // namespace detail

/// Maps each item to a model_service, by the mapping of its type: `client.list_services() | roster::as_service`. A
/// where() after it becomes a server-side filter where the mapping and the API are exact. Report, checkpoint and
/// position are those of the list.
/// Example: as_service: maps the items of a custom API
inline const detail::as_service_adaptor as_service{};

}  // namespace roster::inline v0
