// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <random>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/emulator/data/generate_eas.hpp>
#include <roster/failure.hpp>
#include <support/emulator_requests.hpp>

using namespace roster_test;

namespace {

roster::emulator::detail::eas_cloud open_cloud(std::size_t services, std::optional<std::int64_t> clamp = {}) {
  return roster::emulator::detail::eas_cloud(roster::emulator::generate_eas(services, 7),
                                             {.verify_signatures = false, .page_size_clamp = clamp});
}

roster::emulator::detail::cloud_response ask(roster::emulator::detail::eas_cloud& cloud,
                                             const http::detail::query_list& query) {
  return cloud.handle(eas_request(query), {noon, "request-1"});
}

eas::list_services_response page_of(roster::emulator::detail::eas_cloud& cloud,
                                    const http::detail::query_list& query) {
  return eas_page(ask(cloud, query).response);
}

id_list all_ids(const roster::emulator::detail::eas_cloud& cloud) {
  id_list all;
  for (const auto& r : cloud.records()) all.push_back(r.service.service_id);
  return all;
}

id_list part(const id_list& all, std::size_t begin, std::size_t end) {
  return {all.begin() + static_cast<std::ptrdiff_t>(std::min(begin, all.size())),
          all.begin() + static_cast<std::ptrdiff_t>(std::min(end, all.size()))};
}

roster::emulator::detail::eas_record named(const char* id, const char* name, const char* created) {
  roster::emulator::detail::eas_record r;
  r.service = {.service_id = id, .service_name = name};
  r.service.create_time = roster::utc_time(created);
  return r;
}

/// Three services, two of them created in the same second.
roster::emulator::detail::eas_cloud three() {
  auto records =
      std::vector{named("b", "beta", "2026-01-01T00:00:00Z"), named("a", "alpha", "2026-01-02T00:00:00Z"),
                  named("c", "gamma", "2026-01-01T00:00:00Z")};
  records[0].service.cpu = 8;
  records[1].service.cpu = 16;
  records[0].service.cronscaler_enabled = true;
  records[2].service.cronscaler_enabled = false;
  return roster::emulator::detail::eas_cloud(std::move(records), {.verify_signatures = false});
}

}  // namespace

TEST_CASE("eas_cloud: returns the first page of 100 services without any parameter") {
  auto cloud = open_cloud(257);
  const auto page = page_of(cloud, {});
  CHECK(page.page_number == 1);
  CHECK(page.page_size == 100);
  CHECK(page.total_count == 257);
  CHECK(page.request_id == "request-1");
  CHECK(ids(page.services) == part(all_ids(cloud), 0, 100));
}

TEST_CASE("eas_cloud: returns the requested page") {
  auto cloud = open_cloud(257);
  const auto all = all_ids(cloud);
  CHECK(ids(page_of(cloud, {{"PageNumber", "3"}}).services) == part(all, 200, 257));
  CHECK(ids(page_of(cloud, {{"PageNumber", "2"}, {"PageSize", "10"}}).services) == part(all, 10, 20));
  CHECK(page_of(cloud, {{"PageNumber", "2"}, {"PageSize", "10"}}).page_number == 2);
  CHECK(page_of(cloud, {{"PageSize", "10"}}).page_size == 10);
  CHECK(ids(page_of(cloud, {{"PageSize", "257"}}).services) == all);
  CHECK(ids(page_of(cloud, {{"PageSize", "1000"}}).services) == all);
}

TEST_CASE("eas_cloud: a page after the last one is empty and has the same total") {
  auto cloud = open_cloud(20);
  for (const char* number : {"3", "4", "1000000", "9223372036854775807"}) {
    CAPTURE(number);
    const auto reply = ask(cloud, {{"PageNumber", number}, {"PageSize", "10"}});
    CHECK(reply.response.body.find("\"Services\":[]") != std::string::npos);
    const auto page = eas_page(reply.response);
    CHECK(page.services.empty());
    CHECK(page.total_count == 20);
    CHECK(std::to_string(page.page_number.value()) == number);
  }
  CHECK(ids(page_of(cloud, {{"PageSize", "9223372036854775807"}}).services) == all_ids(cloud));
}

TEST_CASE("eas_cloud: an empty list is one empty page") {
  auto cloud = open_cloud(0);
  const auto page = page_of(cloud, {});
  CHECK(page.services.empty());
  CHECK(page.total_count == 0);
}

