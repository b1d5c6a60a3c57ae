// SPDX-License-Identifier: BSL-1.0
#pragma once
// The structs of an operation whose paging is wrong.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct model {
  std::string id{};
};
struct inner {
  std::optional<std::string> next{};
};
struct query {
  std::optional<std::string> after{};
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> limit{};
  std::optional<bool> on{};
};
struct list_response {
  std::vector<model> data{};
  std::optional<std::string> next{};
  std::optional<std::int64_t> total{};
  std::optional<bool> more{};
  inner deep{};
  double ratio{};
};
