// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may say about one listing besides the request itself.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/query.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster {

struct list_options {
  /// For the whole listing, from its first await.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
  /// Query parameters that the schema does not know yet, as name and value, not encoded.
  http::query_list extra_query{};
  /// Members of a JSON body that the schema does not know yet, as name and JSON text.
  std::vector<std::pair<std::string, std::string>> extra_body{};
};

}  // namespace roster
