// SPDX-License-Identifier: BSL-1.0
// The properties of where(), over random services and random conditions at both clouds: the same items with and
// without pushdown, and never more of them transferred.
#include <doctest/doctest.h>

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/http/url.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
using roster::field;
using roster::pushdown;

namespace {

/// A random generator for the test; the seed makes it reproducible.
class dice {
 public:
  explicit dice(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class T, std::size_t N>
  const T& one_of(const std::array<T, N>& all) {
    return all[below(N)];
  }

 private:
  std::mt19937 random_;
};

// Few values, so that conditions match; the last ones of each are in no service, cannot be sent as a filter, or are
// empty.
const std::array<std::string, 5> texts{"a", "b", "A", "absent", ""};
const std::array<std::string, 5> states{"Running", "Failed", "Stopped", "Hibernating", ""};
const std::array<std::string, 4> roles{"Queue", "Job", "LLMSscheduler", ""};
const std::array<std::string, 6> run_states{"New", "Serving", "Failed", "Stopped", "Paused", ""};
const std::array<std::string, 5> kinds{"chat", "completions", "embeddings", "rerank", ""};
const std::array<std::string, 4> charges{"Tokens", "ComputingUnit", "Calls", ""};
const std::array<std::string, 4> payments{"Prepay", "Postpay", "Prepay,Postpay", ""};

template <class T, class Values>
void perhaps(dice& random, std::optional<T>& member, const Values& values) {
  if (!random.once_in(3)) member = random.one_of(values);
}
void perhaps(dice& random, roster::flag& member) {
  if (!random.once_in(3)) member = random.once_in(2);
}
void perhaps(dice& random, std::optional<std::int64_t>& member) {
  if (!random.once_in(3)) member = static_cast<std::int64_t>(random.below(3));
}

struct eas_cloud {
  using item = eas::service;
  using operation = eas::list_services;

  static item make(dice& random, std::size_t number) {
    item made{.service_id = std::to_string(number), .service_name = random.one_of(texts)};
    made.status = random.one_of(states);
    perhaps(random, made.service_group, texts);
    perhaps(random, made.workspace_id, texts);
    perhaps(random, made.resource, texts);
    perhaps(random, made.resource_alias, texts);
    perhaps(random, made.role, roles);
    perhaps(random, made.gpu);
    perhaps(random, made.autoscaler_enabled);
    return made;
  }
  static roster::condition<item> comparison(dice& random) {
    const auto text = random.one_of(texts);
    switch (random.below(11)) {
      case 0:
        return field<&item::status> == random.one_of(states);
      case 1:
        return field<&item::status> != random.one_of(states);
      case 2:
        return field<&item::service_name> == text;
      case 3:
        return field<&item::service_group> == text;
      case 4:
        return field<&item::workspace_id> == text;
      case 5:
        return field<&item::resource> == text;
      case 6:
        return field<&item::resource_alias> >= text;
      case 7:
        return field<&item::role> == random.one_of(roles);
      case 8:
        return field<&item::autoscaler_enabled> == random.once_in(2);
      case 9:
        return roster::parse_condition<item, roster::case_of<operation>>("WorkspaceId == '" + text + '\'');
      default:
        return field<&item::gpu> > random.below(3);
    }
  }
  static roster::condition<item> again(dice& random) { return field<&item::status> == random.one_of(states); }
  static void set_something(dice& random, operation::request& request) {
    if (random.once_in(2))
      request.service_status = random.one_of(states);
    else
      request.group_name = random.one_of(texts);
  }
  static roster::emulator::data data(std::vector<item> all) { return {.eas_services = std::move(all)}; }
};

struct qianfan_cloud {
  using item = qianfan::service;
  using operation = qianfan::describe_services;

