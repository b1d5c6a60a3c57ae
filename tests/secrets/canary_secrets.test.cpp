// SPDX-License-Identifier: BSL-1.0
// Canary secrets of every kind, echoed in every encoding and in every part of a response: no text that the library
// produces contains one.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/acs3.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/header_key.hpp>
#include <roster/auth/signer.hpp>
#include <roster/detail/base64.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/http/url.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/recording/interaction.hpp>
#include <roster/recording/recording_transport.hpp>
#include <roster/transport/http_client.hpp>
#include <roster/watch/watch.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/print.hpp>
#include <set>
#include <sstream>
#include <string>
#include <support/all_text.hpp>
#include <support/fake_key_services.hpp>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <support/scripted_server.hpp>
#include <support/temporary_folder.hpp>
#include <support/written_events.hpp>
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
    {"verbatim", [](const std::string& s) { return s; }},
    {"upper case",
     [](std::string s) {
       for (char& c : s) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
       return s;
     }},
    {"percent", [](const std::string& s) { return http::detail::percent_encode(s); }},
    {"percent, every byte", [](const std::string& s) { return each_byte(s, "%", true, ""); }},
    {"percent, twice",
     [](const std::string& s) { return http::detail::percent_encode(http::detail::percent_encode(s)); }},
    {"hex", [](const std::string& s) { return each_byte(s, "", false, ""); }},
    {"HEX", [](const std::string& s) { return each_byte(s, "", true, ""); }},
    {"base64", roster::detail::base64_encode},
    {"base64 after one byte",
     [](const std::string& s) { return roster::detail::base64_encode(":" + s + "."); }},
    {"base64 after two bytes",
     [](const std::string& s) { return roster::detail::base64_encode("::" + s + ";"); }},
    {"base64 of URLs, unpadded",
     [](const std::string& s) {
       auto out = roster::detail::base64_encode(s);
       for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
       return out.substr(0, out.find('='));
     }},
    {"base64, percent",
     [](const std::string& s) { return http::detail::percent_encode(roster::detail::base64_encode(s)); }},
    {"JSON", [](const std::string& s) { return each_byte(s, "\\u00", false, ""); }},
    {"HTML", [](const std::string& s) { return each_byte(s, "&#x", false, ";"); }},
};

