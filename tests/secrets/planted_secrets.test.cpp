// SPDX-License-Identifier: BSL-1.0
// Canary secrets wherever a client holds a secret: searched for in everything that the client outputs, whatever
// fails.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/recording/recording_transport.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <set>
#include <sstream>
#include <string>
#include <support/all_text.hpp>
#include <support/canary_secret.hpp>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <support/written_events.hpp>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
using fake::planted;
using roster::errc;

namespace {

const planted key_secret("PlantedKey/kq7+Zx=Secret&42");
const planted token("PlantedToken/CAIS+w8=sts%21");
const planted item_token("PlantedItemToken-NzE2Zm9v==");
const std::vector<const planted*> all_planted{&key_secret, &token, &item_token};

/// Checks that a text is not empty and contains no canary secret.
void check_clean(const std::string& text) {
  CHECK(!text.empty());
  for (const auto* one : all_planted) {
    const std::string found = one->in(text);
    CAPTURE(text);
    CHECK(found == "");
  }
}

/// The outcome of a listing: all output, and how it ended.
struct outcome {
  std::string said{};
  std::optional<roster::failure> failed{};
};

template <class Range>
outcome list_all(asio::io_context& context, Range range) {
  outcome out;
  try {
    out.said = std::to_string(fake::run(context, range.collect()).size()) + " items\n";
  } catch (const roster::failure& f) {
    out.failed = f;
    out.said = fake::all_text(f) + '\n';
  }
  out.said += range.report().note;
  return out;
}

roster::credentials planted_key() {
  return {.access_key_id = "LTAI-visible",
          .access_key_secret = roster::secret(key_secret.text()),
          .security_token = roster::secret(token.text())};
}

/// Both clouds, with services that have a canary token, and a client whose output is recorded.
struct bench {
  explicit bench(const std::string& fault = "")
      : clouds(
            {
                .access_key_id = "LTAI-visible",
                .access_key_secret = roster::secret(key_secret.text()),
                .security_token = roster::secret(token.text()),
                .page_size_clamp = 2,
                .clock = [this] { return world.wall; },
            },
            services()) {
    if (!fault.empty()) clouds.add_fault(roster::emulator::parse_fault(fault));
  }

  static roster::emulator::data services() {
    roster::emulator::data data;
    for (const std::string id : {"1", "2", "3", "4", "5"}) {
      data.eas_services.push_back(
          {.service_id = id, .service_name = "s" + id, .access_token = roster::secret(item_token.text())});
      data.qianfan_services.push_back({.service_id = id, .name = "q" + id, .protocol_version = 1});
    }
    return data;
  }

  template <class Config>
  Config config(std::shared_ptr<roster::credentials_provider> provider = nullptr) {
    return {.endpoint = "https://clouds.test",
            .credentials =
                provider ? provider : std::make_shared<roster::detail::static_credentials>(planted_key()),
            .timeout = std::chrono::milliseconds(100),
            .retry = {.max_retries = 1},
            .transport = std::make_shared<roster::detail::recording_transport>(
                clouds.transport(context.get_executor()), recording),
            .runtime = {.now = [this] { return world.wall; },
                        .sleep = world.runtime().sleep,
                        .random = [] { return 0.5; }},
            .observer = log};
  }

  outcome list_eas(std::size_t prefetch) {
    const eas::client client(context.get_executor(), config<eas::client_config>());
    return list_all(context, client.list_services({}, {.prefetch = prefetch}));
  }
  outcome list_qianfan(std::size_t prefetch) {
    const roster::qianfan::client client(context.get_executor(), config<roster::qianfan::client_config>());
    return list_all(context, client.describe_services({}, {.prefetch = prefetch}));
  }

  /// Returns what the observer, the emulator and the recording have stored.
  std::string kept() const {
    std::string text = log->text() + recording.str();
    for (const auto& one : clouds.log()) text += roster::to_json(one) + '\n';
    return text;
  }

