// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client of the emulator on an event loop of its own: five services, one a page.

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <string>
#include <vector>

namespace tokens {

namespace asio = boost::asio;
namespace eas = roster::eas;
using services = std::vector<eas::service>;

inline constexpr std::size_t pages = 5;

inline services made_services() {
  services made(pages);
  for (std::size_t i = 0; i < pages; ++i) {
    made[i].service_id = std::to_string(i);
    made[i].service_name = "service " + std::to_string(i);
  }
  return made;
}

struct emulated {
  asio::io_context io{};
  roster::emulator::cloud clouds;
  eas::client client;

  /// With the text of a fault, unless it is empty.
  explicit emulated(const std::string& fault = {})
      : clouds({.page_size_clamp = 1, .faults = faults_of(fault)}, {.eas_services = made_services()}),
        client(io.get_executor(), {.region = "cn-hangzhou",
                                   .credentials = clouds.credentials(),
                                   .transport = clouds.transport(io.get_executor())}) {}

  std::size_t requests() const { return clouds.log().size(); }

  /// Runs `steps` handlers of the event loop; false if there were not as many.
  bool run(std::size_t steps) {
    io.restart();
    while (steps > 0 && io.poll_one() > 0) --steps;
    return steps == 0;
  }

 private:
  static std::vector<roster::emulator::fault> faults_of(const std::string& text) {
    if (text.empty()) return {};
    return {roster::emulator::parse_fault(text)};
  }
};

/// Collects what remains of a range.
template <class Range>
services rest_of(emulated& world, Range& range) {
  world.io.restart();
  return roster::await_blocking(world.io.get_executor(), range.collect());
}

}  // namespace tokens
