// SPDX-License-Identifier: BSL-1.0
#include "verbose.hpp"

#include <chrono>
#include <string>

#include "stderr_log.hpp"

namespace roster_ls {
namespace {

/// Returns the prefix of a line; numbers distinguish concurrent listings.
std::string where(const roster::observer::event_context& at) {
  return at.host + ", list " + std::to_string(at.listing) + ", page " + std::to_string(at.page) + ": ";
}

std::string in_milliseconds(std::chrono::microseconds time) {
  return std::to_string(time.count() / 1000) + '.' + std::to_string(time.count() / 100 % 10) + " ms";
}

/// Prints each warning of the library as a line.
class warner : public roster::observer {
  void on_warning(const roster::observer::warning_event& e) override { say("warning: " + e.message); }
};

class verbose_observer final : public warner {
  void on_request(const roster::observer::request_event& e) override {
    const auto again = e.attempt > 1 ? ", attempt " + std::to_string(e.attempt) : "";
    say("> " + where(e.context) + e.method + ' ' + e.path + again);
  }
  void on_response(const roster::observer::response_event& e) override {
    const std::string kept = !e.connection_reused   ? ""
                             : *e.connection_reused ? ", connection reused"
                                                    : ", new connection";
    const std::string id = e.request_id.empty() ? "" : ", request id " + e.request_id;
    say("< " + where(e.context) + "HTTP " + std::to_string(e.status) + ", " + std::to_string(e.bytes) +
        " bytes in " + in_milliseconds(e.elapsed) + kept + id);
  }
  void on_retry(const roster::observer::retry_event& e) override {
    say("! " + where(e.context) + e.why.what() + "; retry in " + std::to_string(e.wait.count()) + " ms");
  }
  void on_page(const roster::observer::page_event& e) override {
    const std::string total = e.total ? " of " + std::to_string(*e.total) : "";
    say("= " + where(e.context) + std::to_string(e.items) + total + " services, read in " +
        in_milliseconds(e.decoding));
  }
  void on_failure(const roster::observer::failure_event& e) override {
    // The failure itself is reported elsewhere.
    say("! " + where(e.context) + "failed after attempt " + std::to_string(e.attempt));
  }
};

}  // namespace

std::shared_ptr<roster::observer> log_everything() { return std::make_shared<verbose_observer>(); }

std::shared_ptr<roster::observer> report_warnings() { return std::make_shared<warner>(); }

}  // namespace roster_ls
