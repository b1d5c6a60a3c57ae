// SPDX-License-Identifier: BSL-1.0
#pragma once
// Overwrites the memory of a request: parameters and bodies may contain credentials.

#include <roster/detail/wipe.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::http::detail {

/// Overwrites the query and the body of a request and clears them. The destructor of `headers` overwrites the headers.
inline void wipe_request(request& used) noexcept {
  roster::detail::wipe(used.query);
  roster::detail::wipe(used.body);
}

/// Calls `wipe_request` at the end of a scope, including when an exception leaves it.
/// Lifetime: the request must outlive it.
class wipe_request_at_exit {
 public:
  explicit wipe_request_at_exit(request& used) noexcept : used_(used) {}
  wipe_request_at_exit(const wipe_request_at_exit&) = delete;
  wipe_request_at_exit& operator=(const wipe_request_at_exit&) = delete;
  ~wipe_request_at_exit() { wipe_request(used_); }

 private:
  request& used_;
};

}  // namespace roster::inline v0::http::detail
