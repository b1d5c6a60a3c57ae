// expect: roster: this struct contains itself, directly or in a list; a struct that is described has a fixed depth; leave the member out, and add roster::unknown_fields, which keeps it as JSON
// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <optional>
#include <roster/schema/operation.hpp>
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
struct answer {
  std::vector<model> data{};
  std::optional<std::string> next{};
  std::optional<std::int64_t> total{};
  std::optional<bool> more{};
  inner deep{};
  double ratio{};
};
struct node {
  std::string id{};
  std::vector<node> children{};
};
struct tree {
  std::vector<node> data{};
};
struct op {
  using request = query;
  using response = tree;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&tree::data>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
