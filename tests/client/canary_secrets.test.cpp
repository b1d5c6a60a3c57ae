// SPDX-License-Identifier: BSL-1.0
// Every kind of secret, echoed in every spelling and in every part of a response: none is in anything that the library
// says of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <auth/temporary_folder.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <client/fake_transport.hpp>
#include <client/fake_world.hpp>
#include <cstddef>
#include <eas/fake_key_services.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bearer.hpp>
#include <roster/auth/static_credentials.hpp>
#include <roster/base64.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/sts.hpp>
#include <roster/emulator/recording_transport.hpp>
#include <roster/http/percent.hpp>
#include <roster/wire/encode.hpp>
#include <sstream>
#include <string>
#include <transport/scripted_server.hpp>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
namespace http = roster::http;

namespace {

const std::string key_secret = "CanaryKey/kq7+Zx;S,42";
const std::string token = "CanaryToken/CAIS+w8=sts";
const std::string bearer_token = "sk-Canary,bear;er/token=1";
const std::string proxy_password = "CanaryPass/w+rd,1";
const std::string oidc_token = "CanaryHead.CanaryBody.Sign_1-2";

std::string each_byte(const std::string& text, const char* before, bool upper, const char* after) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += before + std::string{digits[byte >> 4U], digits[byte & 15U]} + after;
  }
  return out;
}

using spelling = std::function<std::string(const std::string&)>;

const std::vector<std::pair<std::string, spelling>> spellings{
    {"as it is", [](const std::string& s) { return s; }},
    {"upper case",
     [](std::string s) {
       for (char& c : s) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
       return s;
     }},
    {"percent", [](const std::string& s) { return http::percent_encode(s); }},
    {"percent, every byte", [](const std::string& s) { return each_byte(s, "%", true, ""); }},
    {"percent, twice", [](const std::string& s) { return http::percent_encode(http::percent_encode(s)); }},
    {"hex", [](const std::string& s) { return each_byte(s, "", false, ""); }},
    {"HEX", [](const std::string& s) { return each_byte(s, "", true, ""); }},
    {"base64", roster::detail::base64_encode},
    {"base64 behind one byte",
     [](const std::string& s) { return roster::detail::base64_encode(":" + s + "."); }},
    {"base64 behind two bytes",
     [](const std::string& s) { return roster::detail::base64_encode("::" + s + ";"); }},
    {"base64 of URLs, unpadded",
     [](const std::string& s) {
       auto out = roster::detail::base64_encode(s);
       for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
       return out.substr(0, out.find('='));
     }},
    {"base64, percent",
     [](const std::string& s) { return http::percent_encode(roster::detail::base64_encode(s)); }},
    {"JSON", [](const std::string& s) { return each_byte(s, "\\u00", false, ""); }},
    {"HTML", [](const std::string& s) { return each_byte(s, "&#x", false, ";"); }},
};

/// Returns a part of an echo that tells ten bytes or more of the secret in it; "" when `said` has none.
std::string told(const std::string& said, const std::string& echo, const std::string& secret) {
  const auto size = (std::min)(echo.size(), 10 * echo.size() / secret.size() + 6);
  for (std::size_t at = 0; at + size <= echo.size(); ++at)
    if (said.find(echo.substr(at, size)) != said.npos) return echo.substr(at, size);
  return {};
}

struct eas_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string recommend{};
};

std::string written(const eas_error& error) { return roster::to_json<roster::pascal_case>(error); }

/// Responses that have a text in one of their parts.
const std::vector<std::function<http::response(const std::string&)>> wordings{
    [](const std::string& t) { return fake::json(400, written({.code = "Bad:" + t})); },
    [](const std::string& t) {
      return fake::json(403, written({.code = "X", .message = "for " + t + " no"}));
    },
    [](const std::string& t) { return fake::json(500, written({.code = "X", .request_id = "R-" + t})); },
    [](const std::string& t) {
      return fake::json(403, written({.code = "X", .recommend = "https://x/?" + t}));
    },
    [](const std::string& t) { return fake::json(200, "{\"Services\":" + roster::to_json(t) + "}"); },
    [](const std::string& t) { return fake::json(200, t); },
    [](const std::string& t) {
      return http::response{.status = 502, .headers = {{"content-type", "text/html"}}, .body = "<p>" + t};
    },
    [](const std::string& t) {
      return http::response{.status = 200, .headers = {{"content-type", "text/plain"}}, .body = t};
    },
    [](const std::string& t) {
      return http::response{.status = 200, .headers = {{"content-type", t}}, .body = "x"};
    },
    [](const std::string& t) {
      return http::response{.status = 302, .headers = {{"location", "https://" + t + "/x"}}};
    },
    [](const std::string& t) {
      return fake::json(400, "{}",
                        {{"x-bce-error-code", t}, {"x-bce-error-message", t}, {"x-bce-request-id", t}});
    },
    [](const std::string& t) { return fake::json(429, "{}", {{"x-acs-request-id", t}, {"retry-after", t}}); },
};

