// SPDX-License-Identifier: BSL-1.0
#pragma once
// What one emulated cloud can be told: whom it knows, which regions there are, how large its pages are.

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
                  .security_token = {}};  ///< the only one that is known
  bool tokens_end{};                      ///< the tokens of session_token are taken instead of the key's own
  bool verify_signatures{true};           ///< and dates, nonces and tokens; otherwise everyone is let in
  std::optional<std::int64_t> page_size_clamp{};  ///< lowers larger page sizes to this; at least 1
  std::vector<std::string> regions{};             ///< of PAI-EAS; empty: one list, whatever host is called
};

/// Returns the options if a cloud can follow them.
/// Fails: failure(errc::invalid_argument) for a clamp under 1.
ROSTER_DECL cloud_options checked(cloud_options options);
}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/cloud_options.ipp>
#endif
