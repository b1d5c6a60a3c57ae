// expect: roster: a member has an unsupported type; members are std::string, bool, integers, double, flag, open_enum, secret, bytes, json_text, utc_time, epoch_seconds, epoch_milliseconds, optional, variant, vector, one_or_many, map<std::string, …> of these, plain structs and unknown_fields; use one of them
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
  void* handle{};
};
struct query {};
struct list_response {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
