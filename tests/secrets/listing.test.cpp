// SPDX-License-Identifier: BSL-1.0
// Signed requests, and that they leave no secrets in freed memory.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <string_view>

#include <secrets/freed_memory.hpp>

namespace {

constexpr std::string_view key_secret = "PlantedAccessKeySecret0123456789";
constexpr std::string_view token = "PlantedSecurityToken+/0123456789abcdefghijklmnopqrstuvwxyz==";
constexpr std::string_view encoded_token = "PlantedSecurityToken%2B%2F0123456789";

roster::credentials planted_key() {
  return {.access_key_id = "LTAI-visible",
          .access_key_secret = roster::secret(key_secret),
          .security_token = roster::secret(token)};
}

roster::emulator::options options() {
  return {.services = 250,
          .access_key_id = "LTAI-visible",
          .access_key_secret = roster::secret(key_secret),
          .security_token = roster::secret(token)};
}

/// Lists all services with a client that is destroyed before it returns; returns their number.
template <class Client, class Config, class List>
std::size_t count(roster::emulator::cloud& clouds, List list) {
  boost::asio::io_context context;
  const Client client(
      context.get_executor(),
      Config{.endpoint = "http://emulator",
             .credentials = std::make_shared<roster::detail::static_credentials>(planted_key()),
             .transport = clouds.transport(context.get_executor())});
  std::size_t services = 0;
  for (const auto& service : roster::blocking(list(client))) {
    (void)service;
    ++services;
  }
  return services;
}

std::size_t count_eas(roster::emulator::cloud& clouds, std::size_t prefetch = 0) {
  return count<roster::eas::client, roster::eas::client_config>(
      clouds, [&](const roster::eas::client& c) { return c.list_services({}, {.prefetch = prefetch}); });
}

std::size_t count_qianfan(roster::emulator::cloud& clouds, std::size_t prefetch) {
  return count<roster::qianfan::client, roster::qianfan::client_config>(
      clouds,
      [&](const roster::qianfan::client& c) { return c.describe_services({}, {.prefetch = prefetch}); });
}

}  // namespace

TEST_CASE(
    "signed listing of PAI-EAS: no freed memory holds the access key secret or the security token (fault "
    "207)") {
  for (const std::size_t prefetch : {0U, 3U}) {
    CAPTURE(prefetch);
    const roster_test::freed_memory memory({key_secret, token});
    {
      roster::emulator::cloud clouds(options());
      CHECK(count_eas(clouds, prefetch) == 250);
    }
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}

TEST_CASE(
    "signed listing of Qianfan: no freed memory holds the access key secret or the security token (fault "
    "207)") {
  for (const std::size_t prefetch : {0U, 3U}) {
    CAPTURE(prefetch);
    const roster_test::freed_memory memory({key_secret, token, encoded_token});
    {
      roster::emulator::cloud clouds(options());
      CHECK(count_qianfan(clouds, prefetch) > 100);
    }
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}

TEST_CASE("signatures: no freed memory holds a derived key or a signed text (fault 207)") {
  const std::string prefix =
      roster::detail::bce_v1_prefix("id", "2026-01-01T00:00:00Z", std::chrono::seconds(1800));
  const std::string derived = roster::detail::hex(roster::detail::hmac_sha256(key_secret, prefix));
  const roster_test::freed_memory memory({key_secret, derived});
  (void)roster::detail::bce_v1_signature(key_secret, prefix, "GET\n/\n\nhost:h");
  (void)roster::detail::acs3_signature(key_secret, "GET\n/\n\nhost:h\n\nhost\n");
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE("rejected credentials: no freed memory holds the access key secret or the security token") {
  auto others = options();
  others.access_key_secret = roster::secret("another");
  for (const std::size_t prefetch : {0U, 3U}) {
    CAPTURE(prefetch);
    const roster_test::freed_memory memory({key_secret, token, encoded_token});
    {
      roster::emulator::cloud clouds(others);
      CHECK_THROWS_AS((void)count_eas(clouds, prefetch), roster::failure);
      CHECK_THROWS_AS((void)count_qianfan(clouds, prefetch), roster::failure);
    }
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}
