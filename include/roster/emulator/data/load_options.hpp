// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of a whole emulator from JSON: one account's services as load_data reads them, or several accounts and
// regions.

#include <roster/config.hpp>
#include <roster/emulator/options.hpp>
#include <string_view>

namespace roster::inline v0::emulator {

/// Fills in `accounts` and `regions` of `options` from {"regions": ["cn-shanghai", …], "accounts": [{"access_key_id":
/// …, "access_key_secret": …, "security_token": …, "eas": …, "qianfan": …}, …]}. "eas" and "qianfan" have the format
/// of load_data; an account without either gets generated services. Without "accounts", "eas" and "qianfan" belong to
/// the account of `options`; regions alone get generated services.
/// Fails: failure(errc::invalid_argument) for anything else; the message names the path of the member.
/// Example: load_options: reads several accounts and regions
ROSTER_DECL emulator::options load_options(std::string_view json, emulator::options options = {});

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/load_options.ipp>
#endif
