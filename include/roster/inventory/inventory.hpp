// SPDX-License-Identifier: BSL-1.0
#pragma once
// One list of the services of several APIs, accounts and regions.

#include <boost/asio/any_io_executor.hpp>
#include <concepts>
#include <functional>
#include <memory>
#include <roster/client/client.hpp>
#include <roster/inventory/as_service.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/any_range.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/schema/condition.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0 {
namespace detail {

template <class Range>
inline constexpr bool lists_services = false;
template <class Row, class... Adaptors>
inline constexpr bool lists_services<async_range<Row, Adaptors...>> =
    std::same_as<typename async_range<Row, Adaptors...>::value_type, model_service>;

/// Checks the function that opens a list of an inventory.
template <class Open>
consteval bool check_open() {
  constexpr bool opens = [] {
    if constexpr (std::is_invocable_v<const Open&>)
      return is_async_range<std::remove_cvref_t<std::invoke_result_t<const Open&>>>;
    else
      return false;
  }();
  static_assert(opens,
                "roster: inventory.add() needs a function that returns a range; an inventory can be listed "
                "again, and a range only once; write inventory.add(\"name\", [client] { return "
                "client.list_services(); })");
  return opens;
}

}  // namespace detail

/// Named lists of services of any APIs, which are listed as one. Each is a function that opens a list, so that an
/// inventory can be listed again. It is a value: copies are independent.
/// Lifetime: a listing may outlive its inventory.
/// Example: inventory: lists several APIs as one, and reports a list that fails
class inventory {
 public:
  /// The executor is that of all clients whose lists are added.
  explicit inventory(asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Adds a list, opened by a function that returns a range of model_services or of items that have a mapping.
  /// `source` names it in items and reports; its account and region are those of services whose API has none. Lists with
  /// the same name are one source to a watch.
  template <class Open>
  inventory& add(origin source, Open open) {
    if constexpr (detail::check_open<Open>()) {
      const auto from = std::make_shared<const origin>(source);
      lists_.push_back({std::move(source), [from, open = std::move(open)](const wanted_services& wanted) {
                          return open_list(open(), from, wanted);
                        }});
    }
    return *this;
  }
  /// The same, for a source that has only a name.
  template <std::convertible_to<std::string> Name, class Open>
  inventory& add(Name name, Open open) {
    return add(origin{.name = std::string(std::move(name))}, std::move(open));
  }

  /// Adds the list of a client of one operation.
  template <class Op>
  inventory& add(origin source, client<Op> lister, typename Op::request what = {}) {
    return add(std::move(source),
               [lister = std::move(lister), what = std::move(what)] { return lister.list(what); });
  }
  /// Adds a list of one API; `name` is in the origin of its services.
  template <std::convertible_to<std::string> Name, class Op>
  inventory& add(Name name, client<Op> lister, typename Op::request what = {}) {
    return add(origin{.name = std::string(std::move(name))}, std::move(lister), std::move(what));
  }

  /// Returns the services of all lists that satisfy a condition, as fleet() does: each item carries its source, and a
  /// list that fails ends there and is in the report, unless the options stop it. The condition is pushed down where
  /// as_service and where() do.
  /// Fails: as fleet() does.
  async_range<sourced<model_service>> list(const fleet_options& options = {},
                                           const condition<model_service>& wanted = {}) const {
    std::vector<fleet_target<model_service>> targets;
    for (const auto& one : lists_)
      targets.push_back({.from = one.source, .open = [open = one.open, wanted] { return open(wanted); }});
    if (wanted.empty()) return fleet(executor_, std::move(targets), options);
    const auto text = '(' + wanted.text() + ')';
    return detail::fleet_maker::make(executor_, std::move(targets), options,
                                     "in each list, the part of " + text + " that it can push down",
                                     "in each list, the rest of " + text);
  }

 private:
  using wanted_services = condition<model_service>;

  struct named_list {
    origin source{};
    std::function<any_range<model_service>(const wanted_services&)> open{};
  };

  template <class Range>
  static any_range<model_service> open_list(Range range, std::shared_ptr<const origin> from,
                                            const wanted_services& wanted) {
    if constexpr (detail::lists_services<Range>)
      return std::move(range) | where(wanted);
    else
      return std::move(range) | detail::as_service_adaptor(std::move(from)) | where(wanted);
  }

  asio::any_io_executor executor_;
  std::vector<named_list> lists_{};
};

}  // namespace roster::inline v0
