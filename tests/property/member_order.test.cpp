// SPDX-License-Identifier: BSL-1.0
// The order of the members in JSON has no effect on a list: any random order gives the items of the documented one.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <optional>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/await_blocking.hpp>
#include <string>
#include <utility>
#include <vector>

namespace {

/// Some members, in another order than in any response.
struct eas_row {
  std::vector<roster::eas::label> labels{};
  std::string service_id{};
  std::optional<std::int64_t> gpu{};

  friend bool operator==(const eas_row&, const eas_row&) = default;
};

/// All items that clients of both vendors list in pages of this size.
struct listed {
  std::vector<roster::eas::service> eas{};
  std::vector<eas_row> rows{};
  std::vector<roster::qianfan::service> qianfan{};
};

listed list_everything(roster::emulator::options options, int page_size) {
  const roster::emulator::cloud clouds(std::move(options));
  boost::asio::io_context context;
  const auto executor = context.get_executor();
  const roster::eas::client eas{executor,
                                {.region = "cn-shanghai",
                                 .credentials = clouds.credentials(),
                                 .transport = clouds.transport(executor)}};
  const roster::qianfan::client qianfan{
      executor, {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}};
  return {.eas = roster::await_blocking(executor, eas.list_services({.page_size = page_size}).collect()),
          .rows = roster::await_blocking(executor,
                                         eas.list_services<eas_row>({.page_size = page_size}).collect()),
          .qianfan =
              roster::await_blocking(executor, qianfan.describe_services({.max_keys = page_size}).collect())};
}

}  // namespace

TEST_CASE("member_order: both vendors' lists have the same items in any order of the members") {
  const auto options = [](std::uint64_t seed, roster::emulator::member_order order) {
    return roster::emulator::options{.services = 60, .seed = seed, .member_order = order};
  };
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const int page_size = static_cast<int>(7 + 5 * (seed % 4));
    const auto expected =
        list_everything(options(seed, roster::emulator::member_order::documented), page_size);
    const auto found = list_everything(options(seed, roster::emulator::member_order::random), page_size);
    REQUIRE(expected.eas.size() == 60);
    REQUIRE(!expected.qianfan.empty());
    CHECK(found.eas == expected.eas);
    CHECK(found.rows == expected.rows);
    CHECK(found.qianfan == expected.qianfan);
  }
}
