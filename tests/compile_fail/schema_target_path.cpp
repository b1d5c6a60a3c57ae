// expect: roster: the path of this operation's target does not begin with '/'; it follows the endpoint; write static constexpr auto target = roster::get("/path")
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
struct op {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("m?a=/");
  static constexpr auto items = roster::path<&answer::data>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