TEST_CASE("eas_cloud: a clamp limits the page size, and the limited size is echoed") {
  auto cloud = open_cloud(30, 7);
  const auto all = all_ids(cloud);
  CHECK(page_of(cloud, {}).page_size == 7);
  CHECK(ids(page_of(cloud, {{"PageNumber", "2"}, {"PageSize", "100"}}).services) == part(all, 7, 14));
  CHECK(page_of(cloud, {{"PageSize", "8"}}).page_size == 7);
  CHECK(page_of(cloud, {{"PageSize", "7"}}).page_size == 7);
  CHECK(page_of(cloud, {{"PageSize", "6"}}).page_size == 6);
}

TEST_CASE("eas_cloud: the total counts the services that pass the filters, over all pages") {
  auto cloud = open_cloud(300);
  const auto page = page_of(cloud, {{"ServiceStatus", "Running"}, {"PageSize", "2"}});
  const auto running = std::count_if(cloud.records().begin(), cloud.records().end(), [](const auto& r) {
    return r.service.status == eas::service_status::running;
  });
  CHECK(page.services.size() == 2);
  CHECK(page.total_count == running);
}

TEST_CASE("eas_cloud: an invalid page number or size is InvalidParameter") {
  auto cloud = open_cloud(3);
  for (const char* name : {"PageNumber", "PageSize"})
    for (const char* value : {"0", "-1", "ten", "1.5", "1e2", " 1", "99999999999999999999", "true"}) {
      CAPTURE(name);
      CAPTURE(value);
      const auto reply = ask(cloud, {{name, value}});
      CHECK(reply.code == "InvalidParameter");
      CHECK(reply.response.status == 400);
      CHECK(eas_error(reply.response).message.find(name) != std::string::npos);
    }
  CHECK(page_of(cloud, {{"PageNumber", ""}, {"PageSize", ""}}).page_size == 100);
}

TEST_CASE("eas_cloud: other bad values are InvalidParameter") {
  auto cloud = open_cloud(3);
  const http::detail::query_list bad = {
      {"Label", "team"},           {"Label", R"({"team":)"},    {"Label", "[1]"},
      {"Sort", "Colour"},          {"Sort", "Labels"},          {"Order", "sideways"},
      {"IncludeNoWorkspace", "1"}, {"AutoscalerEnabled", "yes"}};
  for (const auto& [name, value] : bad) {
    CAPTURE(name);
    CAPTURE(value);
    CHECK(ask(cloud, {{name, value}}).code == "InvalidParameter");
    CHECK(eas_error(ask(cloud, {{name, value}}).response).message.find(name) != std::string::npos);
  }
  auto request = eas_request();
  request.query = "Filter=%ZZ";
  CHECK(cloud.handle(request, {noon, "id"}).code == "InvalidParameter");
}

TEST_CASE("eas_cloud: ignores unknown parameters") {
  auto cloud = open_cloud(3);
  CHECK(page_of(cloud, {{"Colour", "blue"}, {"pagesize", "1"}}).services.size() == 3);
}

TEST_CASE("eas_cloud: accepts booleans in any letter case, as the vendor's clients send them") {
  auto cloud = open_cloud(200);
  for (const char* yes : {"true", "True", "TRUE"})
    CHECK(page_of(cloud, {{"AutoscalerEnabled", yes}}).total_count ==
          page_of(cloud, {{"AutoscalerEnabled", "true"}}).total_count);
  CHECK(page_of(cloud, {{"AutoscalerEnabled", "False"}}).total_count ==
        page_of(cloud, {{"AutoscalerEnabled", "false"}}).total_count);
  CHECK(page_of(cloud, {{"AutoscalerEnabled", "True"}}).total_count !=
        page_of(cloud, {{"AutoscalerEnabled", "False"}}).total_count);
}

TEST_CASE("eas_cloud: the newest service is first unless the order is ascending; ties keep their order") {
  auto cloud = three();
  CHECK(ids(page_of(cloud, {}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Order", "desc"}}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Sort", "CreateTime"}}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Order", "asc"}}).services) == id_list{"b", "c", "a"});
  CHECK(ids(page_of(cloud, {{"Sort", "CreateTime"}, {"Order", "asc"}}).services) == id_list{"b", "c", "a"});
}

TEST_CASE("eas_cloud: sorts by any scalar member, descending by default; absent values are least") {
  auto cloud = three();
  CHECK(ids(page_of(cloud, {{"Sort", "ServiceName"}}).services) == id_list{"c", "b", "a"});
  CHECK(ids(page_of(cloud, {{"Sort", "ServiceName"}, {"Order", "asc"}}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Sort", "Cpu"}}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Sort", "Cpu"}, {"Order", "asc"}}).services) == id_list{"c", "b", "a"});
  CHECK(ids(page_of(cloud, {{"Sort", "UpdateTime"}}).services) == id_list{"a", "b", "c"});
  CHECK(ids(page_of(cloud, {{"Sort", "CronscalerEnabled"}}).services) == id_list{"b", "c", "a"});
  CHECK(ids(page_of(cloud, {{"Sort", "CronscalerEnabled"}, {"Order", "asc"}}).services) ==
        id_list{"a", "c", "b"});
}

