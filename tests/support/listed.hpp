// SPDX-License-Identifier: BSL-1.0
#pragma once
// A whole listing from an emulator with the real clients: its items, its report, and how it ended.

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <optional>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster_test {

/// The result of a listing.
struct listed {
  std::vector<std::string> ids{};
  roster::report report{};
  std::optional<roster::failure> failed{};

  roster::errc condition() const { return failed ? failed->condition() : roster::errc{}; }
};

template <class Range>
listed list_all(Range range) {
  listed out;
  auto services = roster::blocking(std::move(range));
  try {
    for (const auto& service : services) out.ids.push_back(service.service_id);
  } catch (const roster::failure& why) {
    out.failed = why;
  }
  out.report = services.report();
  return out;
}

/// Returns a runtime that never sleeps, so that tests do not wait.
inline roster::runtime no_sleep() {
  return {.sleep = [](std::chrono::milliseconds) -> boost::asio::awaitable<void> { co_return; }};
}

inline listed list_eas(const roster::emulator::cloud& clouds, roster::eas::list_services_request what = {},
                       roster::eas::client_config config = {}, roster::list_options how = {}) {
  boost::asio::io_context io;
  if (config.region.empty() && config.endpoint.empty()) config.endpoint = "http://emulator";
  if (!config.credentials) config.credentials = clouds.credentials();
  config.transport = clouds.transport(io.get_executor());
  config.runtime = no_sleep();
  const roster::eas::client client(io.get_executor(), std::move(config));
  return list_all(client.list_services(std::move(what), std::move(how)));
}

inline listed list_qianfan(const roster::emulator::cloud& clouds,
                           roster::qianfan::describe_services_request what = {},
                           roster::qianfan::client_config config = {}) {
  boost::asio::io_context io;
  config.endpoint = "http://emulator";
  if (!config.credentials) config.credentials = clouds.credentials();
  config.transport = clouds.transport(io.get_executor());
  config.runtime = no_sleep();
  const roster::qianfan::client client(io.get_executor(), std::move(config));
  return list_all(client.describe_services(std::move(what)));
}

}  // namespace roster_test
