// SPDX-License-Identifier: BSL-1.0
#pragma once
// The structs of an operation whose request is declared wrongly.

#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct query {
  std::string project{};
  std::vector<std::string> labels{};
};
struct list_response {
  std::vector<thing> data{};
};
