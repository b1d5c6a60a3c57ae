// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which items a page of a served list has, and what it says about the list, for every style of pagination.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/serve/detail/serve_problem.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

enum class page_style { whole, number, offset, token, last_item };

/// How a service reports that a token has expired.
struct expired_response {
  unsigned status{};
  std::string_view code{};
};

/// What the declaration and the options say about pages.
struct page_rules {
  page_style style{};
  std::int64_t default_size{};
  std::int64_t max_size{};
  std::int64_t first{1};             ///< the number of the first page
  bool aligned{};                    ///< the offset has to be a multiple of the size
  unsigned ended_by_status{};        ///< the status of a page after the last one; 0: it is empty
  expired_response expired{};        ///< to a token of an earlier age
  std::uint64_t token_generation{};  ///< of the tokens that are valid
};

/// Where a request wants a page to begin.
struct page_request {
  std::optional<std::int64_t> size{};
  std::optional<std::int64_t> at{};    ///< the number or the offset
  std::optional<std::string> token{};  ///< the token, or the key of the last item
};

/// An item, or one that was removed: tokens that lead to it stay valid.
struct listed_slot {
  std::uint64_t serial{};  ///< from 1; never reused
  std::string_view key{};
  bool is_listed{};  ///< it exists, and passes the filters
};

struct page_plan {
  std::vector<std::size_t> slots{};   ///< the items, in order
  std::int64_t total{};               ///< of all pages
  std::int64_t remaining{};           ///< on later pages
  std::int64_t size{};                ///< the applied page size, or the one that the page claims
  std::int64_t number{};              ///< of the page, as the API numbers pages
  std::int64_t pages{};               ///< all pages of this size
  std::int64_t page{1};               ///< of the page, from 1, for the log and for faults
  bool more{};                        ///< whether there are more pages
  std::optional<std::string> next{};  ///< the token of the next page
};

/// Returns the page, or why there is none. `anomaly` is an anomaly to inject, or null.
/// Example: plan_page: tokens stay valid while the list changes
ROSTER_DECL std::optional<serve_problem> plan_page(const page_rules& rules, const page_request& wanted,
                                                   const std::vector<listed_slot>& slots,
                                                   const fault* anomaly, page_plan& out);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/serve/impl/page_plan.ipp>
#endif
