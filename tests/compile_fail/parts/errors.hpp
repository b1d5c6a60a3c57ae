// SPDX-License-Identifier: BSL-1.0
#pragma once
// The structs of an operation whose errors are declared wrongly.

#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct query {};
struct list_response {
  std::vector<thing> data{};
  bool success{};
};
struct error_body {
  std::string code{};
  std::vector<std::string> causes{};
};
struct envelope {
  error_body error{};
};
