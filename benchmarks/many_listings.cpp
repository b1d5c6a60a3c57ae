// SPDX-License-Identifier: BSL-1.0
// Many listings at once, on one thread and one client, with responses from memory: what each of them needs.
//
// usage: bench-many-listings FILE CONCURRENT REPEATS PREFETCH
//
// FILE has a page on each line. Prints how much the peak memory of the process grows for each listing, in KiB, after a
// first listing alone, and the CPU time of an item, in ns.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas.hpp>
#include <string>
#include <utility>
#include <vector>

#include "listing_sample.hpp"
#include "page_file.hpp"

namespace asio = boost::asio;
namespace eas = roster::eas;

namespace {

/// Responds with a copy of a page, once all requests that were sent before have their responses.
class pages_in_memory final : public roster::transport {
 public:
  explicit pages_in_memory(std::vector<std::string> pages) : pages_(std::move(pages)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    co_await asio::post(asio::use_awaitable);
    roster::http::response response;
    response.status = 200;
    response.headers.add("content-type", "application/json");
    response.body = pages_.at(bench::requested_page(request.query) - 1);
    co_return response;
  }

 private:
  std::vector<std::string> pages_;
};

asio::awaitable<void> list(eas::client client, roster::list_options how, std::size_t repeats,
                           bench::seen& all) {
  for (; repeats != 0; --repeats) {
    auto services = client.list_services({}, how);
    while (true) {
      const auto service = co_await services.next();
      if (!service) break;
      all.add(service->service_name, service->cpu.value_or(0));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const auto number = [&](int argument) { return std::strtoul(argv[argument], nullptr, 10); };
  const auto transport = std::make_shared<pages_in_memory>(bench::read_pages(argv[1]));
  const roster::list_options how{.prefetch = number(4)};
  asio::io_context context(1);
  const roster::credentials key{.access_key_id = "bench",
                                .access_key_secret = roster::secret("bench-secret")};
  eas::client client{context.get_executor(),
                     {.region = "cn-shanghai",
                      .credentials = std::make_shared<roster::detail::static_credentials>(key),
                      .transport = transport}};
  const auto run = [&](std::size_t concurrent, std::size_t repeats) {
    bench::seen all;
    for (std::size_t n = 0; n < concurrent; ++n)
      asio::co_spawn(context, list(client, how, repeats, all), [](std::exception_ptr e) {
        if (e) std::rethrow_exception(e);
      });
    context.run();
    context.restart();
    return all.items;
  };
  (void)run(1, 1);
  const long before = bench::peak_memory();
  const double start = bench::cpu_time();
  const auto items = run(number(2), number(3));
  std::printf("{\"items\": %zu, \"memory\": %.1f, \"cpu\": %.1f}\n", items,
              static_cast<double>(bench::peak_memory() - before) / static_cast<double>(number(2)),
              (bench::cpu_time() - start) / static_cast<double>(items));
}
