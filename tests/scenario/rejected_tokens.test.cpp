// SPDX-License-Identifier: BSL-1.0
// Bearer tokens of a provider that a service rejects with status 401.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/auth/signer.hpp>
#include <roster/auth/token_file.hpp>
#include <roster/client.hpp>
#include <string>
#include <vector>

#include <support/fake_provider.hpp>
#include <support/fake_transport.hpp>
#include <support/temporary_folder.hpp>

namespace asio = boost::asio;
using text_list = std::vector<std::string>;

namespace {

struct pod {
  std::string name{};
};
struct pods_query {};
struct pods_response {
  std::vector<pod> items{};
};
struct list_pods {
  using request = pods_query;
  using response = pods_response;
  static constexpr auto target = roster::get("/pods");
  static constexpr auto items = roster::path<&pods_response::items>;
  static constexpr auto paging = roster::one_page{};
};

/// A service that accepts one token.
struct bench {
  std::size_t list(std::shared_ptr<roster::credentials_provider> provider,
                   roster::detail::any_signer sign = roster::bearer()) {
    asio::io_context context;
    const roster::client<list_pods> client(context.get_executor(), {.endpoint = "https://pods.test",
                                                                    .sign = std::move(sign),
                                                                    .credentials = std::move(provider),
                                                                    .transport = service,
                                                                    .runtime = world.runtime()});
    auto range = client.list();
    auto all = fake::run(context, range.collect());
    retries = range.report().retries;
    return all.size();
  }

  roster::failure why(std::shared_ptr<roster::credentials_provider> provider,
                      roster::detail::any_signer sign = roster::bearer()) {
    try {
      list(std::move(provider), std::move(sign));
    } catch (const roster::failure& f) {
      return f;
    }
    FAIL("listed");
    throw;
  }

  text_list tokens() const {
    text_list out;
    for (const auto& r : service->requests) out.emplace_back(r.headers.get("authorization"));
    return out;
  }

  std::string valid{"planted-2"};
  std::string rejection{R"({"kind":"Status","status":"Failure","reason":"Unauthorized","code":401})"};
  fake::world world{};
  std::size_t retries{};
  std::shared_ptr<fake::transport> service{
      std::make_shared<fake::transport>([this](const roster::http::request& sent, std::size_t) {
        if (sent.headers.get("authorization") == "Bearer " + valid)
          return fake::json(200, R"({"items":[{"name":"a"}]})");
        return fake::json(401, rejection);
      })};
};

/// Provides planted-1, planted-2, ….
std::shared_ptr<fake::provider> numbered() {
  return std::make_shared<fake::provider>([](int number) {
    return roster::credentials{.security_token = roster::secret("planted-" + std::to_string(number)),
                               .expires = std::chrono::sys_seconds(std::chrono::seconds(4'000'000'000))};
  });
}

}  // namespace

TEST_CASE("rejected tokens: a response with status 401 refreshes the token once, and is not a retry") {
  for (const std::string rejection :
       {R"({"reason":"Unauthorized"})", R"({"error":{"status":"UNAUTHENTICATED"}})",
        R"({"error":"invalid_token"})", "", "<html>"}) {
    CAPTURE(rejection);
    bench setup;
    setup.rejection = rejection;
    const auto source = numbered();
    CHECK(setup.list(std::make_shared<roster::refreshing_credentials>(source)) == 1);
    CHECK(setup.tokens() == text_list{"Bearer planted-1", "Bearer planted-2"});
    CHECK(setup.retries == 0);
    CHECK(source->asked == 2);
    CHECK(source->refused.size() == 1);
  }
}

TEST_CASE("rejected tokens: a second rejection is a failure that says so and contains no token") {
  bench setup;
  setup.valid = "another";
  const auto source = numbered();
  const auto f = setup.why(std::make_shared<roster::refreshing_credentials>(source));
  CHECK(f.condition() == roster::errc::unauthenticated);
  const std::string said = f.what();
  CHECK(said.find("the credentials were rejected again after a refresh") != said.npos);
  CHECK(said.find("planted") == said.npos);
  CHECK(setup.tokens() == text_list{"Bearer planted-1", "Bearer planted-2"});
}

TEST_CASE("rejected tokens: a fixed token and other statuses are not tried again") {
  bench fixed;
  CHECK(fixed.why(nullptr, roster::bearer("planted-0")).condition() == roster::errc::unauthenticated);
  CHECK(fixed.service->requests.size() == 1);
  bench forbidden;
  forbidden.service =
      std::make_shared<fake::transport>([](const auto&, std::size_t) { return fake::json(403, "{}"); });
  CHECK(forbidden.why(numbered()).condition() == roster::errc::forbidden);
  CHECK(forbidden.service->requests.size() == 1);
}

TEST_CASE("rejected tokens: the file of a token is read again after a rejection") {
  fake::temporary_folder folder;
  const auto path = folder.write("token", "planted-1\n");
  bench setup;
  setup.service = std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t number) {
    if (number > 1) return fake::json(200, R"({"items":[]})");
    folder.write("token", "planted-2\n");
    return fake::json(401, "{}");
  });
  CHECK(setup.list(roster::token_file(path)) == 0);
  CHECK(setup.tokens() == text_list{"Bearer planted-1", "Bearer planted-2"});
}
