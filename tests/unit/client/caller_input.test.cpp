// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <optional>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/unusual_strings.hpp>
#include <utility>
#include <vector>

// Arbitrary bytes from the caller: the service receives exactly these bytes, or nothing is sent and the failure names
// the field.

namespace eas = roster::eas;
namespace json = boost::json;
namespace qianfan = roster::qianfan;
using roster_test::odd_texts;

namespace {

constexpr int rounds = 10'000;

using draw = std::function<std::string()>;

/// Fills a member of a request, whatever its type; an unknown type does not compile, so that no field can be
/// forgotten. Returns whether the member holds strings.
bool fill(std::optional<std::string>& member, const draw& text) {
  member = text();
  return true;
}
template <class E>
bool fill(std::optional<roster::open_enum<E>>& member, const draw& text) {
  member = roster::open_enum<E>(text());
  return true;
}
template <class T>
bool fill(std::vector<T>& member, const draw& text) {
  member = {T(text()), T(text())};
  return true;
}
bool fill(std::map<std::string, std::optional<std::string>>& member, const draw& text) {
  member = {{text(), text()}, {text(), std::nullopt}};
  return true;
}
bool fill(std::optional<std::int64_t>&, const draw&) { return false; }
bool fill(roster::flag&, const draw&) { return false; }

/// The value of a member that the service must receive; null for nothing.
json::value seen(const std::optional<std::string>& member) { return member ? json::value(*member) : nullptr; }
template <class E>
json::value seen(const std::optional<roster::open_enum<E>>& member) {
  return member ? json::value(std::string(member->text())) : nullptr;
}
json::value seen(const std::string& text) { return json::value(text); }
template <class E>
json::value seen(const roster::open_enum<E>& value) {
  return json::value(std::string(value.text()));
}
template <class T>
json::value seen(const std::vector<T>& member) {
  json::array all;
  for (const auto& one : member) all.push_back(seen(one));
  return all;
}
json::value seen(const std::map<std::string, std::optional<std::string>>& member) {
  json::object all;
  for (const auto& [key, value] : member) all[key] = seen(value);
  return all;
}
json::value seen(const std::optional<std::int64_t>& member) {
  return member ? json::value(*member) : nullptr;
}
json::value seen(const roster::flag& member) {
  return member.has_value() ? json::value(member == true) : nullptr;
}

template <class Op>
json::object seen_request(const typename Op::request& request) {
  json::object all;
  roster::for_each_field<typename Op::request>([&](auto i) {
    auto value = seen(roster::detail::field_at<i>(request));
    if (!value.is_null())
      all[roster::detail::wire_name<typename Op::request, i, roster::case_of<Op>>] = std::move(value);
  });
  return all;
}

/// Returns the value of a hexadecimal digit (RFC 3986), 16 for any other character.
unsigned digit_of(char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return static_cast<unsigned>(std::min(digits.find(c), digits.size()));
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

/// Decodes strictly: reserved characters must be encoded, unreserved ones must not be. Written for this test,
/// independent of the library.
std::string strictly_decoded(std::string_view text) {
  std::string out;
  bool strict = true;
  for (std::size_t i = 0; i < text.size() && strict; ++i) {
    if (text[i] != '%') {
      strict = is_unreserved(text[i]);
      out += text[i];
      continue;
    }
    const unsigned high = i + 2 < text.size() ? digit_of(text[i + 1]) : 16;
    const unsigned low = i + 2 < text.size() ? digit_of(text[i + 2]) : 16;
    out += static_cast<char>(high * 16 + low);
    strict = high < 16 && low < 16 && !is_unreserved(out.back());
    i += 2;
  }
  REQUIRE(strict);
  return out;
}

using pairs = std::vector<std::pair<std::string, std::string>>;

pairs strictly_parsed(std::string_view query) {
  pairs all;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto piece = query.substr(0, end);
    const auto equals = piece.find('=');
    REQUIRE(equals != piece.npos);
    all.emplace_back(strictly_decoded(piece.substr(0, equals)), strictly_decoded(piece.substr(equals + 1)));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return all;
}

/// The parameters that PAI-EAS received: every name once, labels as the JSON that they are.
json::object received_by_eas(const roster::http::request& request) {
  json::object all;
  for (const auto& [name, value] : strictly_parsed(request.query)) {
    REQUIRE(!all.contains(name));
    all[name] = name == "Label" ? json::parse(value) : json::value(value);
  }
  REQUIRE(request.body.empty());
  all.erase("PageNumber");
  all.erase("PageSize");
  return all;
}

json::object received_by_qianfan(const roster::http::request& request) {
  REQUIRE(request.query == "Action=DescribeServices");
  auto all = json::parse(request.body).as_object();
  all.erase("maxKeys");
  return all;
}

/// Passes requests on and stores the last one.
class noting_transport final : public roster::transport {
 public:
  explicit noting_transport(std::shared_ptr<roster::transport> to) : to_(std::move(to)) {}

  boost::asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                                      time_point until) override {
    ++sent;
    last = request;
    auto sending = to_->send(request, until);
    auto answer = co_await std::move(sending);
    co_return answer;
  }

  int sent{};
  roster::http::request last{};

 private:
  std::shared_ptr<roster::transport> to_;
};

/// A client of the emulated service, and the requests that it sends there.
template <class Client, class Config>
struct bench {
  explicit bench(roster::emulator::data data = {})
      : clouds({}, std::move(data)),
        transport(std::make_shared<noting_transport>(clouds.transport(context.get_executor()))),
        client(context.get_executor(), config()) {}

