// SPDX-License-Identifier: BSL-1.0
// Requests through a proxy, and that they leave no secrets in freed memory.
#include <doctest/doctest.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <initializer_list>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/detail/base64.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/eas/client.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/range/blocking.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <secrets/freed_memory.hpp>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::string_view key_secret = "PlantedAccessKeySecret0123456789";
constexpr std::string_view token = "PlantedSecurityToken+/0123456789abcdefghijklmnopqrstuvwxyz==";
constexpr std::string_view password = "PlantedProxyPassword-without-digits";
const std::string login = "user:" + std::string(password);
const std::string basic = roster::detail::base64_encode(login);

/// A proxy that responds to one request with a fixed text. The request is stored only on its stack, so that the proxy
/// frees no memory with parts of it.
class proxy {
 public:
  explicit proxy(std::string response)
      : acceptor_(context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
        response_(std::move(response)),
        thread_([this] { serve(); }) {}
  proxy(const proxy&) = delete;
  proxy& operator=(const proxy&) = delete;
  ~proxy() {
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);  // in case no client has connected
    thread_.join();
    roster::detail::wipe(response_);
  }

  std::string host() const { return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
  bool got_login() const { return got_login_; }

 private:
  void serve() {
    boost::system::error_code ec;
    tcp::socket socket(context_);
    acceptor_.accept(socket, ec);
    std::array<char, 8192> space{};
    std::size_t filled = 0;
    while (!ec && std::string_view(space.data(), filled).find("\r\n\r\n") == std::string_view::npos)
      filled += socket.read_some(asio::buffer(space.data() + filled, space.size() - filled), ec);
    got_login_ = std::string_view(space.data(), filled).find(basic) != std::string_view::npos;
    asio::write(socket, asio::buffer(response_), ec);
    roster::detail::zero_memory(space.data(), space.size());
  }

  asio::io_context context_{};
  tcp::acceptor acceptor_;
  std::string response_;
  bool got_login_{};
  std::thread thread_;
};

/// Lists the services of an endpoint through a proxy; returns their number.
std::size_t list_through(const proxy& through, const std::string& endpoint) {
  asio::io_context context;
  const std::string_view scheme = "http://user:";
  std::string url;
  const roster::detail::wipe_at_exit wiped(url);
  url.reserve(256);
  url.append(scheme).append(password).append("@").append(through.host());
  roster::http_client_options options;
  options.proxy = roster::proxy_options{.http = roster::secret(std::string_view(url)),
                                        .https = roster::secret(std::string_view(url))};
  const roster::eas::client client(
      context.get_executor(),
      {.endpoint = endpoint,
       .credentials = std::make_shared<roster::detail::static_credentials>(
           roster::credentials{.access_key_id = "LTAI-visible",
                               .access_key_secret = roster::secret(key_secret),
                               .security_token = roster::secret(token)}),
       .retry = {.max_retries = 0},
       .transport = roster::make_http_client(context.get_executor(), std::move(options))});
  std::size_t services = 0;
  for (const auto& service : roster::blocking(client.list_services())) {
    (void)service;
    ++services;
  }
  return services;
}

std::string response(std::string_view status, const std::string& body) {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

/// Returns the concatenated parts without leaving copies: their memory would be reused while it is watched.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) roster::detail::append_secret(out, part);
  return out;
}

}  // namespace

TEST_CASE(
    "request through a proxy: no freed memory holds the proxy's password or the security token (fault 214)") {
  const roster_test::freed_memory memory({key_secret, token, password, login, basic});
  {
    proxy through(response("200 OK", R"({"TotalCount":0,"PageNumber":1,"PageSize":100,"Services":[]})"));
    CHECK(list_through(through, "http://clouds.test") == 0);
    CHECK(through.got_login());
  }
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE(
    "request that a proxy rejects: no freed memory holds the proxy's password or the security token (fault "
    "214)") {
  for (const std::string_view endpoint : {"http://clouds.test", "https://clouds.test"}) {
    CAPTURE(endpoint);
    const roster_test::freed_memory memory({key_secret, token, password, login, basic});
    {
      proxy through(response("403 Forbidden", R"({"Code":"Forbidden","Message":"no"})"));
      CHECK_THROWS_AS((void)list_through(through, std::string(endpoint)), roster::failure);
      CHECK(through.got_login());
    }
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}

TEST_CASE(
    "response that echoes secrets: no freed memory holds the proxy's password or the security token (fault "
    "215)") {
  const std::string padding(40'000, ' ');  // the body grows while it is read
  const std::string echo =
      joined({R"({"Code":"Forbidden","Message":"you sent )", token, " and Basic ", basic, "\"}", padding});
  const std::string sized =
      joined({"HTTP/1.1 403 Forbidden\r\nContent-Length: ", std::to_string(echo.size()), "\r\n\r\n", echo});
  const std::string until_end = joined({"HTTP/1.1 403 Forbidden\r\nX-Token: ", token, "\r\n\r\n", echo});
  const std::string_view first = std::string_view(echo).substr(0, 0x100);
  const std::string_view second = std::string_view(padding).substr(0, 0x9C00);
  const std::string chunked = joined({"HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n",
                                      first, "\r\n9C00\r\n", second, "\r\n0\r\n\r\n"});
  for (const std::string* text : {&sized, &until_end, &chunked}) {
    CAPTURE(text->substr(0, 40));
    proxy through(*text);
    const roster_test::freed_memory memory({key_secret, token, password, login, basic});
    std::string message;
    try {
      (void)list_through(through, "http://clouds.test");
    } catch (const roster::failure& f) {
      message = f.details().vendor_message;
    }
    CHECK(message == "you sent *** and Basic ***");
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}
