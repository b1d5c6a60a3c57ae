// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <roster/range/combine/read_until_stable.hpp>
#include <string>
#include <support/served_pages.hpp>
#include <vector>

// Listings of services that send more than was requested.

namespace eas = roster::eas;
using namespace std::chrono_literals;
using roster::errc;
using roster_test::served_pages;

namespace {

/// Page `number` of EAS, with `count` services.
std::string page(int number, int size, std::size_t count, std::size_t total) {
  std::string out = R"({"RequestId":"r","Services":[)";
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out += ',';
    out += R"({"ServiceId":"s)" + std::to_string(number) + '-' + std::to_string(i) + "\"}";
  }
  return out + R"(],"PageNumber":)" + std::to_string(number) + R"(,"PageSize":)" + std::to_string(size) +
         R"(,"TotalCount":)" + std::to_string(total) + '}';
}

/// The outcome of a listing.
struct listed {
  std::vector<eas::service> items{};
  std::optional<roster::failure> failed{};
  std::size_t served{};
};

listed list(std::vector<std::string> pages, std::int64_t size, roster::list_options options) {
  served_pages setup(std::move(pages));
  auto range = setup.eas().list_services({.page_size = size}, std::move(options));
  listed out;
  out.failed = setup.list(range, out.items);
  out.served = setup.served();
  return out;
}

void check_too_large(const listed& came, const std::string& text) {
  REQUIRE(came.failed);
  const std::string what = came.failed->what();
  CAPTURE(what);
  CHECK(came.failed->condition() == errc::too_large);
  CHECK(what.find(text) != what.npos);
}

}  // namespace

TEST_CASE("listing: a page of far more items than requested is rejected (fault 175)") {
  const auto refused = list({page(1, 2, 10'001, 10'001)}, 2, {});
  check_too_large(refused, "response too large: Services: expected at most 10000 items, found more");
  CHECK(refused.items.empty());
  CHECK(refused.served == 1);
  CHECK(list({page(1, 2, 10'000, 10'000), page(2, 2, 0, 10'000)}, 2, {}).items.size() == 10'000);
  CHECK(list({page(1, 300, 15'000, 15'000), page(2, 300, 0, 15'000)}, 300, {}).items.size() == 15'000);
  check_too_large(list({page(1, 300, 15'001, 15'001)}, 300, {}), "at most 15000 items");
}

TEST_CASE("listing: the maximum number of items of a page can be set") {
  check_too_large(list({page(1, 2, 4, 4)}, 2, {.max_page_items = 3}), "at most 3 items");
  const auto taken = list({page(1, 2, 12'000, 12'000), page(2, 2, 0, 12'000)}, 2, {.max_page_items = 12'000});
  CHECK(taken.items.size() == 12'000);
}

TEST_CASE("listing: an endless list fails at max_items (fault 180)") {
  std::vector<std::string> pages;
  for (int number = 1; number <= 10; ++number)
    pages.push_back(page(number, 2, 2, 2 * static_cast<std::size_t>(number) + 2));
  const auto refused = list(pages, 2, {.max_items = 7});
  check_too_large(refused, "response too large: more than 7 items, the limit of max_items");
  CHECK(refused.items.size() == 6);
  CHECK(refused.served == 4);
  const auto whole = list({page(1, 2, 2, 4), page(2, 2, 2, 4)}, 2, {.max_items = 4});
  CHECK_FALSE(whole.failed);
  CHECK(whole.items.size() == 4);
  check_too_large(list({page(1, 2, 2, 4)}, 2, {.max_items = 0}), "more than 0 items");
}

TEST_CASE("listing: an endless list fails at max_pages (fault 180)") {
  std::vector<std::string> pages;
  for (int number = 1; number <= 10; ++number)
    pages.push_back(page(number, 2, 2, 2 * static_cast<std::size_t>(number) + 2));
  const auto refused = list(pages, 2, {.max_pages = 3});
  check_too_large(refused, "response too large: more than 3 pages, the limit of max_pages");
  CHECK(refused.items.size() == 6);
  CHECK(refused.served == 3);
  const auto whole = list({page(1, 2, 2, 4), page(2, 2, 2, 4)}, 2, {.max_pages = 2});
  CHECK_FALSE(whole.failed);
  CHECK(whole.items.size() == 4);
}

TEST_CASE("listing: duplicates do not count against max_items") {
  const auto shifted = list({page(1, 2, 2, 4), page(1, 2, 2, 4)}, 2, {.max_items = 2});
  REQUIRE(shifted.failed);
  CHECK(shifted.failed->condition() == errc::pagination_stalled);
}

TEST_CASE("listing: each pass of a list that is read until stable fails at max_items (fault 180)") {
  std::vector<std::string> pages;
  for (int number = 1; number <= 10; ++number)
    pages.push_back(page(number, 2, 2, 2 * static_cast<std::size_t>(number) + 2));
  served_pages setup(std::move(pages));
  auto range = roster::read_until_stable(
      [client = setup.eas()] { return client.list_services({.page_size = 2}, {.max_items = 7}); });
  listed out;
  out.failed = setup.list(range, out.items);
  check_too_large(out, "more than 7 items");
  CHECK(out.items.empty());
  CHECK(setup.served() == 4);
}

TEST_CASE("listing: a page whose decoding ends after the deadline is not delivered (fault 176)") {
  served_pages setup({});
  setup.transport = std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t n) {
    if (n == 2) setup.world.steady += 4s;
    return fake::json(200, page(static_cast<int>(n), 2, 2, 6));
  });
  auto range = setup.eas().list_services({.page_size = 2}, {.deadline = 3s});
  std::vector<eas::service> came;
  const auto failed = setup.list(range, came);
  REQUIRE(failed);
  CHECK(failed->condition() == errc::timed_out);
  CHECK(came.size() == 2);
  CHECK(setup.served() == 2);
}
