// SPDX-License-Identifier: BSL-1.0
#pragma once
// The structs of an operation that lists things.

#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct query {};
struct list_response {
  std::vector<thing> data{};
};
