// expect: roster: the emulator cannot serve custom pagination; only the service knows the next cursor; write a roster::transport that responds, or serve the items with a declared paging
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/emulator/serve.hpp>
#include <roster/paging/received_page.hpp>
#include <string>
#include <vector>

struct run {
  std::string id{};
};
struct runs_query {
  std::optional<std::string> day{};
};
struct runs_response {
  std::vector<run> runs{};
};
struct by_day {
  std::string first(const runs_query&) const { return {}; }
  void send(runs_query&, const std::string&) const {}
  std::optional<std::string> next(const runs_response&, const roster::received_page&) const { return {}; }
};
struct list_runs {
  using request = runs_query;
  using response = runs_response;
  static constexpr auto target = roster::get("/runs");
  static constexpr auto items = roster::path<&runs_response::runs>;
  static constexpr auto paging = by_day{};
};

int main() { (void)roster::emulator::serve<list_runs>({}); }
