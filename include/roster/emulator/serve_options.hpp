// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of a declared API in the emulator.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/auth/signer.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <vector>

namespace roster::inline v0::emulator {

/// Options of serve(); by default, every request is accepted, and there are no faults.
struct serve_options {
  /// The signer of the only accepted client: `bearer{"token"}`, `header_key{"x-api-key", "key"}`, or the signature of
  /// a cloud. A request is signed again, with its own date, and accepted if the result is the same. Other
  /// implementations of a signature may cover other headers. Absent: requests are not authenticated.
  std::optional<roster::detail::any_signer> sign{};
  roster::credentials credentials{};              ///< those that `sign` uses
  std::int64_t page_size{10};                     ///< items on a page, if the request sets no size
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size; absent: the declared one
  /// Ignores parameters that the request does not declare; otherwise they are bad requests.
  bool ignore_unknown{};
  /// The order of the members of JSON objects; the documented one is that of the declaration.
  emulator::member_order member_order{emulator::member_order::documented};
  std::uint64_t seed{1};                              ///< of request ids and random member orders
  std::vector<fault> faults{};                        ///< tried in this order; the first that is due applies
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  /// Called for each request, one call at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t max_logged{100'000};  ///< beyond this, the oldest are dropped
};

}  // namespace roster::inline v0::emulator
