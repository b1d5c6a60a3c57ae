// SPDX-License-Identifier: BSL-1.0
#pragma once
// What --verbose tells: every request, answer, retry and page, a line each on standard error.

#include <memory>
#include <roster/client/observer.hpp>

namespace roster_ls {

/// Returns an observer that tells what it is told.
std::shared_ptr<roster::observer> tell_everything();

}  // namespace roster_ls
