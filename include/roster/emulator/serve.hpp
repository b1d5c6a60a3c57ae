// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator of any declared list operation.

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <roster/emulator/serve/detail/declared_places.hpp>
#include <roster/emulator/serve/detail/list_service.hpp>
#include <roster/emulator/serve/detail/served_state.hpp>
#include <roster/emulator/serve_options.hpp>
#include <roster/emulator/served_api.hpp>
#include <roster/schema/operation.hpp>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {

namespace detail {

/// Any argument of a call that is rejected.
struct any_argument {
  any_argument() = default;
  template <class T>
  any_argument(const T&) {}
  any_argument(std::initializer_list<any_argument>) {}
};

/// The result of serving what is no list: it has the members of an API, so that only one error is reported.
class rejected_api : public served_api {
 public:
  rejected_api() noexcept : served_api(nullptr) {}
};

}  // namespace detail

/// An emulated list operation and its items. Copies share all state.
/// Thread safety: all members may be called from any thread.
template <operation Op>
class served_list : public served_api {
 public:
  /// Returns the current items, in the order of the list.
  std::vector<item_of<Op>> items() const {
    const auto locked = state_->journal().lock();
    return list_->items();
  }

  /// Inserts an item before the one at `index`, or at the end.
  void insert(item_of<Op> added, std::size_t index = static_cast<std::size_t>(-1)) const {
    const auto locked = state_->journal().lock();
    list_->insert(std::move(added), index);
  }

  /// Removes the item with this key; an integer as its digits, a key of several members as a JSON array,
  /// `["acme","llm"]`. Returns whether there was one.
  bool remove(std::string_view key) const
    requires(roster::detail::has_path<decltype(key_of<Op>)>)
  {
    const auto locked = state_->journal().lock();
    return list_->remove(key);
  }

  /// Makes all page tokens expire that responses have contained so far: a request with one gets the response that
  /// `expired` of the paging declares, with a token that continues the list if that names a place for it.
  void expire_tokens() const
    requires(detail::declares_expiry<Op>)
  {
    const auto locked = state_->journal().lock();
    list_->expire_tokens();
  }

 private:
  template <operation Any>
  friend served_list<Any> serve(std::vector<item_of<Any>> items, serve_options options);

  served_list(std::shared_ptr<detail::served_state> state, detail::list_service<Op>& list)
      : served_api(state), state_(std::move(state)), list_(&list) {}

  std::shared_ptr<detail::served_state> state_;
  detail::list_service<Op>* list_;  // owned by `state_`
};

/// Emulates a list operation from its declaration alone: target, headers, paging, filters and errors. The order of the
/// list is that of `items`. Exact and fuzzy filters are applied if they name a member of the item; other declared
/// parameters are accepted and ignored. An unknown or repeated parameter, one of the path in the query, a wrong constant
/// header, a body that is not JSON and an invalid page size are bad requests, with a message. A larger page size than `max_page_size` is reduced to it. Items inside the elements of a
/// list (`roster::each`) are divided among as many elements as they need; entries of a map are numbered, and the order of
/// members applies to them, too.
/// Fails: failure(errc::invalid_argument) for invalid options, and for two items with the same key.
/// Example: serve: lists every item in order, whatever the style of pagination
template <operation Op>
served_list<Op> serve(std::vector<item_of<Op>> items, serve_options options = {}) {
  static_assert(roster::detail::check_operation<Op>());
  static_assert(detail::check_paging<Op>());
  auto list = std::make_unique<detail::list_service<Op>>(std::move(items), options);
  auto& inside = *list;
  return {std::make_shared<detail::served_state>(std::move(list), std::move(options)), inside};
}

/// Exists only for the message of its static_assert.
template <class Op>
  requires(!roster::detail::has_items<Op>)
detail::rejected_api serve(detail::any_argument = {}, serve_options = {}) {
  static_assert(
      sizeof(Op) == 0,
      "roster: the emulator serves lists, and this operation is a single call, since it has no items; "
      "write a roster::transport that responds to the call, or declare items and paging");
  return {};
}

}  // namespace roster::inline v0::emulator