  Config config() {
    Config out;
    out.endpoint = "http://service.example";
    out.credentials = clouds.credentials();
    out.transport = transport;
    return out;
  }

  /// Requests one page. Returns why nothing was sent; a request that the service rejects counts as sent.
  template <class Range>
  std::optional<roster::failure> ask(Range range) {
    transport->sent = 0;
    clouds.clear_log();
    try {
      (void)fake::run(context, range.first());
    } catch (const roster::failure& why) {
      if (why.condition() != roster::errc::bad_request) return why;
    }
    return std::nullopt;
  }

  /// Checks that exactly one request was sent, with a valid signature.
  void check_one_request() {
    CHECK(transport->sent == 1);
    const auto log = clouds.log();
    REQUIRE(log.size() == 1);
    CHECK(log[0].authentic == true);
    CHECK((log[0].status == 200 || log[0].status == 400));
  }

  boost::asio::io_context context{};
  roster::emulator::cloud clouds;
  std::shared_ptr<noting_transport> transport;
  Client client;
};
using eas_bench = bench<eas::client, eas::client_config>;
using qianfan_bench = bench<qianfan::client, qianfan::client_config>;

auto list(eas_bench& setup, eas::list_services_request what, roster::list_options how = {}) {
  return setup.client.list_services(std::move(what), std::move(how));
}
auto list(qianfan_bench& setup, qianfan::describe_services_request what, roster::list_options how = {}) {
  return setup.client.describe_services(std::move(what), std::move(how));
}

/// Fills all fields with unusual strings, many times.
template <class Op, class Bench>
void check_that_all_arrive(json::object (*received)(const roster::http::request&)) {
  odd_texts random(111);
  Bench setup;
  for (int round = 0; round < rounds; ++round) {
    typename Op::request request;
    roster::for_each_field<typename Op::request>(
        [&](auto i) { fill(roster::detail::field_at<i>(request), [&] { return random.sendable(); }); });
    const auto failed = setup.ask(list(setup, request));
    REQUIRE_MESSAGE(!failed, failed->what());
    setup.check_one_request();
    REQUIRE(received(setup.transport->last) == seen_request<Op>(request));
  }
}

/// Fills one field after the other with text that is not UTF-8.
template <class Op, class Bench>
void check_that_none_is_sent() {
  odd_texts random(113);
  Bench setup;
  int refused = 0;
  for (int round = 0; round < 40; ++round) {
    roster::for_each_field<typename Op::request>([&](auto i) {
      typename Op::request request;
      if (!fill(roster::detail::field_at<i>(request), [&] { return random.not_utf8(); })) return;
      const auto failed = setup.ask(list(setup, request));
      constexpr std::string_view name =
          roster::detail::wire_name<typename Op::request, i, roster::case_of<Op>>;
      CAPTURE(name);
      REQUIRE(failed);
      CHECK(failed->condition() == roster::errc::invalid_argument);
      CHECK(std::string(failed->what()).find("cannot encode " + std::string(name)) != std::string::npos);
      CHECK(std::string(failed->what()).find("not UTF-8") != std::string::npos);
      CHECK(setup.transport->sent == 0);
      CHECK(setup.clouds.log().empty());
      ++refused;
    });
  }
  CHECK(refused >= 200);
}

}  // namespace

TEST_CASE("caller's input: PAI-EAS receives every byte of every field, in one request (fault 111)") {
  check_that_all_arrive<eas::list_services, eas_bench>(received_by_eas);
}

TEST_CASE("caller's input: Qianfan receives every byte of every field, in one request (fault 111)") {
  check_that_all_arrive<qianfan::describe_services, qianfan_bench>(received_by_qianfan);
}