TEST_CASE("eas_cloud: a service without a time of creation is listed as the oldest") {
  std::vector<roster::emulator::detail::eas_record> records{named("a", "alpha", ""),
                                                            named("b", "beta", "2026-01-01T00:00:00Z")};
  roster::emulator::detail::eas_cloud cloud(std::move(records), {.verify_signatures = false});
  CHECK(ids(page_of(cloud, {}).services) == id_list{"b", "a"});
  CHECK(ids(page_of(cloud, {{"Order", "asc"}}).services) == id_list{"a", "b"});
}

TEST_CASE("eas_cloud: returns all members of a service, and no absent endpoints") {
  auto records = roster::emulator::generate_eas(400, 3);
  records[5].service.service_uid = "eas-m-xxasdat\n";
  records[6].service.status = "Offline Task";
  records[7].service.unknown.list = {{"NewThing", R"({"a":[1,2]})"}};
  roster::emulator::detail::eas_cloud cloud(records, {.verify_signatures = false});
  const auto page = page_of(cloud, {{"PageSize", "400"}});
  REQUIRE(page.services.size() == records.size());
  for (std::size_t i = 0; i < records.size(); ++i) CHECK(page.services[i] == records[i].service);

  auto plain = three();
  const auto body = ask(plain, {}).response.body;
  CHECK(body.find("Endpoint") == std::string::npos);
  CHECK(body.find("\"Labels\":[]") != std::string::npos);
}

TEST_CASE("eas_cloud: the headers have the content type JSON and the request id") {
  auto cloud = open_cloud(1);
  const auto reply = ask(cloud, {});
  CHECK(reply.response.headers.get("content-type") == "application/json;charset=utf-8");
  CHECK(reply.response.headers.get("x-acs-request-id") == "request-1");
}

TEST_CASE("eas_cloud: reports the requested page") {
  auto cloud = open_cloud(5);
  CHECK(ask(cloud, {}).page == 1);
  CHECK_FALSE(ask(cloud, {}).page_size);
  CHECK(ask(cloud, {{"PageNumber", "4"}, {"PageSize", "9"}}).page == 4);
  CHECK(ask(cloud, {{"PageNumber", "4"}, {"PageSize", "9"}}).page_size == 9);
}

TEST_CASE("eas_cloud: paging returns exactly the services that pass the filters, in order, for any clamp") {
  std::mt19937 random(20260701);
  const auto below = [&](std::int64_t end) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(end));
  };
  const std::vector<http::detail::query_list> filters{
      {},
      {{"ServiceStatus", "Running"}},
      {{"Filter", "chat"}, {"Order", "asc"}},
      {{"IncludeNoWorkspace", "false"}, {"Sort", "ServiceName"}},
      {{"Label", R"({"team":null})"}},
      {{"ServiceType", "LLM"}, {"Sort", "Memory"}, {"Order", "asc"}},
      {{"ServiceName", "nobody"}}};
  for (int round = 0; round < 60; ++round) {
    const std::int64_t clamp = 1 + below(40);
    const std::int64_t asked = 1 + below(60);
    const auto services = static_cast<std::size_t>(below(150));
    const auto& filter = filters[static_cast<std::size_t>(below(static_cast<std::int64_t>(filters.size())))];
    CAPTURE(clamp);
    CAPTURE(asked);
    CAPTURE(services);
    auto free = open_cloud(services);
    auto clamped = open_cloud(services, clamp);
    auto whole_query = filter;
    whole_query.emplace_back("PageSize", "1000");
    const auto whole = page_of(free, whole_query);

    id_list walked;
    for (std::int64_t number = 1;; ++number) {
      auto query = filter;
      query.emplace_back("PageNumber", std::to_string(number));
      query.emplace_back("PageSize", std::to_string(asked));
      const auto page = page_of(clamped, query);
      REQUIRE(page.page_size == std::min(asked, clamp));
      REQUIRE(page.total_count == static_cast<std::int64_t>(whole.services.size()));
      for (const auto& s : page.services) walked.push_back(s.service_id);
      if (number * *page.page_size >= *page.total_count) break;
    }
    CHECK(walked == ids(whole.services));
  }
}

