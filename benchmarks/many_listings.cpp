// SPDX-License-Identifier: BSL-1.0
// Many listings at once with responses from memory: what each of them needs.
//
// usage: bench-many-listings FILE CONCURRENT REPEATS PREFETCH [THREADS]
//
// FILE has a page on each line. The listings share one client on one thread; with THREADS, they are divided among so
// many clients, each on a strand of a pool of so many threads, since a client belongs to one executor. Prints how much
// the peak memory of the process grows for each listing, in KiB, after a first listing alone, and the CPU time and the
// wall time of an item, in ns.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
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

using page_texts = std::vector<std::string>;

/// Responds with a copy of a page, once all requests that were sent before have their responses.
class pages_in_memory final : public roster::transport {
 public:
  explicit pages_in_memory(std::shared_ptr<const page_texts> pages) : pages_(std::move(pages)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    co_await asio::post(asio::use_awaitable);
    roster::http::response response;
    response.status = 200;
    response.headers.add("content-type", "application/json");
    response.body = pages_->at(bench::requested_page(request.query) - 1);
    co_return response;
  }

 private:
  std::shared_ptr<const page_texts> pages_;
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

/// Listings that run on one executor, with one client.
class lister {
 public:
  lister(asio::any_io_executor executor, std::shared_ptr<const page_texts> pages, roster::list_options how)
      : client_(executor, {.region = "cn-shanghai",
                           .credentials = roster::static_key("bench", "bench-secret"),
                           .transport = std::make_shared<pages_in_memory>(std::move(pages))}),
        executor_(std::move(executor)),
        how_(how) {}

  void start(std::size_t concurrent, std::size_t repeats) {
    for (std::size_t n = 0; n < concurrent; ++n)
      asio::co_spawn(executor_, list(client_, how_, repeats, seen_), [](std::exception_ptr e) {
        if (e) std::rethrow_exception(e);
      });
  }
  /// Returns the items since the last call.
  std::size_t take_items() { return std::exchange(seen_, {}).items; }

 private:
  eas::client client_;
  asio::any_io_executor executor_;
  roster::list_options how_;
  bench::seen seen_{};
};

std::size_t run_on_one_thread(asio::io_context& context, lister& all, std::size_t concurrent,
                              std::size_t repeats) {
  all.start(concurrent, repeats);
  context.run();
  context.restart();
  return all.take_items();
}

std::size_t run_on_threads(asio::thread_pool& pool, std::vector<lister>& all, std::size_t concurrent,
                           std::size_t repeats) {
  for (lister& one : all) one.start(concurrent / all.size(), repeats);
  pool.join();
  std::size_t items = 0;
  for (lister& one : all) items += one.take_items();
  return items;
}

/// Runs the listings and prints what they need; `run` returns the number of items.
template <class Run>
void measure(std::size_t concurrent, Run run) {
  const long before = bench::peak_memory();
  const double cpu = bench::cpu_time();
  const auto start = std::chrono::steady_clock::now();
  const auto items = run();
  const std::chrono::duration<double, std::nano> wall = std::chrono::steady_clock::now() - start;
  std::printf("{\"items\": %zu, \"memory\": %.1f, \"cpu\": %.1f, \"wall\": %.1f}\n", items,
              static_cast<double>(bench::peak_memory() - before) / static_cast<double>(concurrent),
              (bench::cpu_time() - cpu) / static_cast<double>(items),
              wall.count() / static_cast<double>(items));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 && argc != 6) return 2;
  const auto number = [&](int argument) { return std::strtoul(argv[argument], nullptr, 10); };
  const std::size_t concurrent = number(2);
  const std::size_t repeats = number(3);
  const roster::list_options how{.prefetch = number(4)};
  const auto pages = std::make_shared<const page_texts>(bench::read_pages(argv[1]));
  asio::io_context context(1);
  lister all(context.get_executor(), pages, how);
  (void)run_on_one_thread(context, all, 1, 1);
  if (argc == 5) {
    measure(concurrent, [&] { return run_on_one_thread(context, all, concurrent, repeats); });
    return 0;
  }
  asio::thread_pool pool(number(5));
  std::vector<lister> on_strands;
  while (on_strands.size() < number(5)) on_strands.emplace_back(asio::make_strand(pool), pages, how);
  measure(concurrent, [&] { return run_on_threads(pool, on_strands, concurrent, repeats); });
}