TEST_CASE("caller's input: text that is not UTF-8 is not sent, and the failure names the field (fault 113)") {
  check_that_none_is_sent<eas::list_services, eas_bench>();
  check_that_none_is_sent<qianfan::describe_services, qianfan_bench>();
}

TEST_CASE(
    "caller's input: extra parameters arrive unchanged, or the failure names the invalid one (faults 111, "
    "113)") {
  odd_texts random(112);
  eas_bench query;
  qianfan_bench body;
  for (int round = 0; round < 1000; ++round) {
    const auto name = "x" + random.sendable();
    const auto value = random.sendable();
    REQUIRE(!query.ask(list(query, {}, {.extra_query = {{name, value}}})));
    query.check_one_request();
    REQUIRE(received_by_eas(query.transport->last) == json::object{{name, value}});
    REQUIRE(!body.ask(list(body, {}, {.extra_body = {{name, json::serialize(json::value(value))}}})));
    body.check_one_request();
    REQUIRE(received_by_qianfan(body.transport->last) == json::object{{name, value}});
  }
  const auto bad_name = body.ask(list(body, {}, {.extra_body = {{"\xff", "1"}}}));
  CHECK(std::string(bad_name.value().what()).find("invalid name of an extra body member: not UTF-8") !=
        std::string::npos);
  const auto bad_value = body.ask(list(body, {}, {.extra_body = {{"name", "1,\"x\":2"}}}));
  CHECK(std::string(bad_value.value().what()).find("invalid extra body member \"name\": not JSON") !=
        std::string::npos);
  CHECK(body.transport->sent == 0);
}

TEST_CASE("caller's input: a service with an unusual name is found by it (fault 111)") {
  odd_texts random(114);
  roster::emulator::data data;
  for (int i = 0; i < 100; ++i) {
    const auto id = std::to_string(i);
    const auto name = random.sendable() + '<' + id + '>';
    data.eas_services.push_back({.service_id = id, .service_name = name});
    data.qianfan_services.push_back({.service_id = name, .name = name, .protocol_version = 1});
  }
  eas_bench by_name(data);
  for (const auto& service : data.eas_services) {
    auto range = by_name.client.list_services({.service_name = service.service_name});
    const auto found = fake::run(by_name.context, range.collect());
    REQUIRE(found.size() == 1);
    CHECK(found[0].service_id == service.service_id);
  }
  qianfan_bench by_marker(data);  // whose markers are ids; one item a page
  auto range = by_marker.client.describe_services({.max_keys = 1});
  const auto all = fake::run(by_marker.context, range.collect());
  REQUIRE(all.size() == data.qianfan_services.size());
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].name == data.qianfan_services[i].name);
  CHECK(by_marker.transport->sent == 100);
}

TEST_CASE(
    "caller's input: an invalid page size is rejected at once, one that is too large is lowered (fault "
    "114)") {
  roster::emulator::data data;
  for (int i = 0; i < 250; ++i) {
    const auto id = std::to_string(i);
    data.eas_services.push_back({.service_id = id, .service_name = id});
    data.qianfan_services.push_back({.service_id = id, .name = id, .protocol_version = 1});
  }
  const auto refused = [](auto& setup, auto range) {
    const roster::report before = range.report();
    try {
      (void)fake::run(setup.context, range.collect());
      FAIL("it was not refused");
    } catch (const roster::failure& why) {
      CHECK(why.condition() == roster::errc::bad_request);
      CHECK(why.details().attempts == 1);
    }
    CHECK(range.report().items == before.items);
    const auto log = setup.clouds.log();
    REQUIRE(log.size() == 1);
    CHECK(log[0].status == 400);
    setup.clouds.clear_log();
    return log[0].page_size;
  };
  eas_bench by_number(data);
  qianfan_bench by_token(data);
  for (const std::int64_t none : {0, -1}) {
    CHECK(refused(by_number, list(by_number, {.page_size = none})) == none);
    CHECK(refused(by_token, list(by_token, {.max_keys = none})) == none);
  }
  constexpr std::int64_t too_large = 1'000'000'000;
  auto whole = list(by_number, {.page_size = too_large});
  CHECK(fake::run(by_number.context, whole.collect()).size() == 250);
  CHECK(whole.report().complete());
  CHECK(by_number.clouds.log().at(0).page_size == too_large);
  auto lowered = list(by_token, {.max_keys = too_large});
  CHECK(fake::run(by_token.context, lowered.collect()).size() == 250);
  CHECK(lowered.report().complete());
  CHECK(by_token.clouds.log().size() == 3);  // pages of 100
}
