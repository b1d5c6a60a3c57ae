// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <roster/auth/environment_credentials.hpp>
#include <roster/failure.hpp>
#include <string>

namespace asio = boost::asio;
using roster::credentials;

namespace {

using variables = std::map<std::string, std::string, std::less<>>;

constexpr roster::environment_names names{
    .access_key_id = "CLOUD_ID", .access_key_secret = "CLOUD_SECRET", .security_token = "CLOUD_TOKEN"};

roster::environment fake_environment(const variables& map) {
  return [&map](std::string_view name) -> std::optional<std::string> {
    const auto found = map.find(name);
    if (found == map.end()) return std::nullopt;
    return found->second;
  };
}

/// Runs one `get()` to its end.
credentials get(roster::credentials_provider& provider) {
  asio::io_context context;
  credentials result;
  std::exception_ptr error;
  asio::co_spawn(context, provider.get(), [&](std::exception_ptr e, credentials key) {
    error = e;
    result = std::move(key);
  });
  context.run();
  if (error) std::rethrow_exception(error);
  return result;
}

std::string message_for(const variables& map) {
  try {
    roster::environment_credentials provider(names, fake_environment(map));
    get(provider);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::no_credentials);
    return f.what();
  }
  return "found";
}

}  // namespace

TEST_CASE("environment_credentials: reads the variables anew each time") {
  variables map{{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}, {"CLOUD_TOKEN", "t"}};
  roster::environment_credentials provider(names, fake_environment(map));
  const credentials temporary = get(provider);
  CHECK(temporary.access_key_id == "id");
  CHECK(temporary.access_key_secret.reveal() == "s");
  CHECK(temporary.security_token.reveal() == "t");
  map = {{"CLOUD_ID", "id2"}, {"CLOUD_SECRET", "s2"}, {"CLOUD_TOKEN", ""}};
  const credentials lasting = get(provider);
  CHECK(lasting.access_key_id == "id2");
  CHECK(lasting.access_key_secret.reveal() == "s2");
  CHECK(lasting.security_token.empty());
}

TEST_CASE("environment_credentials: says where it looked and which one is missing, and shows no value") {
  CHECK(message_for({}) ==
        "no credentials: looked at the environment variables CLOUD_ID (not set) and CLOUD_SECRET (not set)");
  CHECK(message_for({{"CLOUD_ID", "TopSecret"}}) ==
        "no credentials: looked at the environment variables CLOUD_ID (set) and CLOUD_SECRET (not set)");
  CHECK(message_for({{"CLOUD_ID", ""}, {"CLOUD_SECRET", "TopSecret"}, {"CLOUD_TOKEN", "TopSecret"}}) ==
        "no credentials: looked at the environment variables CLOUD_ID (not set) and CLOUD_SECRET (set)");
}

TEST_CASE("environment_credentials: asks for no token where the vendor has none") {
  const variables map{{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}, {"", "odd"}};
  CHECK(roster::read_credentials({"CLOUD_ID", "CLOUD_SECRET", ""}, fake_environment(map))
            .security_token.empty());
}
