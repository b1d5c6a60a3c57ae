// SPDX-License-Identifier: BSL-1.0
#pragma once
// Clients of both vendors with scripted responses, which are counted.

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas/client.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <utility>
#include <vector>

namespace roster_test {

/// Responds to requests with these bodies in order, and with the last one from then on.
struct served_pages {
  explicit served_pages(std::vector<std::string> bodies)
      : transport(std::make_shared<fake::transport>(
            [pages = std::move(bodies)](const roster::http::request&, std::size_t n) {
              return fake::json(200, pages.at(std::min(n, pages.size()) - 1));
            })) {}

  std::size_t served() const { return transport->requests.size(); }

  roster::eas::client eas() { return {context.get_executor(), config<roster::eas::client_config>()}; }
  roster::qianfan::client qianfan() {
    return {context.get_executor(), config<roster::qianfan::client_config>()};
  }

  /// Lists to the end.
  template <class Range>
  auto all_of(Range& range) {
    return fake::run(context, range.collect());
  }

  /// Lists all items into `came` until the listing fails. Returns the failure; nullopt if it did not fail.
  template <class Range, class Items>
  std::optional<roster::failure> list(Range& range, Items& came) {
    try {
      while (auto item = fake::run(context, range.next())) came.push_back(std::move(*item));
    } catch (const roster::failure& why) {
      return why;
    }
    return std::nullopt;
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;

 private:
  template <class Config>
  Config config() {
    Config out;
    out.endpoint = "http://service.example";
    out.credentials = roster::static_key("id", "secret");
    out.transport = transport;
    out.runtime = world.runtime();
    return out;
  }
};

}  // namespace roster_test
