// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list by page number that changes at random positions, at most once between two requests, and records
// which items were in it all the time.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/wire/list_page.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace shifting {

using ids = std::vector<std::int64_t>;

struct item {
  std::int64_t id{};
};
struct query {
  std::optional<std::int64_t> number{};
  std::optional<std::int64_t> size{};
};
struct page_response {
  std::vector<item> items{};
  std::optional<std::int64_t> number{};
  std::optional<std::int64_t> size{};
  std::optional<std::int64_t> total{};
};
struct list_items {
  using request = query;
  using response = page_response;
  static constexpr auto target = roster::get("/items");
  static constexpr auto items = roster::path<&page_response::items>;
  static constexpr auto paging = roster::by_number{.number = &query::number,
                                                   .size = &query::size,
                                                   .echoed_number = roster::path<&page_response::number>,
                                                   .echoed_size = roster::path<&page_response::size>,
                                                   .total = roster::path<&page_response::total>};
  static constexpr auto key = roster::path<&item::id>;
};

class list {
 public:
  /// `changes`: the probability of a change before a request, in percent, but not before the first request,
  /// nor before the `quiet` ones after a change. `deletions`: the share of deletions among the changes, in
  /// percent.
  list(std::mt19937& random, std::size_t items, std::size_t changes, std::size_t deletions,
       std::size_t quiet = 0)
      : random_(random), changes_(changes), deletions_(deletions), quiet_(quiet) {
    for (std::size_t i = 0; i < items; ++i) items_.push_back(static_cast<std::int64_t>(i));
    throughout_ = items_;
  }

  /// Returns the response to the request for a page.
  roster::detail::list_page<list_items> respond(std::int64_t number, std::int64_t size) {
    roster::detail::list_page<list_items> out;
    for (const auto id : page(number, size)) {
      out.items.push_back({id});
      out.keys.push_back(std::to_string(id));
    }
    out.rest = {.number = number, .size = size, .total = static_cast<std::int64_t>(items_.size())};
    out.list = roster::detail::list_state::present;
    return out;
  }

  /// Makes no change before the next request.
  void keep_still() noexcept { still_ = true; }

  /// The items that were in the list from the beginning, in order.
  const ids& throughout() const noexcept { return throughout_; }
  std::size_t requests() const noexcept { return requests_; }
  std::size_t deleted() const noexcept { return deleted_; }
  std::size_t inserted() const noexcept { return inserted_; }

 private:
  ids page(std::int64_t number, std::int64_t size) {
    const bool may_change = requests_++ != 0 && !std::exchange(still_, false) && ++since_ > quiet_;
    if (may_change && random_() % 100 < changes_) change();
    const auto begin = std::min(static_cast<std::size_t>((number - 1) * size), items_.size());
    const auto end = std::min(begin + static_cast<std::size_t>(size), items_.size());
    return {at(begin), at(end)};
  }

  ids::iterator at(std::size_t index) { return items_.begin() + static_cast<std::ptrdiff_t>(index); }

  void change() {
    since_ = 0;
    if (random_() % 100 >= deletions_) {
      items_.insert(at(random_() % (items_.size() + 1)), 1'000 + static_cast<std::int64_t>(inserted_++));
    } else if (!items_.empty()) {
      const auto gone = at(random_() % items_.size());
      std::erase(throughout_, *gone);
      items_.erase(gone);
      ++deleted_;
    }
  }

  std::mt19937& random_;
  std::size_t changes_;
  std::size_t deletions_;
  std::size_t quiet_;
  std::size_t since_{1'000};  // requests since the last change
  ids items_{};
  ids throughout_{};
  bool still_{};
  std::size_t requests_{};
  std::size_t deleted_{};
  std::size_t inserted_{};
};

/// Returns the received items that were in the list all the time, in the order received.
inline ids only_throughout(const ids& came, const list& from) {
  ids sorted = from.throughout();
  std::sort(sorted.begin(), sorted.end());
  ids out;
  for (const auto id : came)
    if (std::binary_search(sorted.begin(), sorted.end(), id)) out.push_back(id);
  return out;
}

/// Returns the received items without repeated ones.
inline ids without_repeated(const ids& came) {
  std::set<std::int64_t> seen;
  ids out;
  for (const auto id : came)
    if (seen.insert(id).second) out.push_back(id);
  return out;
}

}  // namespace shifting
