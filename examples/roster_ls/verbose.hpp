// SPDX-License-Identifier: BSL-1.0
#pragma once
// The observers of --verbose, which prints every request, response, retry and page as a line on standard error, and of
// runs without it.

#include <memory>
#include <roster/client/observer.hpp>

namespace roster_ls {

/// Returns an observer that prints every event.
std::shared_ptr<roster::observer> log_everything();

/// Returns an observer that reports only the warnings of the library.
std::shared_ptr<roster::observer> report_warnings();

}  // namespace roster_ls
