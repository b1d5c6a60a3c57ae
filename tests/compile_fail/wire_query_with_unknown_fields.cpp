// expect: roster: a request that is sent as a query has unknown_fields; only responses and JSON bodies have them; remove them and send other parameters with extra_query
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/wire/query.hpp>

struct things_query {
  std::optional<int> limit{};
  roster::unknown_fields more{};
};
const auto query = roster::detail::to_query(things_query{});
