// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client.hpp>
#include <roster/eas/client.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <string_view>
#include <support/fake_transport.hpp>
#include <support/unusual_strings.hpp>

// Unusual client configuration: each value is valid where it is sent, or nothing is sent.

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
using roster::errc;
using roster_test::odd_texts;

namespace {

constexpr int rounds = 1000;

/// A transport that responds with empty lists and records the requests.
struct bench {
  boost::asio::io_context context{};
  std::shared_ptr<fake::transport> transport =
      std::make_shared<fake::transport>([](const roster::http::request& request, std::size_t) {
        roster::http::detail::check_request(request);
        return fake::json(200, R"({"Services":[],"TotalCount":0,"result":{"serviceList":[],
                                   "pageInfo":{"isTruncated":false}}})");
      });

  /// Lists with that configuration. Returns why nothing was sent.
  std::optional<roster::failure> list(const std::function<void(eas::client_config&)>& change) {
    eas::client_config config{.credentials = roster::static_key("id", "secret"),
                              .transport = transport,
                              .variables = [](std::string_view) { return std::nullopt; }};
    change(config);
    return sent_by([&] {
      const eas::client client(context.get_executor(), std::move(config));
      auto services = client.list_services();
      (void)fake::run(context, services.first());
    });
  }
  std::optional<roster::failure> list(const std::shared_ptr<roster::credentials_provider>& key) {
    return sent_by([&] {
      const qianfan::client client(context.get_executor(),
                                   {.credentials = key,
                                    .transport = transport,
                                    .variables = [](std::string_view) { return std::nullopt; }});
      auto services = client.describe_services();
      (void)fake::run(context, services.first());
    });
  }

  const roster::http::request& last() const { return transport->requests.back(); }

 private:
  std::optional<roster::failure> sent_by(const std::function<void()>& work) {
    transport->requests.clear();
    std::optional<roster::failure> refused;
    try {
      work();
    } catch (const roster::failure& why) {
      refused = why;
    }
    CHECK(transport->requests.size() == (refused ? 0U : 1U));
    return refused;
  }
};

bool consists_of(std::string_view text, bool (*is_good)(char)) {
  return std::all_of(text.begin(), text.end(), is_good);
}
bool is_visible(char c) { return c > 0x20 && c < 0x7f; }
bool is_of_region(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }
bool is_of_host(char c) {
  return is_of_region(c) || c == '.' || c == ':' || c == '_' || c == '[' || c == ']';
}

/// Checks that a rejected value is named in one printable line.
void check_refusal(const roster::failure& why, std::string_view named) {
  const std::string what = why.what();
  CAPTURE(what);
  CHECK((why.condition() == errc::invalid_argument || why.condition() == errc::no_credentials));
  CHECK(what.find(named) != what.npos);
  CHECK(std::none_of(what.begin(), what.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
}

std::string next(odd_texts& random) {
  if (random.below(4) == 0) return random.not_utf8();
  return random.below(4) == 0 ? "a-" + std::to_string(random.below(1000)) : random.sendable();
}

/// Counts both outcomes: a test that sees only one of them would prove nothing.
struct outcomes {
  int sent{};
  int refused{};
  ~outcomes() {
    CHECK(sent > 100);
    CHECK(refused > 100);
  }
};

}  // namespace

TEST_CASE("caller's input: a region is a valid part of a host name, or is rejected (fault 112)") {
  odd_texts random(1);
  bench setup;
  outcomes counted;
  for (int round = 0; round < rounds; ++round) {
    const auto region = next(random);
    const auto refused = setup.list([&](eas::client_config& config) { config.region = region; });
    ++(refused ? counted.refused : counted.sent);
    if (refused) {
      check_refusal(*refused, "region");
    } else {
      CHECK(consists_of(region, is_of_region));
      CHECK(setup.last().to.host == "pai-eas." + region + ".aliyuncs.com");
      CHECK(setup.last().headers.get("host") == setup.last().to.host);
    }
  }
}

TEST_CASE("caller's input: a host is valid in the Host header, or is rejected (fault 112)") {
  odd_texts random(2);
  bench setup;
  outcomes counted;
  for (int round = 0; round < rounds; ++round) {
    const auto host = "h" + next(random);
    const auto refused = setup.list([&](eas::client_config& config) { config.endpoint = "http://" + host; });
    ++(refused ? counted.refused : counted.sent);
    if (refused)
      check_refusal(*refused, "endpoint");
    else
      CHECK(consists_of(setup.last().headers.get("host"), is_of_host));
  }
}

TEST_CASE(
    "caller's input: a user agent is valid in a header, or is rejected when the client is made (fault 112)") {
  odd_texts random(3);
  boost::asio::io_context context;
  outcomes counted;
  const auto is_legal = [](char c) { return c == '\t' || static_cast<unsigned char>(c) >= 0x20; };
  for (int round = 0; round < rounds; ++round) {
    const auto agent = "x" + next(random) + "x";  // surrounding white space is not sent
    const bool legal =
        consists_of(agent, is_legal) && agent.find('\x7f') == agent.npos && agent.size() <= 512;
    std::optional<roster::failure> refused;
    try {
      (void)roster::make_http_client(context.get_executor(), {.user_agent = agent});
    } catch (const roster::failure& why) {
      refused = why;
    }
    CHECK(legal == !refused);
    if (refused) check_refusal(*refused, "user agent");
    ++(refused ? counted.refused : counted.sent);
  }
}

TEST_CASE("caller's input: credentials are valid in a header, or are rejected and not shown (fault 112)") {
  odd_texts random(4);
  bench setup;
  outcomes ids;
  outcomes tokens;
  for (int round = 0; round < rounds; ++round) {
    const auto text = "k" + next(random);
    const bool visible = consists_of(text, is_visible);
    for (const bool of_eas : {true, false}) {
      const auto sent = [&](std::shared_ptr<roster::credentials_provider> key) {
        if (!of_eas) return setup.list(key);
        return setup.list([&](eas::client_config& config) {
          config.region = "a";
          config.credentials = std::move(key);
        });
      };
      const auto check = [&](const std::optional<roster::failure>& refused, bool legal, const char* name) {
        CHECK(legal == !refused);
        if (!refused) return;
        check_refusal(*refused, name);
        if (text.size() > 8) CHECK(std::string(refused->what()).find(text) == std::string::npos);
      };
      const bool plain_id = visible && text.find_first_of("/,;=") == text.npos;
      check(sent(roster::static_key(text, "secret")), plain_id, "access key id");
      ++(plain_id ? ids.sent : ids.refused);
      check(sent(roster::static_key("id", "secret", text)), visible, "security token");
      ++(visible ? tokens.sent : tokens.refused);
      // is not sent, and can sign whatever it contains
      check(sent(roster::static_key("id", text)), true, "secret");
    }
  }
}
