// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of signer.hpp.

#include <roster/auth/signer.hpp>

#include <roster/auth/detail/credentials_chain.hpp>

namespace roster::inline v0 {

ROSTER_DECL void bearer::sign(http::request& request, const credentials& key, const signing_context&) const {
  const secret& token = token_ ? *token_ : key.security_token;
  detail::check_header_text("bearer token", token.reveal());
  if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  request.headers.set("authorization", "Bearer " + token.reveal());
}

}  // namespace roster::inline v0
