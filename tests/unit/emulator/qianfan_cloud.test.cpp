// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <random>
#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>
#include <roster/emulator/data/generate_qianfan.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <set>
#include <support/emulator_requests.hpp>

using namespace roster_test;

namespace {

roster::emulator::detail::qianfan_cloud open_cloud(std::size_t services,
                                                   std::optional<std::int64_t> clamp = {}) {
  return roster::emulator::detail::qianfan_cloud(roster::emulator::generate_qianfan(services, 7),
                                                 {.verify_signatures = false, .page_size_clamp = clamp});
}

roster::emulator::detail::cloud_response ask(const roster::emulator::detail::qianfan_cloud& cloud,
                                             const std::string& body) {
  return cloud.handle(qianfan_request(body), {noon, "request-1"});
}

qianfan::result page_of(const roster::emulator::detail::qianfan_cloud& cloud, const std::string& body) {
  return qianfan_page(ask(cloud, body).response);
}

/// Returns the ids of one protocol version in list order.
id_list all_ids(const roster::emulator::detail::qianfan_cloud& cloud, std::int64_t version) {
  id_list all;
  for (const auto& s : cloud.services())
    if (s.protocol_version == version) all.push_back(s.service_id);
  return all;
}

id_list first(const id_list& all, std::size_t count) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

TEST_CASE("qianfan_cloud: returns the first 10 services of version 1 without any parameter") {
  const auto cloud = open_cloud(100);
  for (const char* nothing : {"{}", ""}) {
    const auto page = page_of(cloud, nothing);
    CHECK(ids(page.service_list) == first(all_ids(cloud, 1), 10));
    CHECK(page.page_info->max_keys == 10);
    CHECK(page.page_info->marker == "");
    CHECK(page.page_info->is_truncated == true);
    CHECK(page.page_info->next_marker == all_ids(cloud, 1)[10]);
  }
}

TEST_CASE("qianfan_cloud: maxKeys over 100 is limited to 100, and the limit is echoed") {
  const auto cloud = open_cloud(300);
  for (const char* asked : {"100", "101", "1000", "9223372036854775807"}) {
    const auto page = page_of(cloud, std::string(R"({"maxKeys":)") + asked + "}");
    CHECK(page.page_info->max_keys == 100);
    CHECK(page.service_list.size() == 100);
  }
  CHECK(page_of(cloud, R"({"maxKeys":99})").page_info->max_keys == 99);
  CHECK(page_of(cloud, R"({"maxKeys":1})").service_list.size() == 1);
}

TEST_CASE("qianfan_cloud: a clamp lowers larger maxKeys further") {
  const auto cloud = open_cloud(100, 7);
  CHECK(page_of(cloud, R"({"maxKeys":100})").page_info->max_keys == 7);
  CHECK(page_of(cloud, "{}").page_info->max_keys == 7);
  CHECK(page_of(cloud, R"({"maxKeys":3})").page_info->max_keys == 3);
}

TEST_CASE("qianfan_cloud: maxKeys under 1 and versions other than 1 and 2 are InappropriateJSON") {
  const auto cloud = open_cloud(10);
  for (const char* body : {R"({"maxKeys":0})", R"({"maxKeys":-1})", R"({"protocolVersion":0})",
                           R"({"protocolVersion":3})", R"({"maxKeys":"many"})", R"({"name":["a"]})",
                           R"({"serviceType":"chat"})", R"({"pageReverse":1})", "[]", "7"}) {
    CAPTURE(body);
    const auto reply = ask(cloud, body);
    CHECK(reply.response.status == 400);
    CHECK(reply.code == "InappropriateJSON");
  }
  CHECK(qianfan_error(ask(cloud, R"({"maxKeys":0})").response).message.find("param[maxKeys] invalid.") !=
        std::string::npos);
}

TEST_CASE("qianfan_cloud: a body that is not JSON is MalformedJSON") {
  const auto cloud = open_cloud(10);
  for (const char* body :
       {"{", "{\"maxKeys\":}", "{'name':'x'}", "{}}", "marker=1", "{\"pageReverse\":False}"}) {
    CAPTURE(body);
    const auto reply = ask(cloud, body);
    CHECK(reply.response.status == 400);
    CHECK(reply.code == "MalformedJSON");
  }
}

TEST_CASE("qianfan_cloud: the marker is the id of the page's first service and is echoed") {
  const auto cloud = open_cloud(30);
  const auto all = all_ids(cloud, 1);
  const auto page = page_of(cloud, R"({"maxKeys":5,"marker":")" + all[10] + "\"}");
  CHECK(page.page_info->marker == all[10]);
  CHECK(ids(page.service_list) == id_list(all.begin() + 10, all.end()));
  CHECK(page.page_info->is_truncated == false);
  CHECK_FALSE(page.page_info->next_marker);
  CHECK(ids(page_of(cloud, R"({"maxKeys":2,"marker":""})").service_list) == first(all, 2));
}

