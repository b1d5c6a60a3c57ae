// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/system/system_error.hpp>
#include <roster/alibaba/detail/sources.hpp>
#include <string>

#include <support/fake_key_services.hpp>

namespace {

roster::detail::credentials_search obtain(fake::key_services& services,
                                          roster::alibaba::detail::source_search found) {
  boost::asio::io_context context;
  return fake::run(context,
                   roster::alibaba::detail::resolve_credentials(std::move(found), services.network()));
}

}  // namespace

TEST_CASE("resolve_credentials: roles are assumed in sequence") {
  fake::key_services services;
  roster::alibaba::detail::source_config source{.first = roster::alibaba::detail::ecs_role{},
                                                .then = {{.arn = "first"}, {.arn = "second"}}};
  services.sts = [&](const roster::http::request& request) {
    const bool second = request.query.find("second") != std::string::npos;
    CHECK(request.headers.get("x-acs-security-token") == (second ? "one-token" : "ecs-token"));
    return fake::json(200, R"({"Credentials":{)" + fake::key_members(second ? "two" : "one") + "}}");
  };
  const auto found = obtain(services, {.source = std::move(source), .location = "a file"});
  REQUIRE(found.key);
  CHECK(found.key->access_key_id == "STS.two");
}

TEST_CASE("resolve_credentials: a configured access key causes no request") {
  fake::key_services services;
  const roster::credentials key{.access_key_id = "id"};
  CHECK(
      obtain(services, {.source = roster::alibaba::detail::source_config{.first = key}}).key->access_key_id ==
      "id");
  CHECK(services.carrier->requests.empty());
}

TEST_CASE("resolve_credentials: the reason for a missing source is reported unchanged") {
  fake::key_services services;
  const auto found = obtain(services, {.location = "a file", .why = "does not exist"});
  CHECK(!found.key);
  CHECK(found.description == "a file (does not exist)");
  CHECK(!found.broken);
}

TEST_CASE("resolve_credentials: a failing source stops the search if it is decisive") {
  fake::key_services services;
  services.metadata = [](const auto&) { return fake::key_services::text("", 404); };
  const roster::alibaba::detail::source_config source{.first = roster::alibaba::detail::ecs_role{}};
  const auto file = obtain(services, {.source = source, .location = "a file", .where = "profiles[2]"});
  CHECK(file.description == "a file (profiles[2]: the instance has no RAM role)");
  CHECK(file.broken);
  const auto variable = obtain(services, {.source = source, .location = "the service", .decisive = false});
  CHECK(variable.description == "the service (the instance has no RAM role)");
  CHECK(!variable.broken);
}

TEST_CASE("resolve_credentials: a cancellation propagates, and does not count as a failing source") {
  fake::key_services services;
  services.metadata = [](const auto&) -> roster::http::response {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  };
  CHECK_THROWS_AS(
      obtain(
          services,
          {.source = roster::alibaba::detail::source_config{.first = roster::alibaba::detail::ecs_role{}}}),
      boost::system::system_error);
}
