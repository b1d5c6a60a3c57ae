// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/failure.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <string>

using roster::secret;
using roster::detail::choose_proxy;
using roster::detail::parse_proxy;

namespace {

const roster::http::endpoint secure{.host = "pai.example", .port = 443};
const roster::http::endpoint plain{.scheme = "http", .host = "pai.example", .port = 80};

std::string rejection(const std::string& url) {
  try {
    parse_proxy(url);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("proxy choice: each scheme has its own optional proxy, and excepted hosts use none") {
  const roster::proxy_options both{
      .http = secret("one:1"), .https = secret("http://two:2"), .no_proxy = ".direct"};
  CHECK(choose_proxy(both, plain)->at.origin() == "http://one:1");
  CHECK(choose_proxy(both, secure)->at.origin() == "http://two:2");
  CHECK_FALSE(choose_proxy(both, {.host = "a.direct", .port = 443}));
  CHECK_FALSE(choose_proxy({.http = secret("one:1")}, secure));
  CHECK_FALSE(choose_proxy({}, plain));
}

TEST_CASE(
    "proxy choice: with bypass_loopback this machine is reached directly, in every notation (fault 177)") {
  roster::proxy_options options{.http = secret("one:1"), .https = secret("one:1"), .bypass_loopback = true};
  for (const std::string url :
       {"http://127.0.0.1", "http://127.1:8080/a", "http://[::ffff:127.0.0.1]", "https://0x7f000001",
        "http://0.0.0.0", "http://[::1]", "https://localhost", "http://a.localhost", "http://ip6-localhost",
        "http://ip6-loopback", "http://2130706433"}) {
    options.bypass_loopback = true;
    CHECK_FALSE_MESSAGE(choose_proxy(options, roster::http::detail::parse_endpoint(url)), url);
    options.bypass_loopback = false;
    CHECK_MESSAGE(choose_proxy(options, roster::http::detail::parse_endpoint(url)), url);
  }
  options.bypass_loopback = true;
  for (const std::string url : {"http://10.0.0.1", "http://pai.example", "http://[::ffff:10.0.0.1]"})
    CHECK_MESSAGE(choose_proxy(options, roster::http::detail::parse_endpoint(url)), url);
}

TEST_CASE("proxy choice: a proxy is a host with optional scheme, port, user and password") {
  CHECK(parse_proxy("proxy.example").at.origin() == "http://proxy.example:80");
  CHECK(parse_proxy("HTTP://proxy.example:3128/").at.origin() == "http://proxy.example:3128");
  CHECK(parse_proxy("[::1]:3128").at.origin() == "http://[::1]:3128");
  CHECK(parse_proxy("proxy.example").authorization.empty());
  CHECK(parse_proxy("http://Aladdin:open%20sesame@p").authorization.reveal() ==
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  CHECK(parse_proxy("http://Aladdin:open%20sesame@p").user == "Aladdin");
  CHECK(parse_proxy("http://Aladdin:open%20sesame@p").password.reveal() == "open sesame");
  CHECK(parse_proxy("user@p").authorization.reveal() == "Basic dXNlcjo=");
  CHECK(parse_proxy("user:p%40ss:w@rd@p:81").authorization.reveal() == "Basic dXNlcjpwQHNzOndAcmQ=");
  CHECK(parse_proxy("user:p%40ss:w@rd@p:81").at.origin() == "http://p:81");
}

TEST_CASE(
    "proxy choice: the error for an invalid proxy contains the reason, and never a password (fault 112)") {
  CHECK(rejection("socks5://p:1080").find("unsupported scheme \"socks5\"; only http") != std::string::npos);
  CHECK(rejection("https://user:hunter2@p").find("unsupported scheme \"https\"") != std::string::npos);
  CHECK(rejection("http://p:99999").find("port") != std::string::npos);
  CHECK(rejection("http://p/path") ==
        "invalid proxy: unexpected path; expected [http://][user[:password]@]host[:port]");
  CHECK(rejection("http://p?a=b").find("query") != std::string::npos);
  CHECK(rejection("http://user:a%zz@p").find("is not a percent-encoding") != std::string::npos);
  CHECK(rejection("http://a%3Ab:c@p") == "invalid proxy: the user name contains a colon");
  for (const std::string url : {"",
                                "http://",
                                "http://p\r\nX: y",
                                "http://p:0",
                                "http://p q",
                                "user:hunter2@",
                                "hunter2@p:x",
                                "a@b@:1",
                                "user:hunter2@p/x@y z",
                                "http:/user:hunter2@p:",
                                "http://bob:hunter2",
                                "bob:hunter2",
                                "http://bob:hunter2%40h:80",
                                "bob:hunter2%40h",
                                "socks5://bob:hunter2",
                                "bob:hunter2://h",
                                "hunter2://bob@h",
                                "hunter2@://h",
                                "http://p/bob:hunter2%40 h",
                                "http://[hunter2",
                                "user:hunter2",
                                "http://user:hunter2",
                                "user:hunter2://x@p",
                                "hunter2://p",
                                "socks5:hunter2://x@p",
                                "user:hunter2%40p:80"}) {
    const std::string said = rejection(url);
    CAPTURE(said);
    CHECK(said.starts_with("invalid proxy: "));
    CHECK(said.find("hunter2") == said.npos);
  }
  CHECK(rejection(std::string(2000, 'x') + "@p").find("too long") != std::string::npos);
}
