// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of signer.hpp.

#include <roster/auth/signer.hpp>

#include <roster/auth/detail/credentials_chain.hpp>

namespace roster::inline v0 {

ROSTER_DECL void bearer::sign(http::request& request, const credentials&, const signing_context&) const {
  detail::check_header_text("bearer token", token_.reveal());
  if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  request.headers.set("authorization", "Bearer " + token_.reveal());
}

}  // namespace roster::inline v0
