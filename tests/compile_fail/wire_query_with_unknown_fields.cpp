// expect: roster: a request that goes into a query has unknown_fields; they belong to answers and JSON bodies; remove them and send what the schema lacks with extra_query
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/unknown_fields.hpp>
#include <roster/wire/query.hpp>

struct things_query {
  std::optional<int> limit{};
  roster::unknown_fields more{};
};
const auto query = roster::detail::to_query(things_query{});
