// expect: roster: the paging of this operation lacks a function of a style of your own, or one has other types; it has std::string first(const request&) const, void send(request&, const std::string&) const and std::optional<std::string> next(const response&, const roster::received_page&) const; add what is missing
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
struct by_day {
  std::string first(const query&) const { return {}; }
  void send(query&, const std::string&) const {}
  std::optional<std::string> next(const answer&) const { return {}; }
};
struct op {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&answer::data>;
  static constexpr auto paging = by_day{};
};
static_assert(roster::detail::check_operation<op>());
