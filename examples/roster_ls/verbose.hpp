// SPDX-License-Identifier: BSL-1.0
#pragma once
// What --verbose tells: every request, answer, retry and page, a line each on standard error; and what is reported
// without it.

#include <memory>
#include <roster/client/observer.hpp>

namespace roster_ls {

/// Returns an observer that tells what it is told.
std::shared_ptr<roster::observer> tell_everything();

/// Returns an observer that reports only the warnings of the library.
std::shared_ptr<roster::observer> report_warnings();

}  // namespace roster_ls
