// SPDX-License-Identifier: BSL-1.0
// Lists the services of PAI-EAS without Roster: Asio coroutines, TLS and HTTP by Beast, signed requests, JSON by Boost.JSON. It is
// the reference of tools/compile_time.py, and has no retries, no checks of the list, and no other vendor.
//
// usage: beast_by_hand HOST PORT CA_FILE

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace json = boost::json;

namespace {

struct service {
  std::string name{};
  std::string status{};
  std::optional<std::int64_t> gpu{};
};

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

std::string sha256(std::string_view text) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr);
  return hex(bytes, size);
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
  return value;
}

/// Returns a signed request for a page: ACS3-HMAC-SHA256.
http::request<http::empty_body> page_request(const std::string& host, int number) {
  const std::string query = "PageNumber=" + std::to_string(number) + "&PageSize=100";
  unsigned char nonce[16];
  RAND_bytes(nonce, sizeof nonce);
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  char date[32];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
  const std::map<std::string, std::string> headers{{"host", host},
                                                   {"x-acs-action", "ListServices"},
                                                   {"x-acs-content-sha256", sha256("")},
                                                   {"x-acs-date", date},
                                                   {"x-acs-version", "2021-07-01"},
                                                   {"x-acs-signature-nonce", hex(nonce, sizeof nonce)}};
  std::string lines, names;
  http::request<http::empty_body> request(http::verb::get, "/api/v2/services?" + query, 11);
  for (const auto& [name, value] : headers) {
    lines += name + ':' + value + '\n';
    names += (names.empty() ? "" : ";") + name;
    request.set(name, value);
  }
  const std::string canonical =
      "GET\n/api/v2/services\n" + query + '\n' + lines + '\n' + names + '\n' + sha256("");
  const std::string text = "ACS3-HMAC-SHA256\n" + sha256(canonical),
                    secret = variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes, &size);
  request.set(http::field::authorization,
              "ACS3-HMAC-SHA256 Credential=" + variable("ALIBABA_CLOUD_ACCESS_KEY_ID") +
                  ",SignedHeaders=" + names + ",Signature=" + hex(bytes, size));
  return request;
}

/// Appends the services of a page; returns whether there are more.
bool append_page(const std::string& body, std::vector<service>& services) {
  const json::value page = json::parse(body);
  const json::array& items = page.at("Services").as_array();
  for (const json::value& item : items) {
    service& one = services.emplace_back();
    one.name = item.at("ServiceName").as_string().c_str();
    one.status = item.at("Status").as_string().c_str();
    if (const json::value* gpu = item.as_object().if_contains("Gpu"))
      one.gpu = gpu->to_number<std::int64_t>();
  }
  return !items.empty() && std::cmp_less(services.size(), page.at("TotalCount").to_number<std::int64_t>());
}

asio::awaitable<std::vector<service>> list_services(std::string host, std::string port, std::string ca_file) {
  const auto executor = co_await asio::this_coro::executor;
  asio::ssl::context context(asio::ssl::context::tls_client);
  context.load_verify_file(ca_file);
  context.set_verify_mode(asio::ssl::verify_peer);
  beast::ssl_stream<beast::tcp_stream> stream(executor, context);
  stream.set_verify_callback(asio::ssl::host_name_verification(host));
  SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());

  asio::ip::tcp::resolver resolver(executor);
  const auto addresses = co_await resolver.async_resolve(host, port, asio::use_awaitable);
  beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(30));
  co_await beast::get_lowest_layer(stream).async_connect(addresses, asio::use_awaitable);
  co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);

  std::vector<service> services;
  beast::flat_buffer buffer;
  for (int number = 1;; ++number) {
    const auto request = page_request(host + ':' + port, number);
    http::response<http::string_body> response;
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(30));
    co_await http::async_write(stream, request, asio::use_awaitable);
    co_await http::async_read(stream, buffer, response, asio::use_awaitable);
    if (response.result() != http::status::ok)
      throw std::runtime_error("HTTP " + std::to_string(response.result_int()) + ": " + response.body());
    if (!append_page(response.body(), services)) co_return services;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  int status = 1;
  asio::io_context context;
  asio::co_spawn(context, list_services(arguments[1], arguments[2], arguments[3]),
                 [&](std::exception_ptr problem, std::vector<service> services) {
                   try {
                     if (problem) std::rethrow_exception(problem);
                     for (const service& one : services)
                       if (one.status == "Running" && one.gpu > 0) std::cout << one.name << '\n';
                     status = 0;
                   } catch (const std::exception& error) {
                     std::cerr << error.what() << '\n';
                   }
                 });
  context.run();
  return status;
}
