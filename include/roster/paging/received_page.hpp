// SPDX-License-Identifier: BSL-1.0
#pragma once
// The page that custom pagination receives.

#include <cstddef>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// What the custom pagination of an operation receives about a page, in addition to the decoded response.
/// Lifetime: valid during the call.
struct received_page {
  const std::string& cursor;     ///< with which the page was requested; "" if the request was sent unchanged
  std::size_t items{};           ///< the number of its items, as the service returned them
  const http::headers& headers;  ///< of the response
};

}  // namespace roster::inline v0
