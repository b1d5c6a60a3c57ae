// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/generate_eas.hpp>
#include <roster/failure.hpp>
#include <set>
#include <support/emulator_requests.hpp>
#include <support/run_awaitable.hpp>
#include <thread>

using namespace roster_test;
using namespace std::chrono_literals;
using roster::emulator::cloud;
using roster::emulator::options;

namespace {

roster::emulator::options at_noon(roster::emulator::options options = {}) {
  options.clock = [] { return noon; };
  return options;
}

cloud open_emulator(roster::emulator::options options = {}) {
  options.verify_signatures = false;
  return cloud(at_noon(std::move(options)));
}

roster::failure failure_of(boost::asio::io_context& io, roster::transport& transport,
                           const http::request& request, std::chrono::milliseconds patience = 20s) {
  try {
    send(io, transport, request, patience);
  } catch (const roster::failure& f) {
    return f;
  }
  FAIL("the request was answered");
  throw 0;
}

}  // namespace

TEST_CASE("emulator: serves both clouds by path") {
  const cloud clouds(at_noon());
  const auto eas = eas_page(clouds.respond(signed_eas(eas_request(), "n1")).response);
  CHECK(eas.total_count == 50);
  id_list held;
  for (const auto& r : clouds.eas_records()) held.push_back(r.service.service_id);
  CHECK(ids(eas.services) == held);
  for (const char* body : {R"({"maxKeys":100})", R"({"maxKeys":100,"protocolVersion":2})"})
    CHECK(qianfan_page(clouds.respond(signed_qianfan(qianfan_request(body))).response).service_list.size() ==
          25);
  CHECK(clouds.qianfan_services().size() == 50);
}

TEST_CASE("emulator: an unknown path is rejected in the format of the cloud that the request is for") {
  const auto clouds = open_emulator();
  const auto code = [&](const char* path, const char* authorization) {
    auto request = eas_request();
    request.path = path;
    request.headers.set("Authorization", authorization);
    return clouds.respond(request).response.body;
  };
  CHECK(code("/api/v3/services", "").find("\"Code\":\"InvalidAction.NotFound\"") != std::string::npos);
  CHECK(code("/", "").find("\"Code\":\"InvalidAction.NotFound\"") != std::string::npos);
  CHECK(code("/", "bce-auth-v1/a/b/c/d/e").find("\"code\":\"ResourceNotFound\"") != std::string::npos);
  CHECK(code("/v2/model", "").find("\"code\":\"ResourceNotFound\"") != std::string::npos);
  CHECK(code("/v3/service", "").find("\"code\":\"InvalidVersion\"") != std::string::npos);
}

TEST_CASE("emulator: equal seeds give equal responses, request ids included") {
  const auto first = open_emulator({.seed = 3});
  const auto second = open_emulator({.seed = 3});
  const auto other = open_emulator({.seed = 4});
  const auto body = first.respond(eas_request()).response.body;
  CHECK(body == second.respond(eas_request()).response.body);
  CHECK(body != other.respond(eas_request()).response.body);
}

TEST_CASE("emulator: every request has a unique id in the vendor's format") {
  const auto clouds = open_emulator();
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto eas = clouds.respond(eas_request()).response;
    const std::string id(eas.headers.get("x-acs-request-id"));
    CHECK(eas_page(eas).request_id == id);
    CHECK(id.size() == 36);
    CHECK(id.find_first_not_of("0123456789ABCDEF-") == std::string::npos);
    seen.insert(id);
    const std::string other(clouds.respond(qianfan_request()).response.headers.get("x-bce-request-id"));
    CHECK(other.find_first_not_of("0123456789abcdef-") == std::string::npos);
    seen.insert(other);
  }
  CHECK(seen.size() == 200);
}

TEST_CASE("emulator: accepts one key and remembers nonces") {
  const cloud clouds(at_noon({.access_key_id = "me", .access_key_secret = roster::secret("mine")}));
  const roster::credentials mine{
      .access_key_id = "me", .access_key_secret = roster::secret("mine"), .security_token = {}};
  const auto request = signed_eas(eas_request(), "n1", noon, mine);
  CHECK(clouds.respond(request).response.status == 200);
  CHECK(eas_error(clouds.respond(request).response).code == "SignatureNonceUsed");
  CHECK(eas_error(clouds.respond(signed_eas(eas_request(), "n2")).response).code ==
        "InvalidAccessKeyId.NotFound");
  CHECK(clouds.respond(signed_qianfan(qianfan_request(), noon, mine)).response.status == 200);
  CHECK(clouds.respond(signed_qianfan(qianfan_request())).response.status == 403);
}

TEST_CASE("emulator: uses the given clock and sends it as Date") {
  auto now = noon;
  roster::emulator::options options;
  options.clock = [&now] { return now; };
  const cloud clouds(std::move(options));
  CHECK(clouds.respond(signed_eas(eas_request(), "n1")).response.headers.get("date") ==
        "Wed, 01 Jul 2026 12:00:00 GMT");
  now += 16min;
  CHECK(eas_error(clouds.respond(signed_eas(eas_request(), "n2")).response).code ==
        "InvalidTimeStamp.Expired");
}

