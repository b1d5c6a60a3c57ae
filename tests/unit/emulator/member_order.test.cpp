// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <regex>
#include <roster/emulator/alibaba/detail/eas_member_order.hpp>
#include <roster/emulator/baidu/detail/qianfan_member_order.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/generate_qianfan.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <set>
#include <support/emulator_requests.hpp>
#include <support/sample.hpp>

using namespace roster_test;

namespace {

/// Returns the names of all members in text order, at any depth.
std::vector<std::string> names_in(const std::string& json) {
  static const std::regex name(R"re("([A-Za-z_]+)"\s*:)re");
  std::vector<std::string> out;
  for (std::sregex_iterator at(json.begin(), json.end(), name), end; at != end; ++at) out.push_back((*at)[1]);
  return out;
}

/// Returns the wire names of the members of T, sorted, without the one for unknown fields.
template <class T, roster::letter_case Case>
std::set<std::string> declared() {
  std::set<std::string> names;
  for (const auto& member : roster::detail::type_descriptor_of<T, Case>.object->members)
    if (member.type->kind != roster::detail::kind::unknown) names.emplace(member.name);
  return names;
}

template <class Names>
std::set<std::string> as_set(const Names& names) {
  return {std::begin(names), std::end(names)};
}

roster::emulator::cloud clouds_of_the_samples(roster::emulator::member_order order, std::uint64_t seed = 1) {
  eas::list_services_response eas_sample;
  REQUIRE(!roster::decode<roster::pascal_case>(read_text("eas-sample.json"), eas_sample));
  qianfan::describe_services_response qianfan_sample;
  REQUIRE(!roster::decode<roster::camel_case>(read_text("qianfan-sample.json"), qianfan_sample));
  return roster::emulator::cloud(
      {.seed = seed, .member_order = order, .verify_signatures = false},
      {.eas_services = eas_sample.services, .qianfan_services = qianfan_sample.result->service_list});
}

std::string eas_body(const roster::emulator::cloud& clouds, const http::detail::query_list& query = {}) {
  return clouds.respond(eas_request(query)).response.body;
}

std::string qianfan_body(const roster::emulator::cloud& clouds,
                         const std::string& asked = R"({"protocolVersion":2,"maxKeys":100})") {
  return clouds.respond(qianfan_request(asked)).response.body;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

/// Returns the bodies of 20 calls of `ask`.
template <class Ask>
std::vector<std::string> twenty(Ask ask) {
  std::vector<std::string> bodies;
  for (int i = 0; i < 20; ++i) bodies.push_back(ask());
  return bodies;
}

bool precedes(const std::string& body, const char* first, const char* second) {
  return body.find(first) < body.find(second);
}

}  // namespace

TEST_CASE("member_order: by default, the members of both vendors have the order of their sample responses") {
  const auto clouds = clouds_of_the_samples(roster::emulator::options{}.member_order);
  CHECK(names_in(eas_body(clouds)) == names_in(read_text("eas-sample.json")));
  CHECK(names_in(qianfan_body(clouds)) == names_in(read_text("qianfan-sample.json")));
}

TEST_CASE("member_order: every declared member has a documented position") {
  using namespace roster::detail;
  constexpr auto pascal = roster::pascal_case;
  constexpr auto camel = roster::camel_case;
  CHECK(as_set(roster::emulator::detail::eas_page_members) ==
        declared<eas::list_services_response, pascal>());
  CHECK(as_set(roster::emulator::detail::eas_service_members) == declared<eas::service, pascal>());
  CHECK(as_set(roster::emulator::detail::eas_label_members) == declared<eas::label, pascal>());
  CHECK(as_set(roster::emulator::detail::eas_instance_count_members) ==
        declared<eas::instance_count_in_resource, pascal>());
  CHECK(as_set(roster::emulator::detail::qianfan_response_members) ==
        declared<qianfan::describe_services_response, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_result_members) == declared<qianfan::result, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_page_info_members) == declared<qianfan::page_info, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_service_members) == declared<qianfan::service, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_resource_members) ==
        declared<qianfan::resource_config, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_deployment_members) ==
        declared<qianfan::deployment_config, camel>());
  CHECK(as_set(roster::emulator::detail::qianfan_log_store_members) ==
        declared<qianfan::log_store_config, camel>());
}

TEST_CASE("member_order: undocumented members come last, and values are unchanged") {
  const std::string text =
      R"({"New":[{"b":1,"a":"},]\"\\"}],"PageNumber":1,"Services":[{"X":{},"Cpu":2},{}],)"
      R"("Other":[],"RequestId":"{\"TotalCount\":1}"})";
  CHECK(roster::emulator::detail::in_documented_order(text, roster::emulator::detail::eas_member_order) ==
        R"({"RequestId":"{\"TotalCount\":1}","Services":[{"Cpu":2,"X":{}},{}],"PageNumber":1,)"
        R"("New":[{"b":1,"a":"},]\"\\"}],"Other":[]})");
  CHECK(roster::emulator::detail::in_documented_order(text, {}) == text);
}

