// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/error.hpp>
#include <boost/system/errc.hpp>
#include <roster/failure.hpp>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

using roster::errc;
using roster::failure;
using roster::failure_details;

TEST_CASE("failure: can be caught as boost::system::system_error with a portable code") {
  try {
    throw failure(errc::throttled, "too fast");
  } catch (const boost::system::system_error& e) {
    CHECK(e.code() == errc::throttled);
    CHECK(std::string(e.what()) == "throttled: too fast");
  }
}

TEST_CASE("failure: what() contains all known details in one line, and omits unknown ones") {
  CHECK(std::string(failure(errc::tls, "").what()) == "TLS error");
  const failure all(errc::forbidden, {.message = "cannot list",
                                      .http_status = 403,
                                      .vendor_code = "NoPermission",
                                      .vendor_message = "not you",
                                      .recommendation = "https://help",
                                      .request_id = "r-1",
                                      .missing_permission = "eas:ListServices",
                                      .endpoint = "https://host",
                                      .request = "GET /list",
                                      .page = 3,
                                      .attempts = 2});
  CHECK(std::string(all.what()) ==
        "permission denied: cannot list; HTTP 403; code NoPermission; service message: not you; missing "
        "permission: eas:ListServices; request id r-1; see https://help; endpoint https://host; request GET "
        "/list; page 3; attempts 2");
  CHECK(all.condition() == errc::forbidden);
  CHECK(all.details().request_id == "r-1");
}

TEST_CASE(
    "failure: what() omits page 1, a single attempt, and an endpoint that the message already contains") {
  const failure f(errc::connection, {.message = "cannot connect to https://host:1",
                                     .endpoint = "https://host:1",
                                     .page = 1,
                                     .attempts = 1});
  CHECK(std::string(f.what()) == "connection failed: cannot connect to https://host:1");
}

TEST_CASE("failure: copying does not throw, and copies share their details") {
  static_assert(std::is_nothrow_copy_constructible_v<failure>);
  const failure one(errc::busy, "again");
  const failure other = one;
  CHECK(one.what() == other.what());
}

TEST_CASE("failure: begins with its condition in standard words, once (fault 168)") {
  namespace posix = boost::system::errc;
  const auto line = [](errc condition, std::string message, unsigned status = 0) {
    return std::string(
        failure(condition, failure_details{.message = std::move(message), .http_status = status}).what());
  };
  const auto network = [](boost::system::error_code cause) {
    return std::string(failure(errc::connection, failure_details{.message = "m", .cause = cause}).what());
  };
  CHECK(line(errc::invalid_argument, "m") == "invalid argument: m");
  CHECK(line(errc::no_credentials, "no credentials: tried x") == "no credentials: tried x");
  CHECK(line(errc::unauthenticated, "m") == "authentication failed: m");
  CHECK(line(errc::bad_request, "m", 400) == "bad request: m; HTTP 400");
  CHECK(line(errc::bad_request, "m", 404) == "not found: m; HTTP 404");
  CHECK(line(errc::unavailable, "m") == "service unavailable: m");
  CHECK(line(errc::tls, "m") == "TLS error: m");
  CHECK(line(errc::tls, "TLS handshake failed: m") == "TLS handshake failed: m");
  CHECK(line(errc::proxy, "m") == "proxy error: m");
  CHECK(line(errc::proxy, "proxy authentication required") == "proxy authentication required");
  CHECK(line(errc::timed_out, "m") == "timed out: m");
  CHECK(line(errc::timed_out, "TLS handshake timed out: m") == "TLS handshake timed out: m");
  CHECK(line(errc::timed_out, "m: it timed out") == "timed out: m: it timed out");
  CHECK(line(errc::protocol, "m") == "protocol error: m");
  CHECK(line(errc::too_large, "m") == "response too large: m");
  CHECK(line(errc::malformed_response, "m") == "malformed response: m");
  CHECK(line(errc::pagination_stalled, "m") == "pagination stalled: m");
  CHECK(line(errc::busy, "m") == "operation in progress: m");
  CHECK(network(make_error_code(posix::connection_refused)) == "connection refused: m");
  CHECK(network(make_error_code(posix::connection_reset)) == "connection reset: m");
  CHECK(network(make_error_code(posix::broken_pipe)) == "connection reset: m");
  CHECK(network(make_error_code(posix::host_unreachable)) == "host unreachable: m");
  CHECK(network(make_error_code(posix::network_unreachable)) == "network unreachable: m");
  CHECK(network(make_error_code(posix::timed_out)) == "connection timed out: m");
  CHECK(network(boost::asio::error::eof) == "connection closed: m");
  CHECK(network(boost::asio::error::host_not_found) == "host not found: m");
  CHECK(network(boost::asio::error::service_not_found) == "host not found: m");
  CHECK(network({}) == "connection failed: m");
}

TEST_CASE("failure: every condition is printed") {
  std::set<std::string> seen;
  for (int n = static_cast<int>(errc::invalid_argument); n <= static_cast<int>(errc::exception); ++n) {
    std::ostringstream out;
    out << static_cast<errc>(n);
    CHECK(out.str() == make_error_code(static_cast<errc>(n)).message());
    CHECK(seen.insert(out.str()).second);
  }
}
