// expect: roster: this operation has too many constant headers; there may be 16; remove some, or let the signer set them
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto headers =
      roster::fixed{{"X-0", "a"},  {"X-1", "a"},  {"X-2", "a"},  {"X-3", "a"},  {"X-4", "a"},  {"X-5", "a"},
                    {"X-6", "a"},  {"X-7", "a"},  {"X-8", "a"},  {"X-9", "a"},  {"X-10", "a"}, {"X-11", "a"},
                    {"X-12", "a"}, {"X-13", "a"}, {"X-14", "a"}, {"X-15", "a"}, {"X-16", "a"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
