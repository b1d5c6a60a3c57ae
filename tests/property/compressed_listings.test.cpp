// SPDX-License-Identifier: BSL-1.0
// Listings with compressed responses, against the emulator over HTTP and HTTPS.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <support/altering_transport.hpp>
#include <support/fake_certificates.hpp>
#include <support/run_awaitable.hpp>
#include <utility>
#include <vector>

namespace {

/// All services of both vendors, and the bytes that were received for them.
struct listings {
  std::vector<roster::eas::service> eas{};
  std::vector<roster::qianfan::service> qianfan{};
  std::uint64_t body_bytes{};
  std::uint64_t raw_bytes{};
};

class bench {
 public:
  bench(roster::emulator::options options, bool is_https, bool server_compresses)
      : clouds_(std::move(options)),
        server_(io_.get_executor(), clouds_, {.make_certificate = is_https, .gzip = server_compresses}),
        endpoint_(server_.start()),
        authority_(server_.ca_certificate_pem()) {}

  listings list(bool accept_gzip, std::int64_t page_size) {
    listings out;
    const auto config = [&](auto empty) {
      empty.endpoint = endpoint_;
      empty.credentials = clouds_.credentials();
      empty.retry.max_retries = 0;
      empty.http = {.proxy = roster::proxy_options{}, .accept_gzip = accept_gzip};
      if (endpoint_.starts_with("https")) empty.http.ca_file = authority_.path();
      empty.adapt = [&out](std::shared_ptr<roster::transport> inner) {
        auto counting = std::make_shared<fake::altering_transport>(std::move(inner));
        counting->alter = [&out](roster::http::response& response) {
          out.body_bytes += response.body.size();
          out.raw_bytes += response.raw_bytes;
          CHECK_FALSE(response.headers.contains("content-encoding"));
        };
        return counting;
      };
      return empty;
    };
    const roster::eas::client eas(io_.get_executor(), config(roster::eas::client_config{}));
    auto services = eas.list_services({.page_size = page_size});
    out.eas = roster_test::run(io_, services.collect());
    const roster::qianfan::client qianfan(io_.get_executor(), config(roster::qianfan::client_config{}));
    auto others = qianfan.describe_services({.max_keys = page_size});
    out.qianfan = roster_test::run(io_, others.collect());
    return out;
  }

 private:
  boost::asio::io_context io_{};
  roster::emulator::cloud clouds_;
  roster::emulator::server server_;
  std::string endpoint_;
  roster_test::temporary_file authority_;
};

}  // namespace

TEST_CASE("compressed listing: has the same services as one without compression") {
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    const roster::emulator::options options{.services = random() % 120, .seed = random()};
    const bool is_https = round % 2 == 1;
    const auto page_size = static_cast<std::int64_t>(1 + random() % 100);
    bench compressing(options, is_https, true);
    const listings compressed = compressing.list(true, page_size);
    const listings identity = compressing.list(false, page_size);
    bench plain(options, is_https, false);
    const listings unsupported = plain.list(true, page_size);
    CHECK(compressed.eas.size() == options.services);
    CHECK(compressed.eas == identity.eas);
    CHECK(compressed.eas == unsupported.eas);
    CHECK(compressed.qianfan == identity.qianfan);
    CHECK(compressed.qianfan == unsupported.qianfan);
    CHECK(compressed.body_bytes == identity.body_bytes);
    CHECK(identity.raw_bytes > identity.body_bytes);
    if (options.services > 20) CHECK(compressed.raw_bytes < identity.raw_bytes);
  }
}

TEST_CASE("compressed listing: errors of the service are decompressed") {
  for (const bool is_https : {false, true}) {
    bench denied({.faults = {roster::emulator::parse_fault("throttle")}}, is_https, true);
    try {
      (void)denied.list(true, 10);
      FAIL("the listing succeeded");
    } catch (const roster::failure& why) {
      CHECK(why.condition() == roster::errc::throttled);
      CHECK(std::string(why.what()).find("Throttling") != std::string::npos);
    }
  }
}
