// SPDX-License-Identifier: BSL-1.0
// Lists everything with Roster as its users do: signed, typed, checked.
//
// usage: bench-list-roster ENDPOINT collect|visit [PREFETCH]

#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas.hpp>
#include <roster/range/await_blocking.hpp>

#include "listing_sample.hpp"

namespace asio = boost::asio;
namespace eas = roster::eas;

namespace {

void add(bench::seen& all, const eas::service& s) { all.add(s.service_name, s.cpu.value_or(0)); }

asio::awaitable<void> list(eas::client client, bool keep, roster::list_options how,
                           bench::listing_sample& sample) {
  bench::seen all;
  auto services = client.list_services({}, how);
  if (keep) {
    const auto kept = co_await services.collect();
    for (const auto& s : kept) add(all, s);
    sample.print(all);
  } else {
    auto visit = [&](const eas::service& s) { add(all, s); };
    co_await services.for_each(visit);
    sample.print(all);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) return 2;
  bench::listing_sample sample;
  asio::io_context context(1);
  eas::client client{context.get_executor(),
                     {.endpoint = argv[1], .credentials = roster::static_key("bench", "bench-secret")}};
  const roster::list_options how{.prefetch = argc == 4 ? std::strtoul(argv[3], nullptr, 10) : 0};
  asio::co_spawn(context, list(client, std::strcmp(argv[2], "collect") == 0, how, sample),
                 [](std::exception_ptr e) {
                   if (e) std::rethrow_exception(e);
                 });
  context.run();
}
