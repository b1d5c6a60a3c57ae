// SPDX-License-Identifier: BSL-1.0
#pragma once
// The header Link (RFC 8288), in which a service names the URL of the next page.

#include <optional>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0::detail {

/// The link to the next page.
struct next_link_result {
  std::optional<std::string> target{};  ///< as written; std::nullopt if there is none
  bool malformed{};                     ///< there is none, but a malformed link, which may have been it
};

/// Returns the first link with the relation type "next". Malformed links are skipped where there is one.
/// Example: link_header: finds the next page among several links and relation types
ROSTER_DECL next_link_result next_link(const http::headers& headers);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/link_header.ipp>
#endif
