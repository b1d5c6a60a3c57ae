// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/http/url.hpp>
#include <string>

using roster::http::detail::redact_url;

TEST_CASE("redact_url: shows host and path, but nothing that may be a password (fault 193)") {
  CHECK(redact_url("https://h.example/a b") == "https://h.example/a b");
  CHECK(redact_url("cn shanghai") == "cn shanghai");
  CHECK(redact_url("") == "");
  CHECK(redact_url("https://h\r\nX") == "https://h\\r\\nX");
  CHECK(redact_url("http://bob:hunter2") == "http://***");
  CHECK(redact_url("HTTPS://bob:hunter2%40h:80") == "https://***");
  CHECK(redact_url("http://hunter2@h") == "http://***");
  CHECK(redact_url("https://h/?token=hunter2") == "https://***");
  CHECK(redact_url("https://h/#hunter2") == "https://***");
  CHECK(redact_url("bob:hunter2") == "***");
  CHECK(redact_url("http:/bob:hunter2") == "***");
  CHECK(redact_url("hunter2://h") == "***");
  CHECK(redact_url("ftp://h") == "ftp://h");
  // Wrong separators, or full-width ones of an input method.
  for (const std::string url : {"http://bob;hunter2;h", "http://bob=hunter2,h", "http://bob|hunter2!h",
                                "http://bob\xEF\xBC\x9Ahunter2\xEF\xBC\xA0h", "http://bob\\hunter2\\h"})
    CHECK(redact_url(url) == "http://***");
  CHECK(redact_url("bob&hunter2") == "***");
}
