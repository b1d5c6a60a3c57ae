// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads a response from a text, segment by segment.

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstring>
#include <optional>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <string_view>

namespace roster_test {

struct read_result {
  std::optional<roster::http::response> answer{};
  std::optional<roster::failure> failed{};
  bool reusable{false};
  std::size_t taken{};
};

struct how_to_read {
  roster::response_limits limits{};
  boost::system::error_code end = boost::asio::error::eof;  ///< of the connection
  bool with_body{true};
  bool accept_gzip{false};
  std::string spare{};
};

/// Reads a response from `text`, in pieces of the sizes that `next_size` returns, then the end of the connection.
template <class NextSize>
read_result read_response(std::string_view text, const how_to_read& how, NextSize next_size) {
  read_result out;
  try {
    roster::detail::response_reader reader(how.limits, how.with_body, "http://h:80", how.accept_gzip,
                                           how.spare);
    while (!reader.complete() && out.taken < text.size()) {
      const auto space = reader.space();
      REQUIRE(space.size() > 0);
      const std::size_t n = std::min({space.size(), text.size() - out.taken, next_size()});
      std::memcpy(space.data(), text.data() + out.taken, n);
      out.taken += n;
      reader.received(n);
    }
    if (!reader.complete()) reader.ended(how.end);
    out.reusable = reader.reusable() && out.taken == text.size();
    out.answer = reader.take();
  } catch (const roster::failure& f) {
    out.failed = f;
  }
  return out;
}

inline std::string ok(const std::string& headers, const std::string& body) {
  return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body;
}

inline void check_refused(const read_result& got, roster::errc expected, std::string_view text) {
  REQUIRE(got.failed);
  const std::string what = got.failed->what();
  CAPTURE(what);
  CHECK(got.failed->condition() == expected);
  CHECK(what.find(text) != what.npos);
  CHECK(got.failed->details().endpoint == "http://h:80");
}

}  // namespace roster_test