TEST_CASE("qianfan_cloud: nextMarker is present only if there is another page") {
  const auto cloud = open_cloud(20);  // ten of version 1
  CHECK(ask(cloud, R"({"maxKeys":10})").response.body.find("nextMarker") == std::string::npos);
  CHECK(ask(cloud, R"({"maxKeys":10})").response.body.find("\"isTruncated\":false") != std::string::npos);
  CHECK(ask(cloud, R"({"maxKeys":9})").response.body.find("nextMarker") != std::string::npos);
}

TEST_CASE("qianfan_cloud: a marker that is not in the list is InappropriateJSON") {
  const auto cloud = open_cloud(20);
  CHECK(ask(cloud, R"({"marker":"svco-nobody"})").code == "InappropriateJSON");
  const std::string of_another_version = all_ids(cloud, 2)[3];
  CHECK(ask(cloud, R"({"marker":")" + of_another_version + "\"}").code == "InappropriateJSON");
  CHECK(ask(open_cloud(0), R"({"marker":"svco-nobody"})").code == "InappropriateJSON");
}

TEST_CASE("qianfan_cloud: an empty list is one empty page") {
  const auto reply = ask(open_cloud(0), "{}");
  CHECK(reply.response.body.find("\"serviceList\":[]") != std::string::npos);
  const auto page = qianfan_page(reply.response);
  CHECK(page.service_list.empty());
  CHECK(page.page_info->is_truncated == false);
}

TEST_CASE("qianfan_cloud: pageReverse reverses the order") {
  const auto cloud = open_cloud(30);
  auto all = all_ids(cloud, 1);
  CHECK(ids(page_of(cloud, R"({"maxKeys":100,"pageReverse":false})").service_list) == all);
  std::reverse(all.begin(), all.end());
  CHECK(ids(page_of(cloud, R"({"maxKeys":100,"pageReverse":true})").service_list) == all);
  const auto second = page_of(cloud, R"({"maxKeys":4,"pageReverse":true,"marker":")" + all[4] + "\"}");
  CHECK(ids(second.service_list) == id_list(all.begin() + 4, all.begin() + 8));
}

TEST_CASE("qianfan_cloud: the log destination is returned only if logs are enabled") {
  qianfan::service on{.service_id = "svco-on"};
  on.log_store_config =
      qianfan::log_store_config{.log_region = "bj", .log_project = "p", .log_store_name = "s"};
  qianfan::service off = on;
  qianfan::service silent = on;
  on.enable_logs = true;
  off.service_id = "svco-off";
  off.enable_logs = false;
  silent.service_id = "svco-silent";
  silent.log_store_config.reset();
  const roster::emulator::detail::qianfan_cloud cloud({on, off, silent}, {.verify_signatures = false});
  const auto page = page_of(cloud, "{}");
  CHECK(page.service_list[0] == on);
  CHECK(page.service_list[1].log_store_config == qianfan::log_store_config{});
  CHECK_FALSE(page.service_list[2].log_store_config);
  CHECK(ask(cloud, "{}").response.body.find("\"logStoreConfig\":{}") != std::string::npos);
}

TEST_CASE("qianfan_cloud: ignores unknown members") {
  const auto cloud = open_cloud(4);
  CHECK(page_of(cloud, R"({"colour":"blue","MaxKeys":1})").service_list.size() == 2);
}

TEST_CASE("qianfan_cloud: returns all members of a service") {
  auto services = roster::emulator::generate_qianfan(400, 3);
  services[4].unknown.list = {{"newThing", "[1]"}};
  const roster::emulator::detail::qianfan_cloud cloud(services, {.verify_signatures = false});
  for (const std::int64_t version : {1, 2}) {
    std::string marker;
    for (bool more = true; more;) {
      const auto page = page_of(cloud, R"({"maxKeys":100,"protocolVersion":)" + std::to_string(version) +
                                           R"(,"marker":")" + marker + "\"}");
      for (const auto& s : page.service_list) {
        const auto held = std::find_if(services.begin(), services.end(),
                                       [&](const auto& other) { return other.service_id == s.service_id; });
        REQUIRE(held != services.end());
        CHECK(s == *held);
      }
      more = static_cast<bool>(page.page_info->is_truncated);
      marker = page.page_info->next_marker.value_or("");
    }
  }
}

