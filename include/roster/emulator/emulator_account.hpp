// SPDX-License-Identifier: BSL-1.0
#pragma once
// One of the accounts that an emulator holds: a key, and what can be seen with it.

#include <optional>
#include <roster/emulator/data.hpp>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// An account of the emulator: its access key and the services that are listed with it.
struct emulator_account {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};              ///< a request must carry it; empty: it must carry none
  std::optional<emulator_data> data{};  ///< its services; absent: generated, other ones for each account
};

}  // namespace roster::inline v0
