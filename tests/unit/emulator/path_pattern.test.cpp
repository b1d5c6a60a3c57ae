// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/detail/path_pattern.hpp>
#include <string>

namespace {

/// Returns the parameters of a path as "name=value;", or "no" if it has another pattern.
std::string matched(std::string_view pattern, std::string_view path) {
  roster::http::detail::query_list found;
  if (!roster::emulator::detail::match_path(pattern, path, found)) return "no";
  std::string out;
  for (const auto& [name, value] : found) out += name + '=' + value + ';';
  return out;
}

}  // namespace

TEST_CASE("path_pattern: finds the parameters of a path, decoded") {
  constexpr auto pattern = "/api/v2/services/{ClusterId}/{ServiceName}";
  CHECK(matched(pattern, "/api/v2/services/cn-x/a%2Fb") == "ClusterId=cn-x;ServiceName=a/b;");
  for (const auto* path :
       {"/api/v2/services", "/api/v2/services/", "/api/v2/services/cn-x", "/api/v2/services/cn-x/",
        "/api/v2/services//a", "/api/v2/services/cn-x/a/b", "/api/v2/services/cn-x/%4"})
    CHECK_MESSAGE(matched(pattern, path) == "no", std::string(path));
  CHECK(matched("/v1/models", "/v1/models") == "");
  CHECK(matched("/v1/{name}:list", "/v1/a:b:list") == "name=a:b;");
}
