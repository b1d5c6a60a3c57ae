// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <roster/emulator/serve/detail/page_plan.hpp>
#include <string>
#include <vector>

using roster::emulator::fault;
using roster::emulator::parse_fault;
using namespace roster::emulator::detail;
using slots = std::vector<std::size_t>;

namespace {

/// Returns `count` slots with the keys a, b, ….
std::vector<listed_slot> slots_of(std::size_t count) {
  static constexpr std::string_view keys = "abcdefghijklmnopqrstuvwxyz";
  std::vector<listed_slot> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back({i + 1, keys.substr(i, 1), true});
  return out;
}

page_plan plan(const page_rules& rules, const page_request& wanted, const std::vector<listed_slot>& all,
               const char* anomaly = nullptr) {
  const fault injected = anomaly != nullptr ? parse_fault(anomaly) : fault{};
  page_plan out;
  CHECK_FALSE(plan_page(rules, wanted, all, anomaly != nullptr ? &injected : nullptr, out));
  return out;
}

std::string problem(const page_rules& rules, const page_request& wanted) {
  page_plan out;
  const auto found = plan_page(rules, wanted, slots_of(10), nullptr, out);
  return found ? found->message : "";
}

constexpr page_rules numbered{.style = page_style::number, .default_size = 4, .max_size = 5};
constexpr page_rules by_token{.style = page_style::token, .default_size = 4, .max_size = 5};

}  // namespace

TEST_CASE("plan_page: numbered pages") {
  const auto first = plan(numbered, {}, slots_of(10));
  CHECK(first.slots == slots{0, 1, 2, 3});
  CHECK(first.total == 10);
  CHECK(first.remaining == 6);
  CHECK(first.size == 4);
  CHECK(first.pages == 3);
  CHECK(first.more);
  const auto last = plan(numbered, {.size = 100, .at = 2}, slots_of(10));
  CHECK(last.slots == slots{5, 6, 7, 8, 9});
  CHECK(last.size == 5);
  CHECK(last.page == 2);
  CHECK(last.remaining == 0);
  CHECK_FALSE(last.more);
  const auto after_end = plan(numbered, {.at = (std::numeric_limits<std::int64_t>::max)()}, slots_of(10));
  CHECK(after_end.slots.empty());
  CHECK_FALSE(after_end.more);
  CHECK(plan(numbered, {}, {}).pages == 0);
}

TEST_CASE("plan_page: rejects invalid sizes, numbers, offsets and tokens") {
  CHECK(problem(numbered, {.size = 0}) == "invalid page size 0; expected at least 1");
  CHECK(problem(numbered, {.at = 0}) == "invalid page number 0; expected at least 1");
  const page_rules offset{.style = page_style::offset, .default_size = 4, .max_size = 5, .aligned = true};
  CHECK(problem(offset, {.at = -1}) == "invalid offset -1; expected at least 0");
  CHECK(problem(offset, {.at = 3}) == "invalid offset 3; expected a multiple of the size, 4");
  CHECK(problem(offset, {.at = 8}).empty());
  CHECK(problem(by_token, {.token = "abc"}) == "unknown page token \"abc\"");
  CHECK(problem(by_token, {.token = "99000"}) == "unknown page token \"99000\"");
  const page_rules last_item{.style = page_style::last_item, .default_size = 4, .max_size = 5};
  CHECK(problem(last_item, {.token = "zz"}) == "unknown item \"zz\"");
}

TEST_CASE("plan_page: a status ends the list, but not an empty one") {
  page_rules rules = numbered;
  rules.ended_by_status = 404;
  page_plan out;
  CHECK_FALSE(plan_page(rules, {}, {}, nullptr, out));
  CHECK_FALSE(plan_page(rules, {.at = 3}, slots_of(9), nullptr, out));
  const auto found = plan_page(rules, {.at = 3}, slots_of(8), nullptr, out);
  REQUIRE(found);
  CHECK(found->status == 404);
}

TEST_CASE("plan_page: tokens stay valid while the list changes") {
  auto all = slots_of(10);
  const auto token = plan(by_token, {}, all).next;
  REQUIRE(token);
  all[4].is_listed = false;  // the item that the token leads to
  all.insert(all.begin(), {11, "new", true});
  CHECK(plan(by_token, {.token = token}, all).slots == slots{6, 7, 8, 9});
  CHECK(plan(by_token, {.token = token}, all).more);
  const page_rules last_item{.style = page_style::last_item, .default_size = 4, .max_size = 5};
  CHECK(plan(last_item, {.token = "e"}, all).slots == slots{6, 7, 8, 9});
}

TEST_CASE("plan_page: tokens of an earlier age have expired, and lead to one that continues") {
  page_rules rules = by_token;
  rules.expired = {410, "Expired"};
  rules.token_generation = 2;
  page_plan out;
  for (const char* token : {"5000", "5000.0", "5000.1"}) {
    const auto refused = plan_page(rules, {.token = token}, slots_of(10), nullptr, out);
    REQUIRE(refused);
    CHECK(refused->status == 410);
    CHECK(refused->code == "Expired");
    CHECK(refused->recovery == "5000.2");
  }
  const auto page = plan(rules, {.token = "5000.2"}, slots_of(10));
  CHECK(page.slots == slots{4, 5, 6, 7});
  CHECK(page.next == "9000.2");
  for (const char* token : {"5000.", "5000.x", ".2", "5000.2.2"})
    CHECK(problem(rules, {.token = token}) == "unknown page token \"" + std::string(token) + '"');
}

TEST_CASE("plan_page: anomalies") {
  const auto all = slots_of(10);
  const auto empty = plan(by_token, {}, all, "empty-page");
  CHECK(empty.slots.empty());
  CHECK(empty.more);
  CHECK(plan(by_token, {.token = empty.next}, all).slots == slots{0, 1, 2, 3});
  const auto again = plan(by_token, {.token = empty.next}, all, "empty-page");
  CHECK(again.next != empty.next);
  CHECK(plan(numbered, {.at = 2}, all, "repeat-page").slots == slots{0, 1, 2, 3});
  CHECK(plan(numbered, {}, all, "repeat-page").slots == slots{0, 1, 2, 3});
  const auto larger = plan(numbered, {}, all, "page-size:size=7");
  CHECK(larger.slots.size() == 7);
  CHECK(larger.size == 7);
  CHECK(plan(numbered, {}, all, "page-size:size=7,silent=yes").size == 4);
}
