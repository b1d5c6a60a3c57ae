// SPDX-License-Identifier: BSL-1.0
#pragma once
// Describes a decoding error in text that contains credentials, without quoting the text.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Returns "line 3, column 14: profiles[0].mode: expected a string". The path of a mismatch consists of
/// member names of the library's own structs only.
ROSTER_DECL std::string describe_error(std::string_view text, const decode_error& mistake);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/describe_error.ipp>
#endif