  fake::world world{};
  asio::io_context context{};
  std::ostringstream recording{};
  std::shared_ptr<fake::written_events> log{std::make_shared<fake::written_events>()};
  roster::emulator::cloud clouds;
};

/// One fault of every kind and variant that can occur without sockets.
const std::vector<std::string> faults{"delay:wait-ms=5000",
                                      "status",
                                      "status:status=404,code=Odd",
                                      "status:status=503,body=html",
                                      "status:status=502,body=empty",
                                      "status:status=500,body=headers,vendor=qianfan",
                                      "status:status=407,code=Odd",
                                      "status:status=302",
                                      "status:status=204",
                                      "throttle",
                                      "throttle:retry-after=100",
                                      "denied",
                                      "expired-token",
                                      "reset",
                                      "reset:where=header",
                                      "reset:where=body",
                                      "cut",
                                      "truncate",
                                      "stall",
                                      "drip:every-ms=50",
                                      "flood:part=header",
                                      "flood:part=body",
                                      "malformed:how=garbage",
                                      "malformed:how=coding",
                                      "malformed:how=bad-chunk",
                                      "malformed:how=switching",
                                      "garble",
                                      "interim",
                                      "surplus",
                                      "json:how=cut",
                                      "json:how=trailing",
                                      "json:how=nan",
                                      "json:how=utf8",
                                      "json:how=deep",
                                      "json:how=list",
                                      "json:how=null",
                                      "empty-page",
                                      "repeat-page:page=2",
                                      "page-size:size=1",
                                      "total:set=900",
                                      "no-total",
                                      "page-number:add=1",
                                      "no-page-number",
                                      "repeat-marker",
                                      "no-marker",
                                      "no-truncated",
                                      "stray-marker"};

/// Returns a text in which a service might echo what it was sent.
std::string quoting(const std::string& text) {
  return "Specified signature does not match our calculation with " + text + ", see " +
         roster::http::detail::percent_encode(text) + ", " + text;
}

}  // namespace

TEST_CASE(
    "canary secrets: the search finds them in every encoding, in part, and where they are expected (fault "
    "69)") {
  for (const auto* one : all_planted) {
    for (const std::string& text :
         {one->text(), one->text().substr(0, 10), one->text().substr(one->text().size() - 10),
          roster::http::detail::percent_encode(one->text()), fake::base64_of(one->text()),
          fake::base64_of("user:" + one->text()), fake::base64_of("me:" + one->text() + "and more"),
          fake::base64_of("a:" + one->text()), fake::hex_of(one->text(), "%02x"),
          fake::hex_of(one->text(), "%02X")})
      CHECK(one->in("before " + text + " behind") != "");
    CHECK(one->in("before " + one->text().substr(0, 9) + " behind") == "");
  }
  bench on;
  std::string sent;
  const auto request = [&] {
    const eas::client client(on.context.get_executor(), on.config<eas::client_config>());
    return fake::run(on.context, client.operation().prepare());
  }();
  for (const auto& header : request.headers) sent += header.name + ": " + header.value + '\n';
  CHECK(token.in(sent) != "");
  const auto answer = on.clouds.respond(request);
  CHECK(item_token.in(answer.response.body) != "");
}

TEST_CASE(
    "canary secrets: leak into no failure, event, log or recording, whatever fault occurs (faults 68, 69)") {
  std::set<errc> conditions;
  for (const auto& fault : faults)
    for (const std::size_t prefetch : {0U, 2U}) {
      CAPTURE(fault);
      bench on(fault);
      for (const auto& one : {on.list_eas(prefetch), on.list_qianfan(prefetch)}) {
        if (one.failed) conditions.insert(one.failed->condition());
        check_clean(one.said);
      }
      CHECK(on.clouds.fault_hits(0) >= 1);
      check_clean(on.kept());
    }
  for (const errc each : {errc::forbidden, errc::bad_request, errc::protocol, errc::too_large,
                          errc::malformed_response, errc::pagination_stalled, errc::proxy})
    CHECK_MESSAGE(conditions.contains(each), roster::make_error_code(each).message());
}