TEST_CASE("emulator: the page size clamp applies to both clouds") {
  const auto clouds = open_emulator({.page_size_clamp = 4});
  CHECK(eas_page(clouds.respond(eas_request()).response).page_size == 4);
  CHECK(qianfan_page(clouds.respond(qianfan_request()).response).page_info->max_keys == 4);
}

TEST_CASE("emulator: serves custom services") {
  roster::emulator::data data;
  data.eas_services.resize(1);
  data.eas_services[0].service_id = "eas-m-mine";
  const cloud clouds({.verify_signatures = false}, data);
  CHECK(ids(eas_page(clouds.respond(eas_request()).response).services) == id_list{"eas-m-mine"});
  CHECK(qianfan_page(clouds.respond(qianfan_request()).response).service_list.empty());
}

TEST_CASE("emulator: logs requests and responses without secrets") {
  const cloud clouds(at_noon());
  clouds.respond(signed_eas(eas_request({{"PageNumber", "2"}, {"PageSize", "7"}}), "n1"));
  clouds.respond(signed_qianfan(qianfan_request(R"({"maxKeys":5})")));
  clouds.respond(eas_request());
  const auto log = clouds.log();
  REQUIRE(log.size() == 3);
  CHECK(log[0].number == 1);
  CHECK(log[0].vendor == "eas");
  CHECK(log[0].method == "GET");
  CHECK(log[0].target == "/api/v2/services?PageNumber=2&PageSize=7");
  CHECK(log[0].page == 2);
  CHECK(log[0].page_size == 7);
  CHECK_FALSE(log[0].marker);
  CHECK(log[0].status == 200);
  CHECK(log[0].code == "");
  CHECK(log[0].fault == "");
  CHECK(log[1].vendor == "qianfan");
  CHECK(log[1].page == 1);
  CHECK(log[1].page_size == 5);
  CHECK(log[2].status == 400);
  CHECK(log[2].code == "IncompleteSignature");
  CHECK_FALSE(log[2].page);
  CHECK(roster::to_json(log).find("Signature=") == std::string::npos);
  CHECK(
      roster::to_json(log[1], {.keep_empty = false}) ==
      R"({"number":2,"vendor":"qianfan","account":"emulator","method":"POST","target":"/v2/service?Action=DescribeServices","page":1,)"
      R"("page_size":5,"authentic":true,"status":200})");
  clouds.clear_log();
  CHECK(clouds.log().empty());
  for (const char* name : {"security%5Ftoken", "token", "sig", "OIDCToken", "access_token", "x-jwt"}) {
    auto request = eas_request();
    request.query = "PageNumber=2&" + std::string(name) + "=planted";
    clouds.respond(request);
    CHECK(clouds.log().back().target == "/api/v2/services?PageNumber=2&" + std::string(name) + "=***");
  }
}

TEST_CASE("emulator: the log is bounded, and every request is reported to the listener") {
  roster::emulator::options options{.max_logged = 3};
  std::vector<std::int64_t> told;
  options.on_request = [&](const roster::emulator::logged_request& r) { told.push_back(r.number); };
  const auto clouds = open_emulator(std::move(options));
  for (int i = 0; i < 5; ++i) clouds.respond(eas_request());
  CHECK(told == std::vector<std::int64_t>{1, 2, 3, 4, 5});
  const auto log = clouds.log();
  REQUIRE(log.size() == 3);
  CHECK(log[0].number == 3);
}

TEST_CASE("emulator: faults apply to the requests that they select, and are counted and logged") {
  const auto clouds =
      open_emulator({.faults = {roster::emulator::parse_fault("throttle:vendor=eas,page=2,times=2"),
                                roster::emulator::parse_fault("reset:vendor=qianfan,at=2")}});
  const auto page = [](const char* number) {
    return eas_request({{"PageNumber", number}, {"PageSize", "10"}});
  };
  CHECK(clouds.respond(page("1")).response.status == 200);
  CHECK(clouds.respond(page("2")).response.status == 429);
  CHECK(clouds.respond(qianfan_request()).broken.has_value() == false);
  CHECK(clouds.respond(page("2")).response.status == 429);
  CHECK(clouds.respond(page("2")).response.status == 200);
  CHECK(clouds.respond(qianfan_request()).broken.has_value());
  CHECK(clouds.fault_hits(0) == 2);
  CHECK(clouds.fault_hits(1) == 1);
  const auto log = clouds.log();
  CHECK(log[1].fault == "throttle");
  CHECK(log[1].code == "Throttling.User");
  CHECK(log[5].fault == "reset");
  CHECK(log[5].status == 0);
  const auto added = clouds.add_fault(roster::emulator::parse_fault("denied"));
  CHECK(added == 2);
  CHECK(clouds.respond(page("1")).response.status == 403);
  CHECK(clouds.fault_hits(added) == 1);
}

