// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of one emulated cloud: its credentials, regions and page sizes.

#include <cstdint>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

struct cloud_options {
  credentials key{.access_key_id = "emulator",
                  .access_key_secret = secret("emulator-secret"),
                  .security_token = {}};  ///< the only one that is accepted
  bool tokens_expire{};                   ///< accepts tokens of session_token instead of the key's own
  bool verify_signatures{true};           ///< with dates, nonces and tokens; false: accepts every request
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size; at least 1
  std::vector<std::string> regions{};             ///< of PAI-EAS; empty: one list for any host
};

/// Returns the options if they are valid.
/// Fails: failure(errc::invalid_argument) for a clamp under 1.
ROSTER_DECL cloud_options checked(cloud_options options);
}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/cloud_options.ipp>
#endif
