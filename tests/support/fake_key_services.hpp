// SPDX-License-Identifier: BSL-1.0
#pragma once
// The services that issue credentials: metadata, STS, a custom server. They respond as the real ones do,
// unless a test replaces a response.

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>

#include <support/fake_transport.hpp>

namespace fake {

/// Returns the members of a response with the credentials of that name, valid until `end`.
inline std::string key_members(const std::string& name, const std::string& end = "2026-01-07T02:11:30Z") {
  return R"("AccessKeyId":"STS.)" + name + R"(","AccessKeySecret":")" + name +
         R"(-secret","SecurityToken":")" + name + R"(-token","Expiration":")" + end + '"';
}

class key_services {
 public:
  using service = std::function<roster::http::response(const roster::http::request&)>;

  key_services()
      : carrier(std::make_shared<transport>(
            [this](const roster::http::request& request, std::size_t) { return respond(request); })) {}
  key_services(const key_services&) = delete;
  key_services& operator=(const key_services&) = delete;

  roster::alibaba::detail::credentials_network network() {
    return {.connect = [this](const asio::any_io_executor&) { return carrier; }, .runtime = world.runtime()};
  }

  /// Awaits credentials on a separate context.
  roster::credentials key(asio::awaitable<roster::credentials> asked) {
    asio::io_context context;
    return run(context, std::move(asked));
  }

  /// Returns the error message if there are no credentials.
  std::string why(asio::awaitable<roster::credentials> asked) {
    try {
      (void)key(std::move(asked));
    } catch (const roster::failure& f) {
      return f.what();
    }
    return "there is a key";
  }

  std::string metadata_key{"{\"Code\":\"Success\"," + key_members("ecs") + "}"};
  std::string role_name{"my-role"};
  service metadata_token{[](const auto&) { return text("metadata-token"); }};
  service metadata{[this](const roster::http::request& request) {
    if (request.headers.get("x-aliyun-ecs-metadata-token") != "metadata-token" && !version_1)
      return text("", 403);
    if (request.path == "/latest/meta-data/ram/security-credentials/") return text(role_name);
    return request.path.ends_with('/' + role_name) ? text(metadata_key) : text("", 404);
  }};
  service sts{[](const roster::http::request& request) {
    const bool oidc = request.query.find("AssumeRoleWithOIDC") != request.query.npos;
    return json(200, R"({"RequestId":"1","Credentials":{)" + key_members(oidc ? "oidc" : "role") + "}}");
  }};
  service server{[](const auto&) { return json(200, "{\"Code\":\"Success\"," + key_members("uri") + "}"); }};
  bool version_1{true};
  fake::world world{};
  std::shared_ptr<transport> carrier;

  static roster::http::response text(std::string body, unsigned status = 200) {
    return {.status = status, .headers = {{"content-type", "text/plain"}}, .body = std::move(body)};
  }

 private:
  roster::http::response respond(const roster::http::request& request) {
    if (request.to.host.starts_with("sts")) return sts(request);
    if (request.to.host != "100.100.100.200") return server(request);
    return request.method == "PUT" ? metadata_token(request) : metadata(request);
  }
};

}  // namespace fake
