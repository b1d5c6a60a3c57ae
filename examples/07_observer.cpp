// SPDX-License-Identifier: BSL-1.0
// 7. An observer: receives events of a client, for logs, metrics and traces. No event contains a secret.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

/// Writes a line for each event. Times are omitted, so that the output is always the same.
class request_log : public roster::observer {
  void on_request(const roster::observer::request_event& e) override {
    begin(e.context) << e.method << ' ' << e.context.host << e.path << ", attempt " << e.attempt << '\n';
  }
  void on_response(const roster::observer::response_event& e) override {
    begin(e.context) << e.status << ", " << e.bytes / 1024 << " KiB, request id " << e.request_id << '\n';
  }
  void on_retry(const roster::observer::retry_event& e) override {
    begin(e.context) << e.why.code().message() << ", again in " << e.wait.count() << " ms\n";
  }
  void on_page(const roster::observer::page_event& e) override {
    begin(e.context) << e.items << " of " << e.total.value_or(0) << " services\n";
  }
  void on_failure(const roster::observer::failure_event& e) override {
    begin(e.context) << "given up: " << e.why.code().message() << '\n';
  }

  static std::ostream& begin(const roster::observer::event_context& at) {
    return std::cout << at.operation << ' ' << at.listing << ", page " << at.page << ": ";
  }
};

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  roster::emulator::cloud clouds(
      {.services = 250,
       .faults = {roster::emulator::parse_fault("throttle:page=2,retry-after-ms=20"),
                  roster::emulator::parse_fault("denied:page=3")}});
  const eas::client client{executor,
                           {.region = "cn-shanghai",
                            .credentials = clouds.credentials(),
                            .retry = {.throttle_base_delay = std::chrono::milliseconds(0)},
                            .transport = clouds.transport(executor),
                            .observer = std::make_shared<request_log>()}};
  auto services = client.list_services();
  try {
    roster::await_blocking(executor, services.for_each([](const eas::service&) {}));
  } catch (const roster::failure& f) {
    std::cout << "please grant " << f.details().missing_permission << '\n';
  }
}
