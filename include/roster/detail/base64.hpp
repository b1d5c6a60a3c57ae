// SPDX-License-Identifier: BSL-1.0
#pragma once
// Base64 of RFC 4648.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Encodes with the standard alphabet and padding.
ROSTER_DECL std::string base64_encode(std::string_view bytes);

/// Decodes either alphabet, padded or not. Returns std::nullopt for malformed input.
ROSTER_DECL std::optional<std::string> base64_decode(std::string_view text);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/base64.ipp>
#endif