TEST_CASE(
    "canary secrets: a service that echoes its request is not quoted with the secrets (faults 68, 69)") {
  for (const std::string kind : {"status:status=400,code=SignatureDoesNotMatch", "status:status=500",
                                 "throttle", "denied", "expired-token", "status:status=403,body=html"})
    for (const auto* one : {&key_secret, &token})
      for (const std::size_t prefetch : {0U, 2U}) {
        CAPTURE(kind);
        auto fault = roster::emulator::parse_fault(kind);
        fault.times = roster::emulator::fault::always;
        fault.message = quoting(one->text());
        bench on;
        on.clouds.add_fault(fault);
        for (const auto& came : {on.list_eas(prefetch), on.list_qianfan(prefetch)}) {
          REQUIRE(came.failed);
          if (kind.find("SignatureDoesNotMatch") != kind.npos)
            CHECK(came.failed->details().vendor_code == "SignatureDoesNotMatch");
          check_clean(came.said);
        }
        CHECK(on.clouds.fault_hits(0) >= 2);
        check_clean(on.log->text());
      }
}

namespace {

/// An error in the format of PAI-EAS; empty members are omitted.
struct eas_error {
  std::optional<std::string> code{};
  std::optional<std::string> message{};
  std::optional<std::string> request_id{};
  std::optional<std::string> recommend{};
};

std::string written(const eas_error& error) { return roster::to_json<roster::pascal_case>(error); }

/// A response with which a service may reject a request.
using wording = std::function<roster::http::response(const std::string& text)>;

const std::vector<wording> wordings{
    [](const std::string& t) { return fake::json(400, written({.message = t})); },
    [](const std::string& t) { return fake::json(403, written({.code = t})); },
    [](const std::string& t) { return fake::json(200, written({.code = "X", .message = t})); },
    [](const std::string& t) { return fake::json(500, written({.code = "X", .request_id = t})); },
    [](const std::string& t) { return fake::json(403, written({.code = "X", .recommend = t})); },
    [](const std::string& t) {
      return fake::json(401, "{\"error\":{\"message\":" + roster::to_json(t) + "}}");
    },
    [](const std::string& t) { return fake::json(401, "{\"unknown\":" + roster::to_json(t) + "}"); },
    [](const std::string& t) { return fake::json(200, "{\"Services\":" + roster::to_json(t) + "}"); },
    [](const std::string& t) { return fake::json(200, t); },
    [](const std::string& t) {
      return roster::http::response{
          .status = 502, .headers = {{"content-type", "text/html"}}, .body = "<p>" + t};
    },
    [](const std::string& t) {
      return roster::http::response{.status = 200, .headers = {{"content-type", "text/plain"}}, .body = t};
    },
    [](const std::string& t) {
      return roster::http::response{.status = 302, .headers = {{"location", "https://" + t + "/x"}}};
    },
    [](const std::string& t) {
      return fake::json(400, "{}",
                        {{"x-bce-error-code", t}, {"x-bce-error-message", t}, {"x-bce-request-id", t}});
    },
    [](const std::string& t) { return fake::json(429, "{}", {{"x-acs-request-id", t}, {"retry-after", t}}); },
};

/// Returns the client's output when everything that it sent is echoed after `shift` bytes; the output contains the
/// signature of no attempt.
std::string said_of_echo(const wording& word, std::size_t shift, roster::detail::any_signer sign,
                         std::size_t prefetch) {
  asio::io_context context;
  fake::world world;
  const auto log = std::make_shared<fake::written_events>();
  std::vector<planted> signatures;
  const auto service = std::make_shared<fake::transport>([&](const roster::http::request& sent, std::size_t) {
    std::string text(shift, '-');
    for (const auto& header : sent.headers)
      if (header.name == "authorization" || token.in(header.value) != "")
        text += header.value + ' ' + roster::http::detail::percent_encode(header.value) + ' ';
    CHECK(token.in(text) != "");
    const auto authorization = sent.headers.get("authorization");
    REQUIRE(authorization.size() > 64);
    signatures.emplace_back(std::string(authorization.substr(authorization.size() - 64)));
    CHECK(signatures.back().in(text) != "");
    return word(text + key_secret.text());
  });
  const roster::client<eas::list_services> client(
      context.get_executor(),
      {.endpoint = "https://clouds.test",
       .sign = std::move(sign),
       .credentials = std::make_shared<roster::detail::static_credentials>(planted_key()),
       .retry = {.max_retries = 1},
       .transport = service,
       .runtime = world.runtime(),
       .observer = log});
  const auto came = list_all(context, client.list({}, {.prefetch = prefetch}));
  CHECK(came.failed.has_value());
  CHECK(!signatures.empty());
  const auto said = came.said + log->text();
  for (const auto& signature : signatures) {
    CAPTURE(said);
    CHECK(signature.in(said) == "");
  }
  return said;
}

}  // namespace

