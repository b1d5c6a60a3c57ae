// SPDX-License-Identifier: BSL-1.0
#pragma once
// Converts between exceptions and the error_code of a completion handler.

#include <boost/system/error_code.hpp>
#include <exception>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

/// Returns the code of a system_error, hence of every failure; errc::exception for any other exception, and
/// success for none.
ROSTER_DECL boost::system::error_code completion_code(const std::exception_ptr& error) noexcept;

/// Returns the exception if it is a failure, otherwise nullopt.
ROSTER_DECL std::optional<failure> failure_in(const std::exception_ptr& error);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/range/impl/completion_code.ipp>
#endif
