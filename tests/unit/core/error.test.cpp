// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/system/error_code.hpp>
#include <roster/failure.hpp>
#include <set>
#include <string>

TEST_CASE("errc: every condition has a unique message in the category named roster") {
  CHECK(std::string(roster::error_category().name()) == "roster");
  constexpr auto last = roster::errc::exception;
  std::set<std::string> texts;
  for (int value = 1; value <= static_cast<int>(last); ++value)
    texts.insert(roster::error_category().message(value));
  CHECK(texts.size() == static_cast<std::size_t>(last));
  CHECK_FALSE(texts.contains("unknown roster error"));
  CHECK(roster::error_category().message(static_cast<int>(last) + 1) == "unknown roster error");
}

TEST_CASE("errc: compares with error codes like a standard error code enumeration") {
  const boost::system::error_code code = roster::errc::throttled;
  CHECK(code == roster::errc::throttled);
  CHECK(code != roster::errc::timed_out);
  CHECK(code.failed());
}
