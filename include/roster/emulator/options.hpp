// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of the emulator and its accounts.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/emulator/data/data.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// An account of the emulator: its credentials and its services.
struct account {
  std::string access_key_id{};           ///< names the account in a request
  secret access_key_secret{};            ///< signs the requests of the account
  secret security_token{};               ///< a request must carry it; empty: it must carry none
  std::optional<emulator::data> data{};  ///< its services; absent: generated, different for each account
};

/// Options of the emulator; by default it emulates two clouds without faults.
struct options {
  /// Number of generated services for each vendor and account; for PAI-EAS, for each region. Those of Qianfan are
  /// split between protocol versions 1 and 2.
  std::size_t services{50};
  std::uint64_t seed{1};  ///< of generated services, request ids and random member orders
  /// The order of the members of JSON objects in responses, errors included.
  emulator::member_order member_order{emulator::member_order::documented};
  std::string access_key_id{"emulator"};        ///< of the account that requests are signed for
  secret access_key_secret{"emulator-secret"};  ///< of the same account
  secret security_token{};                      ///< a request must carry it; empty: it must carry none
  /// Makes the token temporary: cloud::credentials returns a token that expires this long after the call, by
  /// `clock`, and a different one for each call. A request with an expired token is rejected as the cloud rejects it.
  std::optional<std::chrono::seconds> token_lifetime{};
  bool verify_signatures{true};  ///< false: accepts every request; an unknown key uses the first account
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size of both vendors
  /// Regions of PAI-EAS. A host "pai-eas.REGION.aliyuncs.com" or a path "/REGION/…" selects one; only services whose
  /// region member matches are listed. Empty: all services are listed for any host.
  std::vector<std::string> regions{};
  /// Replaces the single account of the key above.
  std::vector<emulator::account> accounts{};
  std::vector<fault> faults{};                        ///< tried in this order; the first that is due applies
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  /// Called for each request, one call at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t max_logged{100'000};  ///< beyond this, the oldest are dropped
};

}  // namespace roster::inline v0::emulator
