// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/inventory.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <support/listed_api.hpp>
#include <support/mapped.hpp>
#include <vector>

using roster::field;
using roster::model_service;
using roster::service_state;

namespace {

enum class lamp_status { on, dim, off };
constexpr auto texts_of(lamp_status) {
  return roster::enum_texts<lamp_status>(
      {{lamp_status::on, "On"}, {lamp_status::dim, "Dim"}, {lamp_status::off, "Off"}});
}
struct place {
  std::optional<std::string> region{};
};
struct lamp {
  std::int64_t number{};
  std::string name{};
  std::optional<roster::open_enum<lamp_status>> status{};
  std::optional<place> here{};
  std::optional<place> before{};
  std::optional<roster::epoch_seconds> made{};
  std::optional<std::int32_t> bulbs{};
  std::optional<std::string> address{};
  std::vector<std::string> addresses{};
  std::map<std::string, std::string> tags{};
};
std::optional<double> bulbs_of(const lamp& item) {
  return item.bulbs ? std::optional(*item.bulbs / 2.0) : std::nullopt;
}
constexpr auto service_mapping(const lamp*) {
  using s = model_service;
  using roster::from;
  using roster::path;
  return roster::maps{
      from<&s::vendor>("acme"),
      from<&s::api>("lamps"),
      from<&s::id>(path<&lamp::number>),
      from<&s::name>(path<&lamp::name>),
      from<&s::region>(path<&lamp::here, &place::region>, path<&lamp::before, &place::region>),
      from<&s::state>(path<&lamp::status>, {{lamp_status::on, service_state::running},
                                            {lamp_status::dim, service_state::running},
                                            {lamp_status::off, service_state::stopped},
                                            {"Flickering", service_state::degraded}}),
      from<&s::raw_state>(path<&lamp::status>),
      from<&s::wanted_replicas>(path<&lamp::bulbs>),
      from<&s::accelerators>(&bulbs_of, "bulbs"),
      from<&s::urls>(path<&lamp::address>, path<&lamp::addresses>),
      from<&s::created>(path<&lamp::made>),
      from<&s::labels>(path<&lamp::tags>)};
}

struct lamps_query {
  std::vector<roster::open_enum<lamp_status>> status{};
  std::optional<std::string> name{};
  std::optional<std::int32_t> bulbs{};
  std::optional<std::string> region{};
};
struct lamps_response {
  std::vector<lamp> lamps{};
};
struct list_lamps {
  using request = lamps_query;
  using response = lamps_response;
  static constexpr auto target = roster::get("/lamps");
  static constexpr auto items = roster::path<&response::lamps>;
  static constexpr auto key = roster::path<&lamp::number>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters =
      roster::filters{roster::exact{&request::status, roster::path<&lamp::status>},
                      roster::exact{&request::name, roster::path<&lamp::name>},
                      roster::exact{&request::bulbs, roster::path<&lamp::bulbs>},
                      roster::exact{&request::region, roster::path<&lamp::here, &place::region>}};
};

std::string explained(const roster::condition<model_service>& wanted,
                      roster::pushdown split = roster::pushdown::on) {
  boost::asio::io_context context;
  const roster::client<list_lamps> client{
      context.get_executor(), {.endpoint = "https://lamps.example.com", .sign = roster::bearer{"t"}}};
  return (client.list() | roster::as_service | roster::where(wanted, split)).explain();
}

std::shared_ptr<fake::list<lamp>> three_pages() {
  auto list = std::make_shared<fake::list<lamp>>();
  list->pages = {{{.number = 1, .name = "a"}, {.number = 2, .name = "b"}}, {}, {{.number = 3, .name = "c"}}};
  list->total = 3;
  return list;
}

}  // namespace

TEST_CASE("as_service: maps the items of a custom API") {
  CHECK(roster_test::mapped(lamp{.number = 7,
                                 .name = "desk",
                                 .status = lamp_status::dim,
                                 .here = place{},
                                 .before = place{.region = "north"},
                                 .made = roster::epoch_seconds(std::string_view("1767225600")),
                                 .bulbs = 3,
                                 .address = " http://a\n",
                                 .addresses = {"http://b", ""},
                                 .tags = {{"k", "v"}}}) ==
        R"({"vendor":"acme","api":"lamps","region":"north","id":"7","name":"desk","state":"running",)"
        R"("raw_state":"Dim","wanted_replicas":3,"accelerators":1.5,"urls":["http://a","http://b"],)"
        R"("created":"2026-01-01T00:00:00Z","labels":{"k":"v"}})");
  CHECK(roster_test::mapped(
            lamp{.number = 8, .here = place{.region = "south"}, .before = place{.region = "north"}}) ==
        R"({"vendor":"acme","api":"lamps","region":"south","id":"8","state":"unknown"})");
}

