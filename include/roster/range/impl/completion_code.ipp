// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of completion_code.hpp.

#include <boost/system/system_error.hpp>
#include <roster/failure.hpp>
#include <roster/range/completion_code.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL boost::system::error_code completion_code(const std::exception_ptr& error) noexcept {
  if (!error) return {};
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    if (known.code().failed()) return known.code();
  } catch (...) {
  }
  return errc::exception;
}

ROSTER_DECL std::optional<failure> failure_in(const std::exception_ptr& error) {
  if (!error) return std::nullopt;
  try {
    std::rethrow_exception(error);
  } catch (const failure& known) {
    return known;
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace roster::inline v0::detail
