// SPDX-License-Identifier: BSL-1.0
#pragma once
// The accounts of an emulator: made from the options, checked, and found by the key that a request names.

#include <cstddef>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <roster/emulator/detail/eas_cloud.hpp>
#include <roster/emulator/detail/qianfan_cloud.hpp>
#include <roster/emulator/emulator_options.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// What one account has in both clouds. Each knows the account's key alone.
struct account_clouds {
  credentials key;
  eas_cloud eas;
  qianfan_cloud qianfan;
};

/// Makes the accounts; there is at least one. `data` is the first one's.
/// Fails: failure(errc::invalid_argument) for options that contradict themselves, naming the place.
ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator_options& options,
                                                      std::optional<emulator_data> data);

/// Returns the access key id that a request names; "" when it names none that can be read.
ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator_accounts.ipp>
#endif
