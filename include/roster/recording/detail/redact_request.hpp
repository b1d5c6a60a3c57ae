// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts the secrets of requests and responses in recordings and logs.

#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the secrets of a request that no recording may contain: those of `http::add_secrets`, and the access key
/// id if it is long.
ROSTER_DECL redactor secrets_of(const http::request& request);

/// Returns `text` with each of the secrets in `known` replaced by "***". In JSON, and in JSON that is text inside of
/// JSON, "***" also replaces the value of every member with a secret name, and the value of
/// {"name":"HF_TOKEN","value":"…"}. JSON that is truncated or malformed and contains a secret name, and other text
/// that assigns a value to one (`token=…`), becomes "***" as a whole. All other bytes are unchanged.
/// Complexity: linear in the text.
/// Example: redact_secrets: redacts the values of members with secret names
ROSTER_DECL std::string redact_secrets(std::string_view text, const redactor& known = {});

/// Returns a query with "***" for the values of parameters that have a secret name after decoding.
ROSTER_DECL std::string redact_query(std::string_view query);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/redact_request.ipp>
#endif