TEST_CASE("as_service: an undocumented status is unknown, unless the table has its text") {
  using text = roster::open_enum<lamp_status>;
  CHECK(roster::detail::service_of(lamp{.status = text("Flickering")}).state == service_state::degraded);
  const auto other = roster::detail::service_of(lamp{.status = text("Exploded")});
  CHECK(other.state == service_state::unknown);
  CHECK(other.raw_state == "Exploded");
  CHECK(roster::detail::service_of(lamp{.status = text("")}).state == service_state::unknown);
}

TEST_CASE("as_service: a time that cannot be read is kept as it was received") {
  const auto service =
      roster::detail::service_of(lamp{.made = roster::epoch_seconds(std::string_view("soon"))});
  REQUIRE(service.created);
  CHECK(service.created->is_unreadable());
  CHECK(service.created->text() == "soon");
}

TEST_CASE("as_service: keeps the report and the total of the list") {
  boost::asio::io_context context;
  const auto list = three_pages();
  auto services = fake::range_of(list, context.get_executor()) | roster::prefetch(0) | roster::as_service;
  const auto first = fake::run(context, services.next());
  CHECK(first->name == "a");
  CHECK(services.total() == 3);
  auto rest = fake::run(context, services.collect());
  REQUIRE(rest.size() == 2);
  CHECK(rest[1].id == "3");
  CHECK(services.report().complete());
  CHECK(services.report().items == 3);
}

TEST_CASE("as_service: requests as many items as the pipeline needs") {
  boost::asio::io_context context;
  const auto list = three_pages();
  auto services = fake::range_of(list, context.get_executor()) | roster::as_service | std::views::take(2);
  CHECK(fake::run(context, services.count()) == 2);
  REQUIRE(list->requests() == 1);
  CHECK(list->demands[0] == 2);
}

TEST_CASE("as_service: a listing resumes at a checkpoint after it") {
  boost::asio::io_context context;
  roster::emulator::cloud clouds({.services = 7});
  const roster::eas::client client{context.get_executor(),
                                   {.region = "cn-shanghai",
                                    .credentials = clouds.credentials(),
                                    .transport = clouds.transport(context.get_executor())}};
  auto all = client.list_services() | roster::as_service;
  const auto whole = fake::run(context, all.collect());
  REQUIRE(whole.size() == 7);
  auto services = client.list_services({.page_size = 2}) | roster::as_service;
  std::vector<model_service> read;
  for (int i = 0; i < 3; ++i) read.push_back(*fake::run(context, services.next()));
  auto rest = client.list_services({.page_size = 2}, {.resume = services.checkpoint()}) | roster::as_service;
  for (auto& one : fake::run(context, rest.collect())) read.push_back(std::move(one));
  CHECK(read == whole);
}

TEST_CASE("as_service: works with the standard adaptors and as an any_range") {
  boost::asio::io_context context;
  roster::any_range<model_service> services =
      fake::range_of(three_pages(), context.get_executor()) |
      std::views::filter([](const lamp& one) { return one.number != 2; }) | roster::as_service |
      std::views::take(5);
  auto names =
      std::move(services) | std::views::transform([](const model_service& one) { return *one.name; });
  CHECK(fake::run(context, names.collect()) == std::vector<std::string>{"a", "c"});
}

TEST_CASE("as_service: a where() after it becomes a server-side filter where the mapping is exact") {
  using s = model_service;
  CHECK(explained(field<&s::state> == service_state::stopped) ==
        "server-side filter: status=[\"Off\"]\nclient-side filter: none");
  CHECK(explained(field<&s::state> == service_state::running) ==
        "server-side filter: status=[\"On\",\"Dim\"]\nclient-side filter: none");
  CHECK(
      explained((field<&s::state> == service_state::running || field<&s::state> == service_state::stopped) &&
                field<&s::name> == "desk" && field<&s::wanted_replicas> == 3) ==
      "server-side filter: status=[\"On\",\"Dim\",\"Off\"], name=desk, bulbs=3\nclient-side filter: none");
  CHECK(explained(roster::parse_condition<s>("state in (stopped, failed) && name == desk")) ==
        "server-side filter: status=[\"Off\"], name=desk\nclient-side filter: none");
  CHECK(explained(field<&s::raw_state> == "On") ==
        "server-side filter: status=[\"On\"]\nclient-side filter: none");
}

