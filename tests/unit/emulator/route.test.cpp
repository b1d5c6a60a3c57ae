// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/emulator/serve/detail/route.hpp>
#include <string>
#include <vector>

using roster::emulator::detail::match_route;
using roster::emulator::detail::operation_route;
using roster::emulator::detail::route_fit;
using roster::emulator::detail::route_match;
using list = roster::http::detail::query_list;

namespace {

constexpr std::array<roster::detail::fixed_header, 1> headers{{{"X-Amz-Target", "SageMaker.ListEndpoints"}}};

route_match match(operation_route route, std::string path, std::string query = {},
                  roster::http::headers sent = {}) {
  return match_route(route, {.path = std::move(path), .query = std::move(query), .headers = std::move(sent)});
}

list parameters(std::string_view pattern, std::string path) {
  const auto found = match({.where = roster::get(pattern)}, std::move(path));
  return found.fit == route_fit::all ? found.path : list{{"no", "match"}};
}

}  // namespace

TEST_CASE("match_route: returns how much of a request fits") {
  const operation_route route{roster::get("/v1/endpoints?Action=List&Version=2"), headers};
  const roster::http::headers target{{"x-amz-target", "SageMaker.ListEndpoints"}};
  CHECK(match(route, "/v2/endpoints").fit == route_fit::none);
  CHECK(match(route, "/v1/endpoints/a").fit == route_fit::none);
  CHECK(match(route, "/v1/endpoint").fit == route_fit::none);
  CHECK(match_route(route, {.method = "POST", .path = "/v1/endpoints"}).fit == route_fit::path);
  CHECK(match(route, "/v1/endpoints", "Action=List").fit == route_fit::method);
  CHECK(match(route, "/v1/endpoints", "Action=List").problem == "missing query parameter \"Version=2\"");
  CHECK(match(route, "/v1/endpoints", "Action=%zz").problem == "the query is not percent-encoded");
  const auto query = match(route, "/v1/endpoints", "Version=2&limit=1&Action=List");
  CHECK(query.fit == route_fit::query);
  CHECK(query.problem == "header X-Amz-Target is \"\"; expected \"SageMaker.ListEndpoints\"");
  const auto all = match(route, "/v1/endpoints", "Version=2&limit=1&Action=List", target);
  CHECK(all.fit == route_fit::all);
  CHECK(all.query == list{{"limit", "1"}});
  CHECK(all.problem.empty());
}

TEST_CASE("match_route: decodes the parameters of a path") {
  CHECK(parameters("/v1/{project}/list", "/v1/a%20b%2Fc/list") == list{{"project", "a b/c"}});
  CHECK(parameters("/{a}/{b}", "/1/2") == list{{"a", "1"}, {"b", "2"}});
  CHECK(parameters("/v1/{name}:list", "/v1/a:b:list") == list{{"name", "a:b"}});
  CHECK(parameters("/{a}-{b}/c", "/x-y-z/c") == list{{"a", "x"}, {"b", "y-z"}});
  for (const char* path : {"/v1//list", "/v1/list", "/v1/a/b/list", "/v1/a/list/", "/v1/%zz/list", "/v1/a"}) {
    CAPTURE(path);
    CHECK(parameters("/v1/{project}/list", path) == list{{"no", "match"}});
  }
}

TEST_CASE("unknown_path: lists the paths of all routes, up to eight") {
  std::vector<operation_route> routes{{roster::get("/a")}, {roster::post("/a")}};
  using roster::emulator::detail::unknown_path;
  CHECK(unknown_path("/x", routes) == R"(unknown path "/x"; expected "/a")");
  routes.push_back({roster::get("/b?c=d")});
  CHECK(unknown_path("/x", routes) == R"(unknown path "/x"; expected "/a" or "/b")");
  routes.push_back({roster::get("/c")});
  CHECK(unknown_path("/x", routes) == R"(unknown path "/x"; expected "/a", "/b" or "/c")");
  for (const char* path : {"/d", "/e", "/f", "/g", "/h", "/i", "/j"}) routes.push_back({roster::get(path)});
  CHECK(unknown_path("/x", routes).ends_with(R"("/g", "/h" or one of 2 others)"));
}

TEST_CASE("is_same_route: compares what a request has to have") {
  using roster::emulator::detail::is_same_route;
  const auto same = [](roster::detail::target a, roster::detail::target b) {
    return is_same_route({a}, {b});
  };
  CHECK(same(roster::get("/v1/{a}/x?b=1&c=2"), roster::get("/v1/{d}/x?c=2&b=1")));
  CHECK_FALSE(same(roster::get("/v1/x"), roster::post("/v1/x")));
  CHECK_FALSE(same(roster::get("/v1/x"), roster::get("/v1/{a}")));
  CHECK_FALSE(same(roster::get("/v1/x?b=1"), roster::get("/v1/x?b=2")));
  constexpr std::array<roster::detail::fixed_header, 1> other{{{"x-amz-target", "SageMaker.ListEndpoints"}}};
  CHECK(is_same_route({roster::get("/"), headers}, {roster::get("/"), other}));
  CHECK_FALSE(is_same_route({roster::get("/"), headers}, {roster::get("/")}));
}

TEST_CASE("match_route: ignores the prefix of the client's endpoint") {
  roster::http::request request{.path = "/gateway/v1/models"};
  CHECK(match_route({.where = roster::get("/v1/models")}, request).fit == route_fit::none);
  request.to.prefix = "/gateway";
  CHECK(match_route({.where = roster::get("/v1/models")}, request).fit == route_fit::all);
}
