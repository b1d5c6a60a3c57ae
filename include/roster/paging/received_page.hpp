// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a paging style of a program's own learns about a page.

#include <cstddef>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// A page whose successor an operation's own `paging` determines, beside the decoded response.
/// Lifetime: valid during the call.
struct received_page {
  const std::string& cursor;     ///< with which the page was requested; "" if the request was sent unchanged
  std::size_t items{};           ///< the number of its items, as the service returned them
  const http::headers& headers;  ///< of the response
};

}  // namespace roster::inline v0
