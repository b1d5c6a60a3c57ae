// SPDX-License-Identifier: BSL-1.0
#pragma once
// Masks the secrets of requests and responses in recordings and logs.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster {

/// Returns what is secret in a request and might be echoed: the whole of Authorization, the signature, bearer token or
/// long key id in it, and the value of every header and query parameter with a secret name (`names_secret`).
ROSTER_DECL std::vector<std::string> secrets_of(const http::request& request);

/// Returns `text` with "***" for each of `secrets`. In JSON, and in JSON that is text inside of JSON, "***" also replaces
/// the value of every member with a secret name, and the value of {"name":"HF_TOKEN","value":"…"}. JSON that is cut or
/// malformed and mentions a secret name, and other text that assigns a value to one (`token=…`), becomes "***" as a
/// whole. All else is byte for byte as it was. Complexity: linear in the text, for each of `secrets`.
/// Example: mask_secrets: masks values by the names of their members
ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets);

/// Returns a query with "***" for the values of parameters whose name, decoded, is secret.
ROSTER_DECL std::string mask_query(std::string_view query);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/mask_secrets.ipp>
#endif
