// SPDX-License-Identifier: BSL-1.0
#pragma once
// An entry of the emulator's log.

#include <cstdint>
#include <optional>
#include <string>

namespace roster::inline v0::emulator {

/// A request that the emulator received, without headers and secrets.
struct logged_request {
  std::int64_t number{};                    ///< among all requests, from 1
  std::string vendor{};                     ///< "eas", "qianfan", or "" for a declared API
  std::string account{};                    ///< the access key id in the request, if an account has it
  std::string region{};                     ///< of PAI-EAS, if the host or the path names one
  std::string method{};                     ///< "GET", "POST", …
  std::string target{};                     ///< path and query as received; secrets are "***"
  std::optional<std::int64_t> page{};       ///< requested page, from 1
  std::optional<std::int64_t> page_size{};  ///< requested page size; absent if not requested
  std::optional<std::string> marker{};      ///< requested marker
  std::optional<bool> authentic{};  ///< signature, token, date and nonce are valid; absent: not checked
  std::int64_t status{};            ///< sent; 0 when the connection broke before a whole header was sent
  std::string code{};               ///< of the error, "" on success
  std::string fault{};              ///< the kind of the fault that was applied, "" for none
};

}  // namespace roster::inline v0::emulator
