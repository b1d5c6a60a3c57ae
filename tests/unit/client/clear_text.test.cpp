// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <roster/alibaba/credentials.hpp>
#include <roster/alibaba/detail/network_sources.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client.hpp>
#include <roster/client/detail/clear_text.hpp>
#include <roster/eas/fleet.hpp>
#include <roster/qianfan/fleet.hpp>
#include <roster/range/await_blocking.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_key_services.hpp>
#include <support/fake_transport.hpp>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
namespace qianfan = roster::qianfan;

namespace {

using texts = std::vector<std::string>;

struct warnings final : roster::observer {
  void on_warning(const roster::observer::warning_event& e) override {
    hosts.push_back(e.host);
    messages.push_back(e.message);
  }
  texts hosts{};
  texts messages{};
};

/// A transport that must not be used, and a signer's credentials.
struct bench {
  asio::io_context context{};
  std::shared_ptr<fake::transport> carrier = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { throw std::logic_error("was sent"); });
  std::shared_ptr<warnings> watching = std::make_shared<warnings>();

  template <class Config>
  Config config(const std::string& endpoint, bool require_tls) const {
    Config out{.endpoint = endpoint};
    out.credentials = roster::static_key("id", "key");
    out.require_tls = require_tls;
    out.transport = carrier;
    out.observer = watching;
    return out;
  }

  /// Makes a client of each kind; returns their error messages.
  texts refusals(const std::string& endpoint, bool require_tls) {
    texts out;
    const auto make = [&](const auto& how) {
      try {
        how();
        out.emplace_back();
      } catch (const roster::failure& f) {
        CHECK(f.condition() == roster::errc::invalid_argument);
        out.emplace_back(f.what());
      }
    };
    const auto executor = context.get_executor();
    make([&] {
      roster::client<eas::list_services>(executor, config<roster::client_config>(endpoint, require_tls));
    });
    make([&] { eas::client(executor, config<eas::client_config>(endpoint, require_tls)); });
    make([&] { qianfan::client(executor, config<qianfan::client_config>(endpoint, require_tls)); });
    make(
        [&] { qianfan::fleet(executor, {.client = config<qianfan::client_config>(endpoint, require_tls)}); });
    return out;
  }
};

const std::string rejection =
    "invalid argument: TLS required: requests to http://h.example:80 would be sent in clear text (http); use "
    "https, or unset require_tls";

roster::http::endpoint at(const std::string& url) { return roster::http::detail::parse_endpoint(url); }

}  // namespace

TEST_CASE("clear text: is http to another machine, directly or through a proxy") {
  const auto is_clear_text = [](const auto& to, const auto& proxy) {
    return roster::detail::clear_text_route(to, proxy).has_value();
  };
  const roster::proxy_options remote{.http = roster::secret("http://proxy.example:3128")};
  const roster::proxy_options local{.http = roster::secret("http://127.0.0.1:3128")};
  for (const std::string url : {"https://h.example", "http://127.0.0.1:80", "http://localhost",
                                "http://[::1]", "http://a.localhost", "http://127.1"}) {
    CHECK_FALSE_MESSAGE(is_clear_text(at(url), std::optional<roster::proxy_options>()), url);
    CHECK_FALSE_MESSAGE(is_clear_text(at(url), local), url);
  }
  for (const std::string url :
       {"http://h.example", "http://10.0.0.1", "http://169.254.1.1", "http://[2001:db8::1]"})
    CHECK_MESSAGE(roster::detail::clear_text_route(at(url), local) == at(url).origin(), url);
  CHECK(roster::detail::clear_text_route(at("http://127.0.0.1"), remote) ==
        "http://127.0.0.1:80 through the proxy http://proxy.example:3128");
  CHECK_FALSE(is_clear_text(at("https://127.0.0.1"), remote));
  auto excepted = remote;
  excepted.bypass_loopback = true;
  CHECK_FALSE(is_clear_text(at("http://127.0.0.1"), excepted));
  CHECK_FALSE(
      is_clear_text(at("http://127.0.0.1"), roster::proxy_options{.http = roster::secret("socks5://h")}));
}

TEST_CASE("clear text: metadata services are link-local, whatever the spelling of their address") {
  for (const std::string host : {"169.254.0.1", "169.254.169.254", "0xa9fea9fe", "::ffff:169.254.169.254",
                                 "100.100.100.200", "fe80::1"})
    CHECK_MESSAGE(roster::detail::is_link_local(host), host);
  for (const std::string host :
       {"169.253.0.1", "169.255.0.1", "100.100.100.201", "10.0.0.1", "127.0.0.1", "2001:db8::1", "metadata"})
    CHECK_FALSE_MESSAGE(roster::detail::is_link_local(host), host);
}

