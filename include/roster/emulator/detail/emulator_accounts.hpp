// SPDX-License-Identifier: BSL-1.0
#pragma once
// The accounts of an emulator: created from the options, validated, and found by the access key of a request.

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

/// The clouds of one account. Each accepts only the key of this account.
struct account_clouds {
  credentials key;
  eas_cloud eas;
  qianfan_cloud qianfan;
};

/// Creates the accounts, at least one. `data` belongs to the first.
/// Fails: failure(errc::invalid_argument) for contradictory options; the message names the path of the member.
ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator_options& options,
                                                      std::optional<emulator_data> data);

/// Returns the access key id of a request; "" if there is none that can be parsed.
ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator_accounts.ipp>
#endif
