// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <map>
#include <roster/client/detail/client_core.hpp>
#include <string>

namespace {

using variables = std::map<std::string, std::string, std::less<>>;

roster::proxy_options read(const variables& set) {
  return roster::detail::environment_proxies([&](std::string_view name) -> std::optional<std::string> {
    const auto found = set.find(name);
    if (found == set.end()) return std::nullopt;
    return found->second;
  });
}

}  // namespace

TEST_CASE("environment_proxies: prefers the lower-case name") {
  const auto both = read(
      {{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}, {"HTTP_PROXY", "c"}, {"no_proxy", ""}, {"NO_PROXY", "d"}});
  CHECK(both.https.reveal() == "a");
  CHECK(both.http.reveal() == "c");
  CHECK(both.no_proxy == "d");
  CHECK(both.bypass_loopback);
}

TEST_CASE("environment_proxies: falls back to all_proxy, and to none") {
  const auto all = read({{"ALL_PROXY", "all"}, {"http_proxy", "one"}});
  CHECK(all.https.reveal() == "all");
  CHECK(all.http.reveal() == "one");
  const auto none = read({});
  CHECK(none.https.empty());
  CHECK(none.http.empty());
  CHECK(none.no_proxy.empty());
  CHECK(none.bypass_loopback);
}

TEST_CASE("environment_proxies: HTTP_PROXY, a request header in a CGI program, is ignored there") {
  CHECK(read({{"REQUEST_METHOD", "GET"}, {"HTTP_PROXY", "evil"}}).http.empty());
  CHECK(read({{"REQUEST_METHOD", "GET"}, {"HTTP_PROXY", "evil"}, {"http_proxy", "ours"}}).http.reveal() ==
        "ours");
  CHECK(read({{"REQUEST_METHOD", "GET"}, {"HTTPS_PROXY", "ours"}}).https.reveal() == "ours");
}
