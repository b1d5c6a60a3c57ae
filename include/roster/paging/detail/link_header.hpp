// SPDX-License-Identifier: BSL-1.0
#pragma once
// The header Link (RFC 8288), in which a service names the URL of the next page.

#include <optional>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the target of the first link with the relation type "next", as written; std::nullopt if there is none. Malformed
/// links are skipped.
/// Example: link_header: finds the next page among several links and relation types
ROSTER_DECL std::optional<std::string> next_link(const http::headers& headers);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/link_header.ipp>
#endif