TEST_CASE("eas_cloud: a clamp under 1 is rejected") {
  CHECK_THROWS_AS(open_cloud(3, 0), roster::failure);
  CHECK_THROWS_AS(open_cloud(3, -5), roster::failure);
}

namespace {

http::request describe_request(const std::string& path) {
  auto r = eas_request();
  r.path = path;
  return r;
}

/// Two services of the same name, in different regions.
roster::emulator::detail::eas_cloud two_regions(std::vector<std::string> regions = {}) {
  auto records =
      std::vector{named("a", "echo", "2026-01-01T00:00:00Z"), named("b", "echo", "2026-01-02T00:00:00Z"),
                  named("c", "two words/x", "2026-01-03T00:00:00Z")};
  records[0].service.region = "cn-shanghai";
  records[1].service.region = "cn-beijing";
  records[2].service.region = "cn-beijing";
  records[1].service.internet_endpoint = "http://own.example";
  return roster::emulator::detail::eas_cloud(std::move(records),
                                             {.verify_signatures = false, .regions = std::move(regions)});
}

}  // namespace

TEST_CASE("eas_cloud: describes a service, with its endpoints and the id of the request") {
  auto cloud = two_regions();
  const auto describe = [&](const std::string& path) {
    return read_page<eas::describe_service>(
        cloud.handle(describe_request("/api/v2/services" + path), {noon, "request-1"}).response);
  };
  const auto echo = describe("/cn-shanghai/echo");
  CHECK(echo.service_id == "a");
  CHECK(echo.request_id == "request-1");
  CHECK(echo.internet_endpoint == "http://10123456789.cn-shanghai.aliyuncs.com/api/predict/echo");
  CHECK(echo.intranet_endpoint == "http://10123456789.vpc.cn-shanghai.aliyuncs.com/api/predict/echo");
  CHECK(describe("/cn-beijing/echo").service_id == "b");
  CHECK(describe("/cn-beijing/echo").internet_endpoint == "http://own.example");
  CHECK(describe("/cn-beijing/two%20words%2Fx").service_id == "c");
}

TEST_CASE("eas_cloud: an unknown service is InvalidService.NotFound, any other path InvalidAction.NotFound") {
  auto cloud = two_regions();
  for (const char* const path : {"/cn-hangzhou/echo", "/cn-shanghai/other", "/cn-shanghai/ECHO"}) {
    CAPTURE(path);
    const auto out =
        cloud.handle(describe_request("/api/v2/services" + std::string(path)), {noon, "request-1"});
    CHECK(out.response.status == 404);
    CHECK(out.code == "InvalidService.NotFound");
    CHECK(eas_error(out.response).code == "InvalidService.NotFound");
    CHECK(eas_error(out.response).message.find("The specified service does not exist.") == 0);
  }
  for (const char* const path : {"/", "/cn-shanghai", "/cn-shanghai/", "//echo", "/a/b/c", "/a/%zz"}) {
    CAPTURE(path);
    CHECK(cloud.handle(describe_request("/api/v2/services" + std::string(path)), {noon, "request-1"}).code ==
          "InvalidAction.NotFound");
  }
  auto post = describe_request("/api/v2/services/cn-shanghai/echo");
  post.method = "POST";
  CHECK(cloud.handle(post, {noon, "request-1"}).code == "InvalidAction.NotFound");
}

TEST_CASE("eas_cloud: the action of a description is checked, and its permission is another one") {
  auto cloud = two_regions();
  auto request = describe_request("/api/v2/services/cn-shanghai/echo");
  request.headers.set("x-acs-action", "ListServices");
  CHECK(cloud.handle(request, {noon, "request-1"}).code == "InvalidAction.NotFound");
  request.headers.set("x-acs-action", "DescribeService");
  CHECK(cloud.handle(request, {noon, "request-1"}).needed == "eas:DescribeService");
  CHECK(ask(cloud, {}).needed == "eas:ListServices");
}

TEST_CASE("eas_cloud: a description is limited to the region of the host") {
  auto cloud = two_regions({"cn-shanghai", "cn-beijing"});
  const auto describe = [&](const std::string& host_region, const std::string& cluster) {
    auto request = describe_request("/" + host_region + "/api/v2/services/" + cluster + "/echo");
    return cloud.handle(request, {noon, "request-1"});
  };
  CHECK(describe("cn-beijing", "cn-beijing").response.status == 200);
  CHECK(describe("cn-beijing", "cn-shanghai").code == "InvalidService.NotFound");
  CHECK(describe("cn-nowhere", "cn-shanghai").code == "InvalidRegionId.NotFound");
}