TEST_CASE("qianfan_cloud: has the content type JSON, and the request id in header and body") {
  const auto reply = ask(open_cloud(1), "{}");
  CHECK(reply.response.headers.get("content-type") == "application/json; charset=utf-8");
  CHECK(reply.response.headers.get("x-bce-request-id") == "request-1");
  CHECK(read_page<qianfan::describe_services>(reply.response).request_id == "request-1");
}

TEST_CASE("qianfan_cloud: reports the requested page") {
  const auto cloud = open_cloud(30);
  const auto all = all_ids(cloud, 1);
  CHECK(ask(cloud, "{}").page == 1);
  CHECK_FALSE(ask(cloud, "{}").page_size);
  CHECK_FALSE(ask(cloud, "{}").marker);
  const auto third = ask(cloud, R"({"maxKeys":5,"marker":")" + all[10] + "\"}");
  CHECK(third.page == 3);
  CHECK(third.page_size == 5);
  CHECK(third.marker == all[10]);
}

TEST_CASE(
    "qianfan_cloud: following the markers returns exactly the services that pass the filters, in order, for "
    "any clamp") {
  std::mt19937 random(20260702);
  const auto below = [&](std::int64_t end) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(end));
  };
  const std::vector<qianfan::describe_services_request> filters{
      {},
      {.protocol_version = 2},
      {.page_reverse = true, .protocol_version = 2},
      {.name = "客服"},
      {.service_type = {qianfan::service_type::chat, qianfan::service_type::text2image},
       .protocol_version = 2},
      {.page_reverse = true, .run_status = {qianfan::run_status::serving}},
      {.creator = {"nobody"}}};
  for (int round = 0; round < 60; ++round) {
    const std::int64_t clamp = 1 + below(40);
    const auto services = static_cast<std::size_t>(below(150));
    auto request = filters[static_cast<std::size_t>(below(static_cast<std::int64_t>(filters.size())))];
    const auto cloud = open_cloud(services);
    const auto clamped = open_cloud(services, clamp);
    CAPTURE(clamp);
    CAPTURE(services);
    request.max_keys = 100;
    const auto whole = page_of(cloud, roster::to_json<roster::camel_case>(request));
    REQUIRE(whole.page_info->is_truncated == false);

    request.max_keys = 1 + below(60);
    id_list walked;
    for (bool more = true; more;) {
      const auto page = page_of(clamped, roster::to_json<roster::camel_case>(request));
      REQUIRE(page.page_info->max_keys == std::min(*request.max_keys, clamp));
      for (const auto& s : page.service_list) walked.push_back(s.service_id);
      more = static_cast<bool>(page.page_info->is_truncated);
      request.marker = page.page_info->next_marker;
    }
    CHECK(walked == ids(whole.service_list));
  }
}

TEST_CASE("qianfan_cloud: a clamp under 1 is rejected") {
  CHECK_THROWS_AS(open_cloud(3, 0), roster::failure);
  CHECK_THROWS_AS(open_cloud(3, -5), roster::failure);
}

TEST_CASE("qianfan_cloud: describes a service of either version, by its id") {
  const auto cloud = open_cloud(40);
  const auto describe = [&](const std::string& body) {
    auto request = qianfan_request(body);
    request.query = "Action=DescribeService";
    return cloud.handle(request, {noon, "request-1"});
  };
  std::set<std::int64_t> versions;
  for (const auto& s : cloud.services()) {
    const auto body =
        read_page<qianfan::describe_service>(describe(R"({"serviceId":")" + s.service_id + R"("})").response);
    CHECK(body.request_id == "request-1");
    CHECK(body.result.service_id == s.service_id);
    CHECK(body.result.name == s.name);
    versions.insert(s.protocol_version.value_or(1));
  }
  CHECK(versions.size() == 2);
  const auto unknown = describe(R"({"serviceId":"svco-unknown"})");
  CHECK(unknown.response.status == 404);
  CHECK(qianfan_error(unknown.response).code == "ResourceNotFound");
  CHECK(qianfan_error(unknown.response).message == "The requested service was not found.");
  for (const char* const body : {"", "{}", R"({"serviceId":""})", R"({"serviceId":[1]})"})
    CHECK(qianfan_error(describe(body).response).message.find("param[serviceId] invalid.") !=
          std::string::npos);
  CHECK(describe("{").code == "MalformedJSON");
}