TEST_CASE("emulator: a fault can select a page of Qianfan, although its pages have markers") {
  const auto clouds =
      open_emulator({.faults = {roster::emulator::parse_fault("status:vendor=qianfan,page=2,status=503")}});
  const auto first = qianfan_page(clouds.respond(qianfan_request()).response);
  const std::string second = R"({"marker":")" + first.page_info->next_marker.value() + "\"}";
  CHECK(clouds.respond(qianfan_request(second)).response.status == 503);
  CHECK(clouds.respond(qianfan_request(second)).response.status == 200);
}

TEST_CASE("emulator: copies share all state") {
  const auto clouds = open_emulator();
  const cloud copy = clouds;
  copy.respond(eas_request());
  CHECK(clouds.log().size() == 1);
  CHECK(copy.remove(clouds.eas_records().front().service.service_id));
  CHECK(clouds.eas_records().size() == 49);
}

TEST_CASE("emulator: may be called from many threads") {
  const auto clouds = open_emulator();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) clouds.respond(eas_request({{"PageSize", "1"}}));
    });
  for (auto& thread : threads) thread.join();
  CHECK(clouds.log().size() == 100);
}

TEST_CASE("in-process transport: returns the response of the emulator") {
  boost::asio::io_context io;
  const cloud clouds(at_noon());
  const auto transport = clouds.transport(io.get_executor());
  const auto response = send(io, *transport, signed_eas(eas_request(), "n1"));
  CHECK(eas_page(response).total_count == 50);
  CHECK(response.raw_bytes == response.body.size());
  CHECK(send(io, *transport, signed_qianfan(qianfan_request())).status == 200);
}

TEST_CASE("in-process transport: outlives the emulator that created it") {
  boost::asio::io_context io;
  std::shared_ptr<roster::transport> transport;
  {
    transport = open_emulator().transport(io.get_executor());
  }
  CHECK(send(io, *transport, eas_request()).status == 200);
}

TEST_CASE("in-process transport: rejects a request that no transport could send") {
  boost::asio::io_context io;
  const auto transport = open_emulator().transport(io.get_executor());
  auto request = eas_request();
  request.headers.set("x-odd", "a\r\nb");
  CHECK(failure_of(io, *transport, request).condition() == roster::errc::invalid_argument);
}

TEST_CASE("in-process transport: a broken connection is a failure that says when it broke") {
  boost::asio::io_context io;
  const auto clouds = open_emulator();
  const auto transport = clouds.transport(io.get_executor());
  const std::pair<const char*, const char*> rows[] = {
      {"reset", "the connection to http://emulator.test:80 was reset before any response byte"},
      {"reset:where=header",
       "the connection to http://emulator.test:80 was reset before the header was complete"},
      {"reset:where=body",
       "the connection to http://emulator.test:80 was reset before the body was complete"},
      {"cut", "the connection to http://emulator.test:80 was closed before the body was complete"},
      {"truncate", "the connection to http://emulator.test:80 was closed before the body was complete"}};
  for (const auto& [spec, message] : rows) {
    clouds.add_fault(roster::emulator::parse_fault(spec));
    const auto f = failure_of(io, *transport, eas_request());
    CHECK(f.condition() == roster::errc::connection);
    CHECK(f.details().message == message);
    CHECK(f.details().endpoint == "http://emulator.test:80");
  }
  CHECK(send(io, *transport, eas_request()).status == 200);
}

TEST_CASE("in-process transport: waits for a delay, but not longer than the deadline") {
  boost::asio::io_context io;
  const auto clouds = open_emulator();
  const auto transport = clouds.transport(io.get_executor());
  clouds.add_fault(roster::emulator::parse_fault("delay:wait-ms=20"));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(send(io, *transport, eas_request()).status == 200);
  CHECK(std::chrono::steady_clock::now() - begin >= 20ms);
  clouds.add_fault(roster::emulator::parse_fault("delay:wait-ms=600000"));
  CHECK(failure_of(io, *transport, eas_request(), 10ms).condition() == roster::errc::timed_out);
}

TEST_CASE("in-process transport: can be cancelled while it waits") {
  boost::asio::io_context io;
  const auto clouds = open_emulator({.faults = {roster::emulator::parse_fault("delay:wait-ms=600000")}});
  const auto transport = clouds.transport(io.get_executor());
  const auto request = eas_request();
  boost::asio::cancellation_signal signal;
  boost::system::error_code ended;
  boost::asio::co_spawn(
      io, transport->send(request, std::chrono::steady_clock::time_point::max()),
      boost::asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, const http::response&) {
        try {
          if (e) std::rethrow_exception(e);
        } catch (const boost::system::system_error& why) {
          ended = why.code();
        }
      }));
  while (clouds.log().empty()) io.run_one();
  signal.emit(boost::asio::cancellation_type::terminal);
  io.run();
  CHECK(ended == boost::asio::error::operation_aborted);
}
