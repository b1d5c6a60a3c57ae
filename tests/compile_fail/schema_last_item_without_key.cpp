// expect: roster: missing key of this operation; by_last_item sends the key of the last item; write static constexpr auto key = roster::path<&my_item::id>
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct job {
  std::string id{};
};
struct jobs_request {
  std::optional<std::string> after{};
};
struct jobs_response {
  std::vector<job> data{};
};
struct list_jobs {
  using request = jobs_request;
  using response = jobs_response;
  static constexpr auto target = roster::get("/jobs");
  static constexpr auto items = roster::path<&jobs_response::data>;
  static constexpr auto paging = roster::by_last_item{.send = &jobs_request::after};
};
static_assert(roster::detail::check_operation<list_jobs>());
