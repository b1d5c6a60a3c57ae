// SPDX-License-Identifier: BSL-1.0
#pragma once
// Calls a function for each item of a range, several items at a time.

#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/enrich_source.hpp>
#include <roster/range/combine/enrich_options.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <roster/range/detail/range_source.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {
namespace detail {

template <class Call>
struct enrich_adaptor {
  Call call;
  enrich_options options{};
};

/// The type that an awaitable returns; void for any other type.
template <class T>
struct awaited {
  using type = void;
};
template <class T, class Executor>
struct awaited<asio::awaitable<T, Executor>> {
  using type = T;
};

/// Checks the range and the function of enrich(), with one message for each error.
template <class Range, class Call>
consteval bool can_enrich() {
  using item = item_of_range<Range>;
  constexpr bool values = has_owned_items<std::remove_cvref_t<Range>>;
  static_assert(
      values,
      "roster: the items of the range before enrich() cannot be buffered, since they are references into "
      "released pages or cannot be copied; items are kept while they are awaited; transform them into "
      "values first, such as std::string");
  constexpr bool accepts = std::is_invocable_v<const Call&, const item&>;
  static_assert(
      accepts,
      "roster: the function given to enrich() does not accept the items of this range; it is called with "
      "const item&, and must be const itself; check its parameter against the range's value type");
  if constexpr (values && accepts) {
    using response = typename awaited<std::invoke_result_t<const Call&, const item&>>::type;
    constexpr bool awaits = !std::is_void_v<response>;
    static_assert(
        awaits,
        "roster: the function given to enrich() does not return an awaitable of a response; it returns what "
        "a call does; write [client](const my_item& item) { return client.call({.id = item.id}); }");
    return awaits;
  } else {
    return false;
  }
}

/// Replaces a range by the enriched one.
struct enriching {
  template <class Row, class... Adaptors, class Call>
  static auto apply(async_range<Row, Adaptors...> range, enrich_adaptor<Call> how) {
    using item = typename async_range<Row, Adaptors...>::value_type;
    using response = typename awaited<std::invoke_result_t<const Call&, const item&>>::type;
    auto client_side_conditions = range.client_side_conditions_;
    auto from = range_source<Row, Adaptors...>::of(std::move(range));
    async_range<enriched<item, response>> out(std::make_unique<enrich_source<item, Call, response>>(
        std::move(from), std::move(how.call), how.options));
    out.client_side_conditions_ = std::move(client_side_conditions);
    return out;
  }
};

}  // namespace detail

/// Adds to each item the response of a call for it: `client.list_services() | enrich([client](const service& s) {
/// return client.describe_service(s); })` is a range of enriched<service, service>. Items keep their order. At most
/// `max_concurrency` calls are in flight, and none begins before the consumer needs an item at most that many items
/// earlier: `| std::views::take(k)` after it makes k calls. Calls for the items of one page run concurrently; the next
/// page is requested when they have been consumed, or earlier with prefetch(). Adaptors before it run as usual: filter
/// first, then enrich.
///
/// `call` is called with `const item&` and returns an awaitable, whose executor is that of the consumer's await; the
/// item and a copy of the function exist until it has completed.
/// Fails: as the range does. With the failure of a call when its item is reached, unless the options skip failed calls:
/// the other calls are cancelled, and the next await makes the calls again. An exception of the function that is not a
/// roster::failure is thrown in both cases. failure(errc::invalid_argument) for the executor of a thread pool without a strand.
/// Cancels: also the pending calls; the next await calls again.
/// Lifetime: destroying the range cancels the pending calls and does not wait for them.
/// Example: enrich: returns the items in order, whatever the order of the responses
template <class Call>
detail::enrich_adaptor<Call> enrich(Call call, enrich_options options = {}) {
  return {std::move(call), options};
}

/// Appends the call to a pipeline: see enrich().
template <class Range, class Call>
  requires detail::is_async_range<std::remove_cvref_t<Range>>
auto operator|(Range&& range, detail::enrich_adaptor<Call> how) {
  constexpr bool owned = !std::is_lvalue_reference_v<Range> && !std::is_const_v<Range>;
  if constexpr (!detail::check_use<owned, detail::adaptor_use::own>())
    return detail::rejected_range{};
  else if constexpr (!detail::can_enrich<Range, Call>())
    return detail::rejected_range{};
  else
    return detail::enriching::apply(std::move(range), std::move(how));
}

}  // namespace roster::inline v0
