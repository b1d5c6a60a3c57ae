// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of header_key.hpp.

#include <roster/auth/header_key.hpp>

#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <string_view>

namespace roster::inline v0 {
namespace detail {

/// Returns whether the client or the transport sets a header itself.
inline bool is_header_of_client(std::string_view name) {
  if (http::detail::is_connection_header(name)) return true;
  for (const std::string_view one : {"content-type", "accept", "accept-encoding"})
    if (http::detail::same_ignoring_case(name, one)) return true;
  return false;
}

}  // namespace detail

ROSTER_DECL header_key::header_key(std::string name, secret value)
    : name_(std::move(name)), value_(std::move(value)) {
  if (!http::detail::is_token(name_))
    throw failure(errc::invalid_argument,
                  "header_key: invalid header name \"" + escape_for_log(name_, 100) + '"');
  if (detail::is_header_of_client(name_))
    throw failure(errc::invalid_argument, "header_key: the header " + name_ + " is set by the client");
}

ROSTER_DECL void header_key::sign(http::request& request, const credentials&, const signing_context&) const {
  detail::check_header_text("value of header " + name_, value_.reveal(), {}, detail::inner_spaces::allowed);
  if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  request.headers.set_secret(name_, value_.reveal());
}

}  // namespace roster::inline v0
