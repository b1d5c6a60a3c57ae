// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <new>
#include <roster/range/completion_code.hpp>

using roster::errc;
using roster::failure;
using roster::detail::completion_code;
using roster::detail::failure_in;

namespace asio = boost::asio;

TEST_CASE("completion_code: is the code of the exception, and errc::exception for one without a code") {
  const auto code_of = [](auto thrown) { return completion_code(std::make_exception_ptr(thrown)); };
  CHECK(!completion_code(nullptr));
  CHECK(code_of(failure(errc::throttled, "slowly")) == errc::throttled);
  CHECK(code_of(boost::system::system_error(asio::error::operation_aborted)) ==
        asio::error::operation_aborted);
  CHECK(code_of(std::bad_alloc()) == errc::exception);
  CHECK(code_of(7) == errc::exception);
  // A system_error with an empty error_code is still no success.
  CHECK(code_of(boost::system::system_error(boost::system::error_code())) == errc::exception);
}

TEST_CASE("failure_in: returns failures only") {
  const auto found = failure_in(std::make_exception_ptr(failure(errc::throttled, "slowly")));
  REQUIRE(found);
  CHECK(found->condition() == errc::throttled);
  CHECK(found->details().message == "slowly");
  CHECK(!failure_in(nullptr));
  CHECK(!failure_in(std::make_exception_ptr(boost::system::system_error(asio::error::eof))));
  CHECK(!failure_in(std::make_exception_ptr(7)));
}
