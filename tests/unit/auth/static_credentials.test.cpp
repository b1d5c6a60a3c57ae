// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <roster/auth/credentials_provider.hpp>

namespace {

roster::credentials got_from(roster::credentials_provider& provider) {
  boost::asio::io_context context;
  auto result = boost::asio::co_spawn(context, provider.get(), boost::asio::use_future);
  context.run();
  return result.get();
}

}  // namespace

TEST_CASE("static_credentials: returns its credentials on every call") {
  roster::detail::static_credentials provider(
      {.access_key_id = "id", .access_key_secret = roster::secret("s"), .security_token = {}});
  for (int i = 0; i < 2; ++i) {
    const auto key = got_from(provider);
    CHECK(key.access_key_id == "id");
    CHECK(key.access_key_secret.reveal() == "s");
    CHECK(key.security_token.empty());
    CHECK(provider.try_get().value().access_key_id == "id");
  }
}

TEST_CASE("static_key: returns the access key, and the token if there is one") {
  const auto lasting = got_from(*roster::static_key("id", "s"));
  CHECK(lasting.access_key_id == "id");
  CHECK(lasting.access_key_secret.reveal() == "s");
  CHECK(lasting.security_token.empty());
  CHECK(got_from(*roster::static_key("id", "s", "t")).security_token.reveal() == "t");
}