  static item make(dice& random, std::size_t number) {
    item made{.service_id = std::to_string(number), .name = random.one_of(texts)};
    made.run_status = random.one_of(run_states);
    perhaps(random, made.service_type, kinds);
    perhaps(random, made.charge_type, charges);
    perhaps(random, made.pay_type, payments);
    perhaps(random, made.creator, texts);
    if (random.once_in(2)) made.protocol_version = random.once_in(2) ? 1 : 2;
    return made;
  }
  static roster::condition<item> comparison(dice& random) {
    switch (random.below(9)) {
      case 0:
        return field<&item::run_status> == random.one_of(run_states);
      case 1:
        return field<&item::run_status>.contains(random.one_of(run_states));
      case 2:
        return field<&item::service_type> == random.one_of(kinds);
      case 3:
        return field<&item::charge_type> == random.one_of(charges);
      case 4:
        return field<&item::pay_type> == random.one_of(payments);
      case 5:
        return field<&item::creator> == random.one_of(texts);
      case 6:
        return field<&item::protocol_version> == 1 + random.below(2);
      case 7:
        return roster::parse_condition<item, roster::case_of<operation>>("chargeType == '" +
                                                                         random.one_of(charges) + '\'');
      default:
        return field<&item::name> == random.one_of(texts);
    }
  }
  static roster::condition<item> again(dice& random) {
    return random.once_in(2) ? field<&item::run_status> == random.one_of(run_states)
                             : field<&item::service_type> == random.one_of(kinds);
  }
  static void set_something(dice& random, operation::request& request) {
    if (random.once_in(2))
      request.run_status = {random.one_of(run_states)};
    else
      request.protocol_version = 1 + random.below(2);
  }
  static roster::emulator::data data(std::vector<item> all) { return {.qianfan_services = std::move(all)}; }
};

template <class Cloud>
using condition_of = roster::condition<typename Cloud::item>;

/// Comparisons joined by &&, including ||, ! and two values of one field.
template <class Cloud>
condition_of<Cloud> make_condition(dice& random) {
  condition_of<Cloud> all;
  for (auto left = 1 + random.below(3); left > 0; --left) {
    switch (random.below(6)) {
      case 0:
        all = all && (Cloud::comparison(random) || Cloud::comparison(random));
        break;
      case 1:
        all = all && !Cloud::comparison(random);
        break;
      case 2:
        all = all && (Cloud::again(random) || Cloud::again(random));
        break;
      default:
        all = all && Cloud::comparison(random);
    }
  }
  return all;
}

/// Records requests and passes them on.
class noting_transport final : public roster::transport {
 public:
  explicit noting_transport(std::shared_ptr<roster::transport> next) : next_(std::move(next)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                               time_point until) override {
    sent.push_back(request);
    return next_->send(request, until);
  }

  std::vector<roster::http::request> sent{};

 private:
  std::shared_ptr<roster::transport> next_;
};

template <class Row>
struct came {
  std::vector<Row> items{};
  std::uint64_t on_the_wire{};
  std::string asked{};
  std::vector<roster::http::request> sent{};
};

template <class Cloud>
struct bench {
  using item = typename Cloud::item;

  asio::io_context io{};
  roster::emulator::cloud clouds;

  bench(dice& random, std::vector<item> all)
      : clouds({.page_size_clamp = 1 + static_cast<std::int64_t>(random.below(9))},
               Cloud::data(std::move(all))) {}

  came<item> list(const typename Cloud::operation::request& request, const condition_of<Cloud>& wanted,
                  pushdown split) {
    const auto executor = io.get_executor();
    const auto transport = std::make_shared<noting_transport>(clouds.transport(executor));
    auto config = make_config(transport);
    const roster::client<typename Cloud::operation> client(executor, std::move(config));
    auto range = client.list(request) | roster::where(wanted, split);
    came<item> out;
    out.asked = range.explain();
    out.asked.resize(out.asked.find('\n'));
    out.items = roster::await_blocking(executor, range.collect());
    out.on_the_wire = range.report().items;
    out.sent = transport->sent;
    return out;
  }

 private:
  roster::client_config make_config(std::shared_ptr<roster::transport> transport) const {
    if constexpr (std::same_as<Cloud, eas_cloud>)
      return eas::to_client_config(
          {.region = "cn-shanghai", .credentials = clouds.credentials(), .transport = std::move(transport)});
    else
      return qianfan::to_client_config(
          {.credentials = clouds.credentials(), .transport = std::move(transport)});
  }
};

/// Returns whether a request carries this query parameter or body member.
bool carries(const roster::http::request& request, const std::string& name_and_value) {
  const auto equals = name_and_value.find('=');
  const auto name = name_and_value.substr(0, equals);
  const auto value = name_and_value.substr(equals + 1);
  if (request.body.empty())
    return ("&" + request.query + "&")
               .find("&" + roster::http::detail::encode_query({{name, value}}) + "&") != std::string::npos;
  return request.body.find('"' + name + "\":" + value) != std::string::npos ||
         request.body.find('"' + name + "\":\"" + value + '"') != std::string::npos;
}

/// Splits "server-side filter: A=1, B=2", none of whose values contains a comma followed by a space.
std::vector<std::string> parts_of(const std::string& asked) {
  const std::string title = "server-side filter: ";
  std::vector<std::string> parts;
  if (asked == title + "none") return parts;
  for (std::size_t at = title.size(); at < asked.size();) {
    const auto end = std::min(asked.find(", ", at), asked.size());
    parts.push_back(asked.substr(at, end - at));
    at = end + 2;
  }
  return parts;
}

template <class Cloud>
void check_laws(unsigned seed) {
  dice random(seed);
  std::size_t pushed = 0;
  std::size_t saved = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<typename Cloud::item> all;
    for (std::size_t left = random.below(40); left > 0; --left) all.push_back(Cloud::make(random, left));
    bench<Cloud> setup(random, std::move(all));
    typename Cloud::operation::request request;
    if (random.once_in(3)) Cloud::set_something(random, request);
    const auto wanted = make_condition<Cloud>(random);
    INFO(wanted.text());

    const auto with = setup.list(request, wanted, pushdown::on);
    const auto without = setup.list(request, wanted, pushdown::off);
    CHECK(with.items == without.items);
    CHECK(with.on_the_wire <= without.on_the_wire);
    CHECK(with.sent.size() <= without.sent.size());
    for (const auto& part : parts_of(with.asked))
      for (const auto& sent : with.sent) CHECK_MESSAGE(carries(sent, part), part);
    pushed += parts_of(with.asked).size() - parts_of(without.asked).size();
    saved += static_cast<std::size_t>(without.on_the_wire - with.on_the_wire);
  }
  CHECK(pushed > 50);
  CHECK(saved > 500);
}

}  // namespace