/// Returns a part of an echo that contains ten bytes or more of the secret; "" when `said` has none.
std::string part_of_secret(const std::string& said, const std::string& echo, const std::string& secret) {
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

using wording = std::function<http::response(const std::string&)>;

/// Returns a page of one service with these members, in which TEXT is replaced.
wording one_service(std::string members) {
  return [members = std::move(members)](const std::string& text) {
    std::string body = R"({"Services":[{"ServiceId":"1",)" + members + R"(}],"TotalCount":1})";
    const std::string json = roster::to_json(text);
    for (std::size_t at = 0; (at = body.find("TEXT", at)) != body.npos; at += json.size())
      body.replace(at, 4, json);
    return fake::json(200, body, {{"x-acs-request-id", text}});
  };
}

/// Responses with a text in one of their parts.
const std::vector<wording> wordings{
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
    one_service(R"("Memory":TEXT,"CreateTime":"yesterday")"),  // fails, unless the listing is lenient
    one_service(R"("Memory":TEXT,"CreateTime":"yesterday")"),
    one_service(R"("AccessToken":TEXT,"ServiceConfig":"{\"token\":\"x\"}","secretKey":TEXT)"),
};

/// The outcome of a listing and of a watch.
struct outcome {
  std::optional<roster::failure> failed{};
  std::optional<roster::failure> last_failure{};
  roster::report report{};
  roster::checkpoint checkpoint{};
  std::vector<eas::service> items{};
  std::string explained{};
  std::string condition{};
  std::string canonical_request{};
  std::optional<roster::failure> watch_failed{};
  roster::report watch_report{};
  std::vector<roster::watched_source> watch_sources{};
  std::shared_ptr<fake::written_events> events{std::make_shared<fake::written_events>()};
  std::vector<roster::detail::interaction> recorded{};
  std::string recorded_lines{};
  std::vector<roster::emulator::logged_request> log{};
  std::vector<roster::emulator::logged_request> served_log{};
};

template <class T>
std::string streamed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

/// A public function whose result may be printed or logged.
struct text_exit {
  const char* name{};  ///< its header and its name
  std::function<std::string(const outcome&)> text{};
  bool sees_requests_only{};  ///< an access key secret, which no request contains, is unknown to it
};

/// All of them. tests/tools/exits_test.py fails when a header has another one.
const std::vector<text_exit> exits{
    {"auth/acs3.hpp canonical_request", [](const outcome& o) { return o.canonical_request; }},
    {"client/observer.hpp on_failure", [](const outcome& o) { return o.events->failures; }},
    {"client/observer.hpp on_page", [](const outcome& o) { return o.events->pages; }},
    {"client/observer.hpp on_request", [](const outcome& o) { return o.events->requests; }},
    {"client/observer.hpp on_response", [](const outcome& o) { return o.events->responses; }},
    {"client/observer.hpp on_retry", [](const outcome& o) { return o.events->retries; }},
    {"client/observer.hpp on_warning", [](const outcome& o) { return o.events->warnings; }},
    {"watch/watch.hpp last_failure", [](const outcome& o) { return fake::all_text(o.watch_failed); }},
    {"watch/watch.hpp changes", [](const outcome& o) { return fake::all_text(o.watch_report); }},
    {"watch/watch.hpp sources", [](const outcome& o) { return fake::all_text(o.watch_sources); }},
    {"emulator/cloud.hpp log", [](const outcome& o) { return fake::all_text(o.log); }, true},
    {"emulator/served_api.hpp log", [](const outcome& o) { return fake::all_text(o.served_log); }, true},
    {"recording/recording_transport.hpp record_to_file",
     [](const outcome& o) { return o.recorded_lines + fake::all_text(o.recorded); }, true},
    {"failure.hpp details",
     [](const outcome& o) { return o.failed ? fake::all_text(o.failed->details()) : ""; }},
    {"failure.hpp failure", [](const outcome& o) { return fake::all_text(o.failed); }},
    {"failure.hpp what", [](const outcome& o) { return std::string(o.failed ? o.failed->what() : ""); }},
    {"paging/checkpoint.hpp text", [](const outcome& o) { return o.checkpoint.text(); }},
    {"range/async_range.hpp checkpoint", [](const outcome& o) { return fake::all_text(o.checkpoint); }},
    {"range/async_range.hpp explain", [](const outcome& o) { return o.explained; }},
    {"range/async_range.hpp last_failure", [](const outcome& o) { return fake::all_text(o.last_failure); }},
    {"range/async_range.hpp report", [](const outcome& o) { return fake::all_text(o.report); }},
    {"paging/report.hpp operator<<", [](const outcome& o) { return streamed(o.report); }},
    {"schema/condition.hpp text", [](const outcome& o) { return o.condition; }},
    {"schema/secret.hpp operator<<",
     [](const outcome& o) {
       std::string out;
       for (const auto& item : o.items) out += fake::all_text(item.access_token.value_or(roster::secret()));
       return out;
     }},
    {"wire/columns.hpp read",
     [](const outcome& o) {
       std::string out;
       for (const auto& item : o.items)
         for (const auto& column : roster::columns<eas::service>()) out += column.read(item).text() + '\n';
       return out;
     }},
    {"wire/encode.hpp to_json",
     [](const outcome& o) { return roster::to_json<roster::pascal_case>(o.items); }},
    {"wire/print.hpp operator<<",
     [](const outcome& o) {
       std::string out;
       for (const auto& item : o.items) out += streamed(item) + '\n';
       return out;
     }},
};

/// Returns which exit shows ten bytes or more of a secret, and which bytes; "" when none does.
std::string shown_by(const outcome& out, const std::string& echo, const std::string& secret,
                     bool is_sent = true) {
  for (const auto& one : exits) {
    const auto part =
        one.sees_requests_only && !is_sent ? std::string() : part_of_secret(one.text(out), echo, secret);
    if (!part.empty()) return std::string(one.name) + " shows " + part + " in " + one.text(out);
  }
  return {};
}

/// Runs until the operation has ended: a server may run forever.
template <class T>
std::optional<T> run_to_end(asio::io_context& context, asio::awaitable<T> work,
                            std::optional<roster::failure>& failed) {
  std::exception_ptr error;
  std::optional<T> result;
  bool over = false;
  asio::co_spawn(context, std::move(work), [&](std::exception_ptr e, T value) {
    error = std::move(e);
    if (!error) result.emplace(std::move(value));
    over = true;
  });
  while (!over) {
    context.restart();
    REQUIRE(context.run_one_for(std::chrono::seconds(30)) == 1);
  }
  try {
    if (error) std::rethrow_exception(error);
  } catch (const roster::failure& f) {
    failed = f;
  } catch (const boost::system::system_error&) {  // of a completion token: only the code
  }
  return result;
}

struct listing_plan {
  std::shared_ptr<roster::transport> transport{};
  std::string endpoint{};
  roster::detail::any_signer sign{};
  roster::list_options options{};
  bool uses_token{};  ///< a completion token instead of a coroutine
  bool watches{};
  roster::on_failure on_failure{};
  std::string token{};  ///< the page token of the services to list
};

/// Lists with a client of its own, and watches the list as a fleet of one.
outcome list_through(asio::io_context& context, const listing_plan& plan) {
  fake::world world;
  outcome out;
  std::ostringstream lines;
  const auto credentials = std::make_shared<roster::detail::static_credentials>(
      roster::credentials{.access_key_id = "LTAI-visible",
                          .access_key_secret = roster::secret(key_secret),
                          .security_token = roster::secret(token)});
  const roster::client<eas::list_services> client(
      context.get_executor(),
      {.endpoint = plan.endpoint,
       .sign = plan.sign,
       .credentials = credentials,
       .retry = {.max_retries = 1},
       .transport = std::make_shared<roster::detail::recording_transport>(
           std::make_shared<roster::detail::recording_transport>(plan.transport, lines), out.recorded),
       .runtime = {.now = [&world] { return world.wall; },
                   .sleep = world.runtime().sleep,
                   .random = [] { return 0.5; }},
       .observer = out.events});
  const auto wanted = roster::field<&eas::service::access_token> == plan.token;
  out.condition = wanted.text();
  out.explained = (client.list({}, plan.options) | roster::where(wanted)).explain();
  std::optional<roster::failure> unsigned_request;
  const auto prepared = run_to_end(context, client.prepare({}, plan.options), unsigned_request);
  REQUIRE(prepared);
  out.canonical_request = client.signer()->canonical_request(*prepared);

  auto range = client.list({}, plan.options);
  auto collected = plan.uses_token ? range.async_collect(asio::use_awaitable) : range.collect();
  out.items = run_to_end(context, std::move(collected), out.failed).value_or(std::vector<eas::service>());
  out.last_failure = range.last_failure();
  if (plan.uses_token) out.failed = out.last_failure;
  out.report = range.report();
  out.checkpoint = range.checkpoint();
  if (plan.watches) {
    const auto list = [&] {
      std::vector<roster::fleet_target<eas::service>> targets;
      targets.push_back({.from = {.name = "one"}, .open = [&] { return client.list({}, plan.options); }});
      return roster::fleet(context.get_executor(), std::move(targets), {.on_failure = plan.on_failure});
    };
    roster::watch watched(list, std::chrono::seconds(1), {.max_polls = 1, .runtime = world.runtime()});
    auto changes = watched.changes();
    std::optional<roster::failure> failed;
    run_to_end(context, changes.collect(), failed);
    out.watch_failed = watched.last_failure();
    out.watch_report = changes.report();
    out.watch_sources = watched.sources();
  }
  out.recorded_lines = lines.str();
  CHECK(!out.recorded.empty());
  return out;
}

roster::detail::any_signer acs3() { return roster::acs3({"ListServices", "2021-07-01"}); }

}  // namespace

TEST_CASE("canary secrets: an echoed request leaks into no failure, event or recording (fault 191)") {
  struct kind {
    const char* name;
    roster::detail::any_signer sign;
    std::function<std::string(const http::request&)> secret;
    bool is_sent;
  };
  const std::vector<kind> kinds{
      {"access key secret", acs3(), [](const auto&) { return key_secret; }, false},
      {"security token", acs3(), [](const auto&) { return token; }, true},
      {"bearer token", roster::bearer(bearer_token), [](const auto&) { return bearer_token; }, true},
      {"bearer token of the provider", roster::bearer(), [](const auto&) { return token; }, true},
      {"header key", roster::header_key("X-Tenant", bearer_token), [](const auto&) { return bearer_token; },
       true},
      {"signature", acs3(),
       [](const http::request& sent) {
         const auto value = sent.headers.get("authorization");
         return std::string(value.substr(value.size() - 64));
       },
       true},
  };
  const roster::emulator::cloud clouds({.services = 1,
                                        .access_key_id = "LTAI-visible",
                                        .access_key_secret = roster::secret(key_secret),
                                        .security_token = roster::secret(token)});
  const auto served = roster::emulator::serve<eas::list_services>({}, {.ignore_unknown = true});
  std::set<std::string> never_empty;  // exits without any text
  for (const auto& one : exits) never_empty.insert(one.name);
  for (const auto& one : kinds)
    for (const auto& [name, spell] : spellings)
      for (std::size_t i = 0; i < wordings.size(); ++i) {
        CAPTURE(one.name);
        CAPTURE(name);
        CAPTURE(i);
        std::vector<std::pair<std::string, std::string>> echoed;
        clouds.clear_log();
        served.clear_log();
        const auto service = std::make_shared<fake::transport>([&](const http::request& sent, std::size_t) {
          const auto secret = one.secret(sent);
          const auto& echo = echoed.emplace_back(spell(secret), secret).first;
          auto echoing = sent;
          echoing.path += '/' + http::detail::percent_encode(echo);
          echoing.query += "&Name=" + echo + "&Coded=" + http::detail::percent_encode(echo) + "&" + echo;
          clouds.respond(echoing);
          served.respond(echoing);
          return wordings[i](echo);
        });
        asio::io_context context;
        const bool odd = i % 2 == 1;
        auto out = list_through(
            context, {.transport = service,
                      .endpoint = odd ? "https://clouds.test" : "http://clouds.test",
                      .sign = one.sign,
                      .options = {.prefetch = i % 2, .lenient = odd},
                      .uses_token = (name.size() + i) % 2 == 0,
                      .watches = true,
                      .on_failure = i % 4 < 2 ? roster::on_failure::skip : roster::on_failure::stop,
                      .token = spell(token)});
        out.log = clouds.log();
        out.served_log = served.log();
        REQUIRE(!echoed.empty());
        echoed.emplace_back(spell(token), token);
        for (const auto& [echo, secret] : echoed) {
          CHECK(part_of_secret(echo, echo, secret) != "");
          CHECK(shown_by(out, echo, secret, one.is_sent) == "");
        }
        std::erase_if(never_empty, [&](const std::string& exit) {
          const auto at =
              std::find_if(exits.begin(), exits.end(), [&](const auto& e) { return e.name == exit; });
          return at->text(out).find_first_not_of(" 0\n") != std::string::npos;
        });
      }
  CHECK(fake::all_text(never_empty) == "");  // each exit has been used
}

TEST_CASE(
    "canary secrets: a password that a proxy echoes leaks into no failure, event or recording (fault 188)") {
  for (const auto& [name, spell] : spellings)
    for (const bool whole : {false, true}) {
      const std::string secret = whole ? "bob:" + proxy_password : proxy_password;
      const std::string echo = spell(secret);
      const std::string body =
          written({.code = "X", .message = "user " + echo + " denied", .request_id = echo});
      const auto respond = [&](const std::string& head, const std::string& text) {
        return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(text.size()) +
               "\r\nConnection: close\r\n\r\n" + text;
      };
      const std::string json = "\r\nContent-Type: application/json";
      for (const std::string& said :
           {respond("407 Who" + json, body), respond("403 No" + json, body), respond("500 No" + json, body),
            respond("502 No\r\nContent-Type: text/html", "<p>" + echo),
            respond("302 Go\r\nLocation: http://" + echo, ""),
            respond("200 OK\r\nContent-Type: text/html", "<p>" + echo), respond("200 OK" + json, body),
            respond("200 OK\r\nx-acs-request-id: " + echo, "{}"),
            respond("200 OK\r\nContent-Encoding: " + echo, "{}"),
            respond("200 OK\r\nTransfer-Encoding: " + echo, "{}"), echo + "\r\n\r\n"})
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
          const roster::secret proxy("http://bob:" + http::detail::percent_encode(proxy_password) +
                                     "@127.0.0.1:" + std::to_string(server.port()));
          const auto transport = roster::make_http_client(
              context.get_executor(), {.proxy = roster::proxy_options{.http = proxy, .https = proxy}});
          const auto out = list_through(
              context, {.transport = transport, .endpoint = scheme + "://clouds.test", .sign = acs3()});
          CHECK(shown_by(out, echo, secret) == "");
        }
    }
}

TEST_CASE("canary secrets: a token that STS echoes leaks into no error message (fault 189)") {
  const fake::temporary_folder folder;
  const auto file = folder.write("token", oidc_token);
  const roster::alibaba::detail::oidc_role role{
      .provider_arn = "acs:ram::1:oidc-provider/ack",
      .token_file = file,
      .role = {.arn = "acs:ram::1:role/lister", .session_name = "tests", .sts = "https://sts.aliyuncs.com"}};
  for (const auto& [name, spell] : spellings)
    for (const auto& word : wordings) {
      CAPTURE(name);
      const std::string echo = spell(oidc_token);
      fake::key_services services;
      services.sts = [&](const http::request&) { return word(echo); };
      const auto why = services.why(roster::alibaba::detail::assume_role_with_oidc(services.network(), role));
      CAPTURE(why);
      CHECK(why.find("there is a key") == why.npos);
      CHECK(part_of_secret(why, echo, oidc_token) == "");
    }
}
