// SPDX-License-Identifier: BSL-1.0
#pragma once
// Percent-encoding (RFC 3986), on which both signature algorithms are based.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Encodes every byte except `A-Z a-z 0-9 - . _ ~` as `%XX` with upper-case digits.
ROSTER_DECL std::string percent_encode(std::string_view text);

/// Encodes like `percent_encode`, but leaves '/' unchanged.
ROSTER_DECL std::string percent_encode_path(std::string_view text);

/// Decodes `%XX`, and '+' to a space if `plus_is_space` is set. Returns std::nullopt if a '%' does not begin an
/// escape.
ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/percent.ipp>
#endif