TEST_CASE(
    "canary secrets: are not quoted from any part of a response, wherever its text is truncated (fault 68)") {
  std::vector<std::size_t> shifts{0, 1, 2};
  for (const std::size_t cap : {64U, 120U, 128U, 256U, 512U, 1024U})  // at which texts are truncated
    for (std::size_t before = 0; before < 64; before += 3) shifts.push_back(cap - before);
  for (std::size_t i = 0; i < wordings.size(); ++i)
    for (const auto shift : shifts) {
      CAPTURE(i);
      CAPTURE(shift);
      check_clean(said_of_echo(wordings[i], shift, roster::acs3({"ListServices", "2021-07-01"}), shift % 2));
      check_clean(said_of_echo(wordings[i], shift, roster::bce_v1(), shift % 2));
    }
}

TEST_CASE(
    "canary secrets: an access key of any bytes or of 10 KB signs normally, an empty one sends nothing "
    "(fault 70)") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (const std::string& odd :
       {every_byte, std::string("\r\nX-Forged: yes\r\n\r\n"), std::string(10'000, 'k')}) {
    asio::io_context context;
    const roster::emulator::cloud clouds({.services = 3, .access_key_secret = roster::secret(odd)});
    const auto log = std::make_shared<fake::written_events>();
    const auto transport = clouds.transport(context.get_executor());
    const eas::client first(context.get_executor(), {.endpoint = "https://clouds.test",
                                                     .credentials = clouds.credentials(),
                                                     .transport = transport,
                                                     .observer = log});
    const roster::qianfan::client second(context.get_executor(), {.endpoint = "https://clouds.test",
                                                                  .credentials = clouds.credentials(),
                                                                  .transport = transport,
                                                                  .observer = log});
    CHECK(list_all(context, first.list_services()).said == "3 items\n");
    CHECK(!list_all(context, second.describe_services()).failed);
    for (const auto& one : clouds.log()) CHECK(one.authentic == true);
    CHECK(log->text().find(odd.substr(0, 12)) == std::string::npos);
  }
  bench on;
  const auto empty = roster::static_key("LTAI-visible", "");
  const eas::client client(on.context.get_executor(), on.config<eas::client_config>(empty));
  const auto came = list_all(on.context, client.list_services());
  REQUIRE(came.failed);
  CHECK(came.failed->condition() == errc::no_credentials);
  CHECK(came.failed->details().attempts == 1);
  CHECK(on.clouds.log().empty());
}

TEST_CASE("canary secrets: printing a service, a request or credentials shows none (fault 69)") {
  std::ostringstream out;
  const auto service = bench::services().eas_services.front();
  const auto key = planted_key();
  out << service.status << service.create_time << *service.access_token << key.access_key_secret
      << key.security_token << roster::json_text("{}") << roster::to_json<roster::pascal_case>(service);
  for (const auto& column : roster::columns<eas::service, roster::pascal_case>())
    out << column.read(service).text();
  check_clean(out.str());
  CHECK(item_token.in(roster::to_json<roster::pascal_case>(service)) == "");
  CHECK(item_token.in(roster::to_json<roster::pascal_case>(service, {.reveal_secrets = true})) != "");
}