class written_events final : public roster::observer {
 public:
  void on_request(const roster::request_event& e) override { out_ << e.method << ' ' << e.path << '\n'; }
  void on_response(const roster::response_event& e) override {
    out_ << e.status << ' ' << e.request_id << '\n';
  }
  void on_retry(const roster::retry_event& e) override { out_ << e.why.what() << '\n'; }
  void on_failure(const roster::failure_event& e) override { out_ << e.why.what() << '\n'; }
  std::string text() const { return out_.str(); }

 private:
  std::ostringstream out_{};
};

std::string text_of(const roster::failure& f) {
  const auto& d = f.details();
  std::string out = f.what();
  for (const auto& one : {d.message, d.vendor_code, d.vendor_message, d.recommendation, d.request_id,
                          d.missing_permission, d.endpoint, d.request, d.cause.message()})
    out += '\n' + one;
  return out;
}

std::string text_of(const roster::recorded_exchange& e) {
  std::string out = e.host + '\n' + e.target + '\n' + e.sent + '\n' + e.body + '\n' + e.message;
  for (const auto& h : e.headers) out += '\n' + h.value;
  return out;
}

/// A client of its own for a listing that fails, and everything that is said meanwhile.
struct exits {
  std::string said{};
  std::string recorded{};
};

exits list_through(asio::io_context& context, const std::shared_ptr<roster::transport>& way,
                   const std::string& endpoint, roster::any_signer sign, std::size_t prefetch) {
  fake::world world;
  const auto events = std::make_shared<written_events>();
  std::vector<roster::recorded_exchange> kept;
  const auto credentials = std::make_shared<roster::static_credentials>(
      roster::credentials{.access_key_id = "LTAI-visible",
                          .access_key_secret = roster::secret(key_secret),
                          .security_token = roster::secret(token)});
  const roster::client<eas::list_services> client(
      context.get_executor(), {.endpoint = endpoint,
                               .sign = std::move(sign),
                               .credentials = credentials,
                               .retry = {.retries = 1},
                               .transport = std::make_shared<roster::recording_transport>(way, kept),
                               .around = {.now = [&world] { return world.wall; },
                                          .sleep = world.surroundings().sleep,
                                          .random = [] { return 0.5; }},
                               .observer = events});
  exits out;
  try {
    std::exception_ptr error;
    bool over = false;
    auto range = client.list({}, {.prefetch = prefetch});
    asio::co_spawn(context, range.collect(), [&](std::exception_ptr e, const auto&) {
      error = std::move(e);
      over = true;
    });
    while (!over) {  // a server may never be done
      context.restart();
      REQUIRE(context.run_one_for(std::chrono::seconds(30)) == 1);
    }
    if (error) std::rethrow_exception(error);
    out.said = "no failure";
  } catch (const roster::failure& f) {
    out.said = text_of(f);
  }
  out.said += '\n' + events->text();
  for (const auto& one : kept) out.recorded += text_of(one) + '\n';
  CHECK(!kept.empty());
  return out;
}

roster::any_signer acs3() { return roster::acs3({"ListServices", "2021-07-01"}); }

}  // namespace

