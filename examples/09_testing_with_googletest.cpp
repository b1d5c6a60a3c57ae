// SPDX-License-Identifier: BSL-1.0
// 9. Testing with GoogleTest: unit tests of your own function with the emulator, with and without a fault.

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

/// The function under test.
asio::awaitable<std::size_t> count_running(eas::client client) {
  auto running = client.list_services({.service_status = eas::service_status::running});
  const auto count = co_await running.count();
  co_return count;
}

class Count : public testing::Test {
 protected:
  std::size_t count(const roster::emulator::cloud& clouds) {
    const eas::client client{io_.get_executor(),
                             {.region = "cn-hangzhou",
                              .credentials = clouds.credentials(),
                              .transport = clouds.transport(io_.get_executor())}};
    return roster::await_blocking(io_.get_executor(), count_running(client));
  }

 private:
  asio::io_context io_;
};

TEST_F(Count, CountsRunningServices) {
  const eas::service chat{.service_id = "1", .service_name = "chat", .status = eas::service_status::running};
  const eas::service old{.service_id = "2", .service_name = "old", .status = eas::service_status::stopped};
  EXPECT_EQ(count(roster::emulator::cloud({}, {.eas_services = {chat, old}})), 1U);
}

TEST_F(Count, ThrowsWhenPermissionIsMissing) {
  EXPECT_THROW(count(roster::emulator::cloud({.faults = {roster::emulator::parse_fault("denied")}})),
               roster::failure);
}

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
