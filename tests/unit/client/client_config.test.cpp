// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/reflection.hpp>
#include <string>

namespace {

std::string shown(std::chrono::milliseconds time) {
  const auto ms = time.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

std::string shown_bytes(std::uint64_t bytes) {
  const bool mega = bytes % 1'048'576 == 0;
  return std::to_string(bytes / (mega ? 1'048'576 : 1024)) + (mega ? " MiB" : " KiB");
}

/// Returns the names of the members after `credentials`.
template <class Config>
std::string common_members() {
  std::string out;
  roster::for_each_field<Config>([&](auto index) {
    const std::string name(roster::member_name<Config, index>);
    out = name == "credentials" ? "" : out + name + ' ';
  });
  return out;
}

std::string configuration_page() {
  std::ifstream file(ROSTER_TEST_DATA "/../../docs/guide/configuration.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Returns the members of Options that no row of the page begins with, in the order of declaration. Those of `nested`
/// have rows of their own.
template <class Options>
std::string missing_rows(const std::string& page, const std::string& prefix = {},
                         const std::string& nested = {}) {
  std::string out;
  std::size_t at = 0;
  roster::for_each_field<Options>([&](auto index) {
    const std::string name(roster::member_name<Options, index>);
    const auto row = page.find("\n| `" + prefix + name + (name == nested ? "." : "`"), at);
    if (row == std::string::npos)
      out += name + ' ';
    else
      at = row;
  });
  return out;
}

}  // namespace

TEST_CASE("client_config: all configs end with the same members, in the same order") {
  // Designated initializers cannot name members of a base, so each config declares them.
  const auto expected = common_members<roster::client_config>();
  CHECK(expected.starts_with("timeout retry rate "));
  CHECK(common_members<roster::eas::client_config>() == expected);
  CHECK(common_members<roster::qianfan::client_config>() == expected);
}

TEST_CASE("client_config: has the defaults that the guide documents") {
  const std::string guide = configuration_page();
  const auto names = [&](const std::string& option, const std::string& value) {
    CAPTURE(option);
    CHECK(guide.find("| " + option + " | " + value + " |") != std::string::npos);
  };
  const roster::client_config config{};
  names("`timeout`", shown(config.timeout));
  names("`http.connect_timeout`", shown(config.http.connect_timeout));
  names("`http.handshake_timeout`", shown(config.http.handshake_timeout));
  names("`http.first_byte_timeout`", shown(config.http.first_byte_timeout));
  names("`deadline`", roster::list_options{}.deadline ? "some" : "none");
  names("`retry.max_retries`", std::to_string(config.retry.max_retries));
  names("`retry.base_delay`", shown(config.retry.base_delay));
  names("`retry.throttle_base_delay`", shown(config.retry.throttle_base_delay));
  names("`retry.max_delay`", shown(config.retry.max_delay));
  names("`retry.max_retry_after`", shown(config.retry.max_retry_after));
  names("`retry.quota`", std::to_string(config.retry.quota));
  names("`http.max_connections`", std::to_string(config.http.max_connections));
  names("`http.max_idle_connections`", std::to_string(config.http.max_idle_connections));
  names("`http.idle_timeout`", shown(config.http.idle_timeout));
  names("`http.proxy`", config.http.proxy ? "some" : "none");
  names("`http.ca_file`", config.http.ca_file.empty() ? "none" : "some");
  names("`http.client_certificate_file`", config.http.client_certificate_file.empty() ? "none" : "some");
  names("`http.insecure_accept_any_server`", config.http.insecure_accept_any_server ? "`true`" : "`false`");
  names("`http.user_agent`", config.http.user_agent.empty() ? "none" : config.http.user_agent);
  names("`http.limits.max_header`", shown_bytes(config.http.limits.max_header));
  names("`http.limits.max_body`", shown_bytes(config.http.limits.max_body));
  names("`http.limits.max_overhead`", shown_bytes(config.http.limits.max_overhead));
  names("`http.limits.max_informational`", std::to_string(config.http.limits.max_informational));
  CHECK(roster::eas::list_services::paging.max_page_size ==
        roster::qianfan::describe_services::paging.max_page_size);
  CHECK(guide.find("Unset, it is " + std::to_string(roster::eas::list_services::paging.max_page_size) +
                   ',') != std::string::npos);
}

TEST_CASE("client_config: the guide has every option, in the order of declaration") {
  const std::string page = configuration_page();
  CHECK(missing_rows<roster::client_config>(page) == "");
  CHECK(missing_rows<roster::eas::client_config>(page) == "");
  CHECK(missing_rows<roster::qianfan::client_config>(page) == "");
  CHECK(missing_rows<roster::list_options>(page) == "");
  CHECK(missing_rows<roster::retry_options>(page, "retry.") == "");
  CHECK(missing_rows<roster::http_client_options>(page, "http.", "limits") == "");
  CHECK(missing_rows<roster::response_limits>(page, "http.limits.") == "");
}
