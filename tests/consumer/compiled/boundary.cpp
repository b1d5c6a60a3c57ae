// SPDX-License-Identifier: BSL-1.0
// Catches what the library throws, compares the codes of both sides, and parses JSON by the library's Boost.JSON.

#include <boost/json/parse.hpp>
#include <boost/system/system_error.hpp>
#include <iostream>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>

namespace {

/// Returns the code of the failure that the library throws, caught as this type.
template <class Caught>
boost::system::error_code thrown_by_library() {
  try {
    roster::http::detail::parse_endpoint("ftp://example.com");
  } catch (const Caught& caught) {
    return caught.code();
  }
  return {};
}

}  // namespace

int main() {
#if !defined(ROSTER_SEPARATE_COMPILATION)
#error "the library does not define ROSTER_SEPARATE_COMPILATION for its users"
#endif
  bool right = thrown_by_library<roster::failure>() == roster::errc::invalid_argument;
  right = right && thrown_by_library<boost::system::system_error>() == roster::errc::invalid_argument;
  right = right && thrown_by_library<roster::failure>().category() == roster::error_category();
  right = right && boost::json::parse("[1]").as_array().size() == 1;
  std::cout << (right ? "right" : "wrong") << '\n';
}
