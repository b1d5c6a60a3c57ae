// SPDX-License-Identifier: BSL-1.0
#pragma once
// Compressing the emulator's responses with the content coding gzip.

#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns `text` as one member of gzip data (RFC 1952).
ROSTER_DECL std::string gzip_text(std::string_view text);

/// Returns whether the Accept-Encoding of a request includes gzip.
ROSTER_DECL bool accepts_gzip(const http::request& request);

/// Compresses the body of a response, unless it is empty, and adds Content-Encoding.
ROSTER_DECL void compress(http::response& response);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/server/impl/compress.ipp>
#endif
