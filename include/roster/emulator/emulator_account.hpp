// SPDX-License-Identifier: BSL-1.0
#pragma once
// One account of an emulator: its credentials and the services that they can list.

#include <optional>
#include <roster/emulator/data.hpp>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// An account of the emulator: its credentials and its services.
struct emulator_account {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};              ///< a request must carry it; empty: it must carry none
  std::optional<emulator_data> data{};  ///< its services; absent: generated, different for each account
};

}  // namespace roster::inline v0
