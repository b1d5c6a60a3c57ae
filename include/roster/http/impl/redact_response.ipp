// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact_response.hpp.

#include <roster/http/detail/redact_response.hpp>

#include <utility>

namespace roster::inline v0::http::detail {

ROSTER_DECL void redact_response(response& echo, const roster::detail::redactor& known) {
  if (known.empty()) return;
  headers redacted;
  for (const header& field : echo.headers) redacted.add(field.name, known.redact(field.value));
  echo.headers = std::move(redacted);
  known.redact_in_place(echo.body);
}

}  // namespace roster::inline v0::http::detail