TEST_CASE(
    "clear text: require_tls rejects http to another machine before anything is signed or sent (fault 195)") {
  bench setup;
  for (const auto& said : setup.refusals("http://h.example", true)) CHECK(said == rejection);
  for (const std::string url :
       {"https://h.example", "http://127.0.0.1:1", "http://[::1]:1", "http://localhost"})
    for (const auto& said : setup.refusals(url, true)) CHECK(said == "");
  CHECK(setup.carrier->requests.empty());
  CHECK(setup.watching->messages.empty());
}

TEST_CASE(
    "clear text: with require_tls, an EAS fleet fails in the targets with http, and sends nothing (fault "
    "195)") {
  bench setup;
  const eas::fleet fleet(
      setup.context.get_executor(),
      {.endpoints = {"http://h.example"}, .client = setup.config<eas::client_config>("", true)});
  auto range = fleet.list_services();
  CHECK(fake::run(setup.context, range.collect()).empty());
  const auto report = range.report();
  REQUIRE(report.targets.size() == 1);
  REQUIRE(report.targets[0].failed);
  CHECK(report.targets[0].failed->condition() == roster::errc::invalid_argument);
  const std::string said = report.targets[0].failed->what();
  CHECK(
      said.starts_with("invalid argument: http://h.example: TLS required: requests to http://h.example:80 "));
  CHECK(setup.carrier->requests.empty());
}

TEST_CASE(
    "clear text: require_tls rejects a loopback endpoint that is reached through a proxy on another "
    "machine") {
  bench setup;
  auto config = setup.config<eas::client_config>("http://127.0.0.1:8080", true);
  config.transport = nullptr;
  config.http.proxy = roster::proxy_options{.http = roster::secret("http://user:hunter2@proxy.example:3128")};
  std::string said;
  try {
    eas::client(setup.context.get_executor(), config);
  } catch (const roster::failure& f) {
    said = f.what();
  }
  CHECK(said.find("http://127.0.0.1:8080 through the proxy http://proxy.example:3128") != said.npos);
  CHECK(said.find("hunter2") == said.npos);
}

TEST_CASE(
    "clear text: is reported once for each endpoint, however many clients share the observer (fault 195)") {
  bench setup;
  for (int i = 0; i < 2; ++i) {
    for (const auto& said : setup.refusals("http://h.example:8080", false)) CHECK(said == "");
    for (const auto& said : setup.refusals("http://127.0.0.1", false)) CHECK(said == "");
    for (const auto& said : setup.refusals("https://h.example", false)) CHECK(said == "");
  }
  CHECK(setup.watching->hosts == texts{"h.example:8080"});
  REQUIRE(setup.watching->messages.size() == 1);
  CHECK(setup.watching->messages[0].starts_with("requests to http://h.example:8080 are sent in clear text"));
  (void)setup.refusals("http://other.example", false);
  CHECK(setup.watching->hosts == texts{"h.example:8080", "other.example"});
}

TEST_CASE("clear text: an observer that throws on a warning changes nothing") {
  struct thrower final : roster::observer {
    void on_warning(const roster::observer::warning_event&) override { throw std::runtime_error("planted"); }
  };
  bench setup;
  auto config = setup.config<eas::client_config>("http://h.example", false);
  config.observer = std::make_shared<thrower>();
  CHECK_NOTHROW(eas::client(setup.context.get_executor(), config));
}

TEST_CASE(
    "clear text: a credentials server with http is reported, or rejected, unless it is loopback or "
    "link-local (fault 195)") {
  fake::key_services services;
  const auto watching = std::make_shared<warnings>();
  const auto fetch = [&](const std::string& uri, bool require_tls) {
    auto network = services.network();
    network.require_tls = require_tls;
    network.observer = watching;
    return services.why(roster::alibaba::detail::fetch_credentials_uri(network, {uri}));
  };
  for (const std::string uri :
       {"http://127.0.0.1:1/", "http://169.254.1.1/", "http://[fe80::1]/", "https://keys.example/"}) {
    CHECK(fetch(uri, true) == "there is a key");
    CHECK(fetch(uri, false) == "there is a key");
  }
  CHECK(watching->messages.empty());
  const auto sent = services.carrier->requests.size();
  CHECK(fetch("http://keys.example/?planted", true) ==
        "invalid argument: TLS required: requests for credentials to http://keys.example:80 would be sent in "
        "clear text (http); use https, or unset require_tls");
  CHECK(services.carrier->requests.size() == sent);
  for (int i = 0; i < 3; ++i) CHECK(fetch("http://keys.example/?planted", false) == "there is a key");
  REQUIRE(watching->messages.size() == 1);
  CHECK(watching->messages[0].starts_with(
      "requests for credentials to http://keys.example:80 are sent in clear text"));
}

TEST_CASE("clear text: the metadata service is used with require_tls, too") {
  fake::key_services services;
  auto network = services.network();
  network.require_tls = true;
  CHECK(services.key(roster::alibaba::detail::fetch_instance_credentials(network, {})).access_key_id ==
        "STS.ecs");
}