TEST_CASE("as_service: a where() after it is evaluated client-side where the mapping is not exact") {
  using s = model_service;
  const auto stays = [](const roster::condition<s>& wanted) {
    CHECK(explained(wanted) == "server-side filter: none\nclient-side filter: " + wanted.text());
  };
  stays(field<&s::state> == service_state::unknown);   // includes every undocumented status
  stays(field<&s::state> == service_state::degraded);  // by a text that cannot be sent as a filter
  stays(field<&s::state> == service_state::failed);    // has no status
  stays(field<&s::state> == "nonsense");
  stays(field<&s::state> != service_state::running);
  stays(field<&s::region> == "north");    // the first of two values
  stays(field<&s::id> == "7");            // a number in the API
  stays(field<&s::vendor> == "acme");     // a constant
  stays(field<&s::accelerators> == 1.5);  // computed
  stays(field<&s::created> == "2026");    // a number in the API
  stays(field<&s::name> == "");           // an empty value is absent
  stays(field<&s::model> == "gpt");       // not mapped
  CHECK(explained(field<&s::name> == "desk", roster::pushdown::off) ==
        "server-side filter: none\nclient-side filter: name == \"desk\"");
}

TEST_CASE("as_service: where() is not pushed down past an adaptor that counts or drops items") {
  boost::asio::io_context context;
  const roster::client<list_lamps> client{
      context.get_executor(), {.endpoint = "https://lamps.example.com", .sign = roster::bearer{"t"}}};
  const auto wanted = field<&model_service::name> == "desk";
  CHECK((client.list() | std::views::take(3) | roster::as_service | roster::where(wanted)).explain() ==
        "server-side filter: none\nclient-side filter: name == \"desk\"");
  CHECK((client.list() | roster::as_service | std::views::drop(3) | roster::where(wanted)).explain() ==
        "server-side filter: none\nclient-side filter: name == \"desk\"");
  CHECK((client.list() | roster::where(field<&lamp::bulbs> > 1) | roster::as_service | roster::where(wanted))
            .explain() == "server-side filter: name=desk\nclient-side filter: bulbs > 1");
}

TEST_CASE("as_service: the APIs whose filters can express states, names and models") {
  boost::asio::io_context context;
  const roster::client_config config{.endpoint = "https://api.example.com", .sign = roster::bearer{"t"}};
  const auto asked = [&]<class Op>(Op, const roster::condition<model_service>& wanted,
                                   typename Op::request what = {}) {
    const roster::client<Op> client{context.get_executor(), config};
    const auto text = (client.list(what) | roster::as_service | roster::where(wanted)).explain();
    return text.substr(0, text.find('\n')).substr(20);
  };
  const auto running = field<&model_service::state> == service_state::running;
  CHECK(asked(roster::eas::list_services{}, running && field<&model_service::name> == "chat") ==
        "ServiceStatus=Running, ServiceName=chat");
  CHECK(asked(roster::qianfan::describe_services{}, running && field<&model_service::task> == "chat") ==
        "serviceType=[\"chat\"]");  // a service that is serving may be updating
  CHECK(asked(roster::ark::list_endpoints{}, running && field<&model_service::id> == "ep-1") ==
        R"(Filter={"Ids":["ep-1"],"Statuses":["Running"]})");
  CHECK(asked(roster::sagemaker::list_endpoints{}, running) == "StatusEquals=InService");
  CHECK(asked(roster::sagemaker::list_endpoints{}, field<&model_service::state> == service_state::updating) ==
        "none");  // one of three statuses; the API filters by one
  CHECK(asked(roster::sagemaker::list_inference_components{}, running) == "StatusEquals=InService");
  CHECK(asked(roster::bedrock::list_provisioned_model_throughputs{},
              running && field<&model_service::model> == "arn:m") ==
        "statusEquals=InService, modelArnEquals=arn:m");
  CHECK(asked(roster::triton::repository_index{}, running) == "none");
}
