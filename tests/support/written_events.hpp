// SPDX-License-Identifier: BSL-1.0
#pragma once
// An observer that stores the text of every event, by kind.

#include <roster/client/observer.hpp>
#include <string>
#include <support/all_text.hpp>

namespace fake {

/// Stores everything that it is notified of as text.
class written_events final : public roster::observer {
 public:
  void on_request(const roster::observer::request_event& e) override { requests += all_text(e); }
  void on_response(const roster::observer::response_event& e) override { responses += all_text(e); }
  void on_retry(const roster::observer::retry_event& e) override { retries += all_text(e); }
  void on_page(const roster::observer::page_event& e) override { pages += all_text(e); }
  void on_failure(const roster::observer::failure_event& e) override { failures += all_text(e); }
  void on_warning(const roster::observer::warning_event& e) override { warnings += all_text(e); }

  std::string text() const { return requests + responses + retries + pages + failures + warnings; }

  std::string requests{};
  std::string responses{};
  std::string retries{};
  std::string pages{};
  std::string failures{};
  std::string warnings{};
};

}  // namespace fake
