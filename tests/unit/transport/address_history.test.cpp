// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/transport/detail/connect.hpp>
#include <string>

namespace {

using namespace std::chrono_literals;
using roster::detail::address_history;
constexpr address_history::time_point start{1h};
const auto one = boost::asio::ip::make_address("10.0.0.1");
const auto two = boost::asio::ip::make_address("::2");

}  // namespace

TEST_CASE("address history: the last address of a host is recorded until it is removed") {
  address_history history;
  CHECK_FALSE(history.find("h:80", start));
  history.connected("h:80", one, start);
  history.connected("other:80", two, start);
  CHECK(history.find("h:80", start) == one);
  history.connected("h:80", two, start + 1s);
  CHECK(history.find("h:80", start + 1s) == two);
  history.forget("h:80");
  CHECK_FALSE(history.find("h:80", start + 1s));
  CHECK(history.find("other:80", start + 1s) == two);
}

TEST_CASE("address history: a record expires after ten minutes, however often it is used") {
  address_history history;
  for (auto now = start; now < start + 10min; now += 1min) {
    history.connected("h:80", one, now);
    CHECK(history.find("h:80", now) == one);
  }
  CHECK_FALSE(history.find("h:80", start + 10min));
  history.connected("h:80", one, start + 11min);
  CHECK(history.find("h:80", start + 20min) == one);
}

TEST_CASE("address history: only the most recent hosts are recorded") {
  address_history history;
  for (int i = 0; i < 100; ++i) history.connected("h:" + std::to_string(i), one, start);
  CHECK_FALSE(history.find("h:0", start));
  CHECK_FALSE(history.find("h:35", start));
  CHECK(history.find("h:36", start) == one);
  CHECK(history.find("h:99", start) == one);
}
