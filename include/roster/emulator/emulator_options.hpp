// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator can be told: a plain aggregate with defaults that need no thought.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/emulator/emulator_account.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/emulator/member_order.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Options of the emulator; the defaults emulate two clouds without faults.
struct emulator_options {
  /// Generated for each vendor and account, of PAI-EAS so many for each region; Qianfan's are shared among
  /// protocol versions 1 and 2.
  std::size_t services{50};
  std::uint64_t seed{1};  ///< of what is generated, request ids among it, and of random member orders
  /// The order of the members of JSON objects in responses, errors included.
  roster::member_order member_order{roster::member_order::documented};
  std::string access_key_id{"emulator"};
  secret access_key_secret{"emulator-secret"};
  secret security_token{};  ///< a request must carry it; empty: it must carry none
  /// The token is a temporary one: emulator::credentials gives one that ends so long after it is asked, by
  /// `clock`, each time it is asked; a request with one that has ended is refused as the cloud does.
  std::optional<std::chrono::seconds> token_lifetime{};
  bool verify_signatures{true};  ///< otherwise everyone is let in, an unknown key as the first account
  std::optional<std::int64_t> page_size_clamp{};  ///< lowers larger page sizes of both vendors to this
  /// Of PAI-EAS. A host "pai-eas.REGION.aliyuncs.com" or a path "/REGION/…" selects one, and the services are
  /// listed that say that they are in it. Empty: all services are listed, whatever host is called.
  std::vector<std::string> regions{};
  /// Instead of the one account that the key above stands for.
  std::vector<emulator_account> accounts{};
  std::vector<fault> faults{};  ///< in this order; the first that is due meets a request
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system's
  /// Called for each request, one at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t most_logged{100'000};  ///< the oldest are forgotten then
};

}  // namespace roster::inline v0
