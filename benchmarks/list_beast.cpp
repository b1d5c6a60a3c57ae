// SPDX-License-Identifier: BSL-1.0
// Lists everything with a hand-written loop over Beast and Boost.JSON: with value_to on described structs, or with
// the traversal of a tree in an arena, the fastest known way. Requests are unsigned, there are no deadlines, and only
// the status is checked.
//
// usage: bench-list-beast ENDPOINT value_to|walk

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/src.hpp>
#include <cstdlib>
#include <cstring>

#include "boost_peers.hpp"
#include "eas_plain.hpp"
#include "listing_sample.hpp"

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

/// One connection and its read buffer.
class page_reader {
 public:
  page_reader(asio::io_context& context, unsigned short port) : stream_(context) {
    stream_.connect({asio::ip::make_address("127.0.0.1"), port});
    stream_.socket().set_option(asio::ip::tcp::no_delay(true));
  }

  std::string fetch(std::size_t number) {
    const std::string target = "/api/v2/services?PageNumber=" + std::to_string(number) + "&PageSize=100";
    http::request<http::empty_body> request(http::verb::get, target, 11);
    request.set(http::field::host, "127.0.0.1");
    http::write(stream_, request);
    http::response<http::string_body> response;
    http::read(stream_, buffer_, response);
    if (response.result() != http::status::ok) std::exit(1);
    return std::move(response.body());
  }

 private:
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  bench::listing_sample sample;
  asio::io_context context(1);
  page_reader pages(context, bench::port_of(argv[1]));
  const auto decode = std::strcmp(argv[2], "walk") == 0 ? peers::boost_walk<plain::eas_response>
                                                        : peers::boost_value_to<plain::eas_response>;
  std::vector<plain::eas_service> services;
  for (std::size_t number = 1;; ++number) {
    auto response = decode(pages.fetch(number));
    for (auto& s : response.Services) services.push_back(std::move(s));
    if (response.Services.empty() || static_cast<std::int64_t>(services.size()) >= response.TotalCount) break;
  }
  bench::seen all;
  for (const auto& s : services) all.add(s.ServiceName, s.Cpu.value_or(0));
  sample.print(all);
}