TEST_CASE("pushdown: returns the same items of PAI-EAS, and transfers fewer") {
  for (const unsigned seed : {1U, 2U}) check_laws<eas_cloud>(seed);
}

TEST_CASE("pushdown: returns the same items of Qianfan, and transfers fewer") {
  for (const unsigned seed : {1U, 2U}) check_laws<qianfan_cloud>(seed);
}

TEST_CASE("pushdown: the emulator receives the filter, and a page size that matches the demand") {
  asio::io_context io;
  const auto executor = io.get_executor();
  roster::emulator::cloud clouds({.services = 250});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};
  auto range = client.list_services() |
               roster::where(field<&eas::service::status> == eas::service_status::running) |
               std::views::take(5);
  CHECK(range.explain() == "server-side filter: ServiceStatus=Running\nclient-side filter: none");
  CHECK(roster::await_blocking(executor, range.collect()).size() == 5);
  const auto log = clouds.log();
  REQUIRE(log.size() == 1);
  CHECK(log[0].target.find("ServiceStatus=Running") != std::string::npos);
  CHECK(log[0].page_size == 5);
}

TEST_CASE("pushdown: rows of a user's own struct are filtered by the same names") {
  struct row {
    std::string service_name{};
    roster::open_enum<eas::service_status> status{};
    std::optional<std::int64_t> gpu{};
  };
  asio::io_context io;
  const auto executor = io.get_executor();
  roster::emulator::cloud clouds({.services = 50});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .transport = clouds.transport(executor)}};
  const auto wanted = field<&row::status> == eas::service_status::running && field<&row::gpu> > 0;
  auto range = client.list_services<row>() | roster::where(wanted);
  CHECK(range.explain() == "server-side filter: ServiceStatus=Running\nclient-side filter: gpu > 0");
  std::size_t expected = 0;
  for (const auto& held : clouds.eas_records())
    expected += held.service.status == eas::service_status::running && held.service.gpu > 0 ? 1U : 0U;
  CHECK(expected > 0);
  CHECK(roster::await_blocking(executor, range.collect()).size() == expected);
}

TEST_CASE("pushdown: the requests for both protocol versions of Qianfan have the same filter") {
  asio::io_context io;
  const auto executor = io.get_executor();
  roster::emulator::cloud clouds({.services = 100});
  const auto transport = std::make_shared<noting_transport>(clouds.transport(executor));
  const qianfan::client client{executor, {.credentials = clouds.credentials(), .transport = transport}};
  const auto wanted = field<&qianfan::service::run_status> == qianfan::run_status::serving &&
                      field<&qianfan::service::protocol_version> > 0;
  auto range = client.describe_all_services({.max_keys = 20}) | roster::where(wanted);
  CHECK(range.explain() ==
        "server-side filter: maxKeys=20, runStatus=[\"Serving\"]\nclient-side filter: protocol_version > 0");
  const auto all = roster::await_blocking(executor, range.collect());
  std::size_t expected = 0;
  for (const auto& held : clouds.qianfan_services())
    expected += held.run_status == qianfan::run_status::serving ? 1U : 0U;
  CHECK(all.size() == expected);
  CHECK(range.report().items == expected);
  for (const auto& sent : transport->sent) CHECK(carries(sent, R"(runStatus=["Serving"])"));
  CHECK(transport->sent.front().body.find(R"("protocolVersion":1)") != std::string::npos);
  CHECK(transport->sent.back().body.find(R"("protocolVersion":2)") != std::string::npos);
}
