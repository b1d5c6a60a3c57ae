// SPDX-License-Identifier: BSL-1.0
#pragma once
// Percent-encoding of RFC 3986, the one that both signatures are defined over.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Encodes every byte but `A-Z a-z 0-9 - . _ ~` as `%XX` with upper-case digits.
ROSTER_DECL std::string percent_encode(std::string_view text);

/// Encodes like `percent_encode`, but keeps '/'.
ROSTER_DECL std::string percent_encode_path(std::string_view text);

/// Decodes `%XX`, and '+' to a space where `plus_is_space`. Returns nothing when a '%' begins no escape.
ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/percent.ipp>
#endif
