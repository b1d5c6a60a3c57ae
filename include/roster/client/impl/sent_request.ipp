// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sent_request.hpp.

#include <roster/client/detail/sent_request.hpp>

#include <roster/http/detail/request_secrets.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL redactor secrets_of(const http::request& request, const credentials& key) {
  redactor out;
  out.add(key.access_key_secret.reveal());
  out.add(key.security_token.reveal());
  http::detail::add_secrets(out, request);
  return out;
}

}  // namespace roster::inline v0::detail
