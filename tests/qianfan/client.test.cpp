// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/auth/static_credentials.hpp>
#include <roster/emulator/emulator.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <vector>

namespace qianfan = roster::qianfan;

namespace {

struct row {
  std::string name{};
  std::optional<std::string> base_model{};
};

struct bench {
  boost::asio::io_context context{};
  roster::emulator clouds{{.services = 257}};

  qianfan::client client() {
    const roster::credentials key{.access_key_id = "emulator",
                                  .access_key_secret = roster::secret("emulator-secret")};
    return {context.get_executor(),
            {.endpoint = "http://emulator",
             .credentials = std::make_shared<roster::static_credentials>(key),
             .transport = clouds.transport(context.get_executor())}};
  }

  std::vector<qianfan::service> held(std::int64_t version) const {
    std::vector<qianfan::service> out;
    for (const auto& service : clouds.qianfan_services())
      if (service.protocol_version == version) out.push_back(service);
    return out;
  }
};

}  // namespace

TEST_CASE("qianfan client: lists every service of a protocol version in its order") {
  bench setup;
  for (const std::int64_t version : {1, 2}) {
    std::vector<qianfan::service> came;
    for (auto& service : roster::blocking(setup.client().describe_services({.protocol_version = version})))
      came.push_back(service);
    CHECK(came == setup.held(version));
  }
  CHECK(setup.clouds.log().size() == 4);
}

TEST_CASE("qianfan client: lists services as rows of a user's own struct") {
  bench setup;
  const auto held = setup.held(1);
  std::size_t i = 0;
  for (const auto& mine : roster::blocking(setup.client().describe_services<row>())) {
    CHECK(mine.name == held.at(i).name);
    CHECK(mine.base_model == held.at(i).base_model);
    ++i;
  }
  CHECK(i == held.size());
}

TEST_CASE(
    "qianfan client: takes its endpoint from the config, the vendor's variable or the default, in this "
    "order") {
  const auto endpoint = [](std::string configured, std::optional<std::string> variable) {
    return to_client_config(qianfan::client_config{.endpoint = std::move(configured),
                                                   .variables =
                                                       [variable](std::string_view name) {
                                                         return name == "QIANFAN_CONSOLE_API_BASE_URL"
                                                                    ? variable
                                                                    : std::nullopt;
                                                       }})
        .endpoint;
  };
  CHECK(endpoint("", std::nullopt) == "https://qianfan.baidubce.com");
  CHECK(endpoint("", "") == "https://qianfan.baidubce.com");
  CHECK(endpoint("", "http://127.0.0.1:1") == "http://127.0.0.1:1");
  CHECK(endpoint("http://mine", "http://127.0.0.1:1") == "http://mine");
}