TEST_CASE(
    "canary secrets: what a request is made of is echoed, and in no failure, event or recording (fault "
    "191)") {
  struct kind {
    const char* name;
    roster::any_signer sign;
    std::function<std::string(const http::request&)> secret;
    bool is_sent;
  };
  const std::vector<kind> kinds{
      {"access key secret", acs3(), [](const auto&) { return key_secret; }, false},
      {"security token", acs3(), [](const auto&) { return token; }, true},
      {"bearer token", roster::bearer(bearer_token), [](const auto&) { return bearer_token; }, true},
      {"signature", acs3(),
       [](const http::request& sent) {
         const auto value = sent.headers.get("authorization");
         return std::string(value.substr(value.size() - 64));
       },
       true},
  };
  for (const auto& one : kinds)
    for (const auto& [name, spell] : spellings)
      for (std::size_t i = 0; i < wordings.size(); ++i) {
        CAPTURE(one.name);
        CAPTURE(name);
        CAPTURE(i);
        std::vector<std::pair<std::string, std::string>> echoed;
        const auto service = std::make_shared<fake::transport>([&](const http::request& sent, std::size_t) {
          const auto secret = one.secret(sent);
          echoed.emplace_back(spell(secret), secret);
          return wordings[i](echoed.back().first);
        });
        asio::io_context context;
        const auto out = list_through(context, service, "https://clouds.test", one.sign, i % 2);
        REQUIRE(!echoed.empty());
        for (const auto& [echo, secret] : echoed) {
          CHECK(told(echo, echo, secret) != "");
          CAPTURE(out.said);
          CHECK(told(out.said, echo, secret) == "");
          CAPTURE(out.recorded);
          if (one.is_sent) CHECK(told(out.recorded, echo, secret) == "");
        }
      }
}

TEST_CASE(
    "canary secrets: a proxy echoes its password, and it is in no failure, event or recording (fault 188)") {
  for (const auto& [name, spell] : spellings)
    for (const bool whole : {false, true}) {
      const std::string secret = whole ? "bob:" + proxy_password : proxy_password;
      const std::string echo = spell(secret);
      const std::string body =
          written({.code = "X", .message = "user " + echo + " denied", .request_id = echo});
      const auto answer = [&](const std::string& head, const std::string& text) {
        return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(text.size()) +
               "\r\nConnection: close\r\n\r\n" + text;
      };
      const std::string json = "\r\nContent-Type: application/json";
      for (const std::string& said :
           {answer("407 Who" + json, body), answer("403 No" + json, body), answer("500 No" + json, body),
            answer("502 No\r\nContent-Type: text/html", "<p>" + echo),
            answer("302 Go\r\nLocation: http://" + echo, ""),
            answer("200 OK\r\nContent-Type: text/html", "<p>" + echo), answer("200 OK" + json, body),
            answer("200 OK\r\nx-acs-request-id: " + echo, "{}"),
            answer("200 OK\r\nContent-Encoding: " + echo, "{}"),
            answer("200 OK\r\nTransfer-Encoding: " + echo, "{}"), echo + "\r\n\r\n"})
        for (const std::string scheme : {"http", "https"}) {
          CAPTURE(name);
          CAPTURE(said);
          CAPTURE(scheme);
          asio::io_context context;
          const roster_test::script answering =
              [&](roster_test::scripted_peer& peer) -> asio::awaitable<void> {
            co_await peer.request();
            co_await peer.say(said);
          };
          roster_test::scripted_server server(context, {answering, answering, answering, answering});
          const roster::secret proxy("http://bob:" + http::percent_encode(proxy_password) +
                                     "@127.0.0.1:" + std::to_string(server.port()));
          const auto way = roster::make_http_client(
              context.get_executor(), {.proxy = roster::proxy_options{.http = proxy, .https = proxy}});
          const auto out = list_through(context, way, scheme + "://clouds.test", acs3(), 0);
          CAPTURE(out.said);
          CHECK(told(out.said, echo, secret) == "");
          CAPTURE(out.recorded);
          CHECK(told(out.recorded, echo, secret) == "");
        }
    }
}

TEST_CASE("canary secrets: STS echoes the token that it was sent, and no reason has it (fault 189)") {
  const fake::temporary_folder folder;
  const auto file = folder.write("token", oidc_token);
  const eas::oidc_role role{
      .provider_arn = "acs:ram::1:oidc-provider/ack",
      .token_file = file,
      .role = {.arn = "acs:ram::1:role/lister", .session_name = "tests", .sts = "https://sts.aliyuncs.com"}};
  for (const auto& [name, spell] : spellings)
    for (const auto& word : wordings) {
      CAPTURE(name);
      const std::string echo = spell(oidc_token);
      fake::key_services services;
      services.sts = [&](const http::request&) { return word(echo); };
      const auto why = services.why(eas::assume_role_with_oidc(services.network(), role));
      CAPTURE(why);
      CHECK(why.find("there is a key") == why.npos);
      CHECK(told(why, echo, oidc_token) == "");
    }
}
