// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <roster/auth/detail/environment_credentials.hpp>
#include <roster/failure.hpp>
#include <string>

namespace asio = boost::asio;
using roster::credentials;

namespace {

using variables = std::map<std::string, std::string, std::less<>>;

constexpr roster::detail::environment_names names{
    .access_key_id = "CLOUD_ID", .access_key_secret = "CLOUD_SECRET", .security_token = "CLOUD_TOKEN"};

roster::environment fake_environment(const variables& map) {
  return [&map](std::string_view name) -> std::optional<std::string> {
    const auto found = map.find(name);
    if (found == map.end()) return std::nullopt;
    return found->second;
  };
}

/// Runs one `get()` to completion.
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
    roster::detail::environment_credentials provider(names, fake_environment(map));
    get(provider);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::no_credentials);
    return f.what();
  }
  return "found";
}

}  // namespace

TEST_CASE("environment_credentials: reads the variables on every call") {
  variables map{{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}, {"CLOUD_TOKEN", "t"}};
  roster::detail::environment_credentials provider(names, fake_environment(map));
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

TEST_CASE("environment_credentials: reports the variables and which is missing, and shows no value") {
  CHECK(message_for({}) ==
        "no credentials: tried the environment variables CLOUD_ID (not set) and CLOUD_SECRET (not set)");
  CHECK(message_for({{"CLOUD_ID", "TopSecret"}}) ==
        "no credentials: tried the environment variables CLOUD_ID (set) and CLOUD_SECRET (not set)");
  CHECK(message_for({{"CLOUD_ID", ""}, {"CLOUD_SECRET", "TopSecret"}, {"CLOUD_TOKEN", "TopSecret"}}) ==
        "no credentials: tried the environment variables CLOUD_ID (not set) and CLOUD_SECRET (set)");
}

TEST_CASE("environment_credentials: reads no token variable if the vendor has none") {
  const variables map{{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}, {"", "odd"}};
  CHECK(roster::detail::read_credentials({"CLOUD_ID", "CLOUD_SECRET", ""}, fake_environment(map))
            .security_token.empty());
}

TEST_CASE("environment_credentials: incomplete credentials are an error, and not skipped (fault 134)") {
  const auto search = [](const variables& map) {
    return roster::detail::search_variables(names, fake_environment(map));
  };
  CHECK(!search({}).broken);
  CHECK(!search({{"CLOUD_ID", ""}, {"CLOUD_SECRET", "\n"}}).broken);
  CHECK(search({{"CLOUD_ID", "id"}}).broken);
  CHECK(search({{"CLOUD_SECRET", "s"}}).broken);
  CHECK(search({{"CLOUD_TOKEN", "t"}}).broken);
  CHECK(search({{"CLOUD_ID", "id"}, {"CLOUD_TOKEN", "t"}}).broken);
  CHECK(!search({{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}}).broken);
}

TEST_CASE(
    "environment_credentials: leading and trailing line ends are ignored, quotes and spaces there are "
    "reported (fault 141)") {
  const auto search = [](const variables& map) {
    return roster::detail::search_variables(names, fake_environment(map));
  };
  const auto trimmed =
      search({{"CLOUD_ID", "id\n"}, {"CLOUD_SECRET", "\r\ns\r\n"}, {"CLOUD_TOKEN", "t\n\n"}});
  REQUIRE(trimmed.key);
  CHECK(trimmed.key->access_key_id == "id");
  CHECK(trimmed.key->access_key_secret.reveal() == "s");
  CHECK(trimmed.key->security_token.reveal() == "t");
  for (const auto* const name : {"CLOUD_ID", "CLOUD_SECRET", "CLOUD_TOKEN"})
    for (const std::string value :
         {"\"TopSecret\"", "'TopSecret'", " TopSecret", "TopSecret\t", "TopSecret \n"}) {
      variables map{{"CLOUD_ID", "id"}, {"CLOUD_SECRET", "s"}, {"CLOUD_TOKEN", "t"}};
      map[name] = value;
      const auto found = search(map);
      CHECK(!found.key);
      CHECK(found.broken);
      CHECK(found.description == "the environment variable " + std::string(name) +
                                     ", which begins or ends with " +
                                     (value.find_first_of("\"'") != value.npos ? "a quote" : "white space"));
    }
}

TEST_CASE("environment_credentials: reads a token by the rules of the other variables") {
  const auto read = [](const std::string& value) -> std::string {
    const variables map{{"CLOUD_TOKEN", value}};
    try {
      return roster::detail::read_token_variable("CLOUD_TOKEN", fake_environment(map))
          .security_token.reveal();
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::no_credentials);
      return f.what();
    }
  };
  CHECK(read("t-1") == "t-1");
  CHECK(read("\nt-1\r\n") == "t-1");
  CHECK(read("\n").ends_with("the environment variable CLOUD_TOKEN is not set"));
  CHECK(read(" t-1").ends_with("CLOUD_TOKEN, which begins or ends with white space"));
  CHECK(read("\"t-1\"").ends_with("CLOUD_TOKEN, which begins or ends with a quote"));
}
