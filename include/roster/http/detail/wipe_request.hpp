// SPDX-License-Identifier: BSL-1.0
#pragma once
// Overwriting what a request holds in memory: parameters and bodies may be credentials.

#include <roster/detail/wipe.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::http::detail {

/// Overwrites the query and the body of a request and empties them. Its headers do so themselves.
inline void wipe_request(request& used) noexcept {
  roster::detail::wipe(used.query);
  roster::detail::wipe(used.body);
}

/// Does so at the end of a scope, also when an exception ends it.
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