TEST_CASE("member_order: a random order has the same members and values for both vendors") {
  const auto clouds = clouds_of_the_samples(roster::emulator::member_order::random);
  const auto documented = clouds_of_the_samples(roster::emulator::member_order::documented);
  const auto expected_eas = eas_page({.status = 200, .body = eas_body(documented)}).services;
  const auto expected_qianfan = qianfan_page({.status = 200, .body = qianfan_body(documented)}).service_list;
  for (int i = 0; i < 5; ++i) {
    const std::string eas_text = eas_body(clouds);
    CHECK(eas_page({.status = 200, .body = eas_text}).services == expected_eas);
    CHECK(names_in(eas_text) != names_in(eas_body(documented)));
    CHECK(sorted(names_in(eas_text)) == sorted(names_in(eas_body(documented))));
    const std::string qianfan_text = qianfan_body(clouds);
    CHECK(qianfan_page({.status = 200, .body = qianfan_text}).service_list == expected_qianfan);
    CHECK(names_in(qianfan_text) != names_in(qianfan_body(documented)));
    CHECK(sorted(names_in(qianfan_text)) == sorted(names_in(qianfan_body(documented))));
  }
}

TEST_CASE("member_order: a random order includes the members next to the list") {
  const auto clouds = clouds_of_the_samples(roster::emulator::member_order::random);
  const auto eas_bodies = twenty([&] { return eas_body(clouds); });
  const auto qianfan_bodies = twenty([&] { return qianfan_body(clouds); });
  const auto total_first = [](const std::string& body) {
    return precedes(body, "\"TotalCount\"", "\"Services\"");
  };
  const auto info_first = [](const std::string& body) {
    return precedes(body, "\"pageInfo\"", "\"serviceList\"");
  };
  CHECK(std::any_of(eas_bodies.begin(), eas_bodies.end(), total_first));
  CHECK_FALSE(std::all_of(eas_bodies.begin(), eas_bodies.end(), total_first));
  CHECK(std::any_of(qianfan_bodies.begin(), qianfan_bodies.end(), info_first));
  CHECK_FALSE(std::all_of(qianfan_bodies.begin(), qianfan_bodies.end(), info_first));
}

TEST_CASE("member_order: each object of a page has its own random order") {
  const roster::emulator::cloud clouds(
      {.services = 40, .member_order = roster::emulator::member_order::random, .verify_signatures = false});
  std::set<bool> eas_seen;
  const std::string eas_text = eas_body(clouds);
  for (std::size_t at = 0; (at = eas_text.find("\"InstanceCountInResource\":{", at)) != eas_text.npos; ++at)
    eas_seen.insert(precedes(eas_text.substr(at), "\"Quota\"", "\"Public\""));
  CHECK(eas_seen.size() == 2);
  std::set<bool> qianfan_seen;
  const std::string qianfan_text = qianfan_body(clouds);
  for (std::size_t at = 0; (at = qianfan_text.find("\"deploymentConfig\":{", at)) != qianfan_text.npos; ++at)
    qianfan_seen.insert(precedes(qianfan_text.substr(at), "\"qps\"", "\"replicasCount\""));
  CHECK(qianfan_seen.size() == 2);
}

TEST_CASE("member_order: the seed determines a random order") {
  const auto bodies = [](std::uint64_t seed) {
    const auto clouds = clouds_of_the_samples(roster::emulator::member_order::random, seed);
    return twenty([&] { return eas_body(clouds) + qianfan_body(clouds); });
  };
  CHECK(bodies(5) == bodies(5));
  CHECK(bodies(5) != bodies(6));
}

TEST_CASE("member_order: errors and anomalies are shuffled, too") {
  roster::emulator::options options{
      .services = 3, .member_order = roster::emulator::member_order::random, .verify_signatures = false};
  options.faults = {roster::emulator::parse_fault("denied:vendor=eas,times=always")};
  const roster::emulator::cloud denying(options);
  options.faults = {roster::emulator::parse_fault("total:add=1,times=always")};
  const roster::emulator::cloud odd(options);
  std::set<std::vector<std::string>> denied, bad, odd_pages;
  for (int i = 0; i < 5; ++i) {
    denied.insert(names_in(eas_body(denying)));
    bad.insert(names_in(qianfan_body(denying, R"({"maxKeys":0})")));
    odd_pages.insert(names_in(eas_body(odd)));
    CHECK(eas_page({.status = 200, .body = eas_body(odd)}).total_count == 4);
  }
  CHECK(denied.size() > 1);
  CHECK(bad.size() > 1);
  CHECK(odd_pages.size() > 1);
}
