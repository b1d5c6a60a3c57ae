// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator remembers of a request, for assertions and for a log: no header and no secret. A plain
// aggregate, so that it can be written as JSON.

#include <cstdint>
#include <optional>
#include <string>

namespace roster::inline v0 {

/// A request that the emulator received, without headers and secrets.
struct logged_request {
  std::int64_t number{};  ///< of all requests, from 1 on
  std::string vendor{};   ///< "eas" or "qianfan"
  std::string account{};  ///< the access key id that the request names, if an account has it
  std::string region{};   ///< of PAI-EAS, if the host or the path names one
  std::string method{};
  std::string target{};                     ///< path and query as they came; secrets are "***"
  std::optional<std::int64_t> page{};       ///< asked for, from 1 on
  std::optional<std::int64_t> page_size{};  ///< asked for; absent when it was not
  std::optional<std::string> marker{};      ///< asked for
  std::optional<bool> authentic{};  ///< signature, token, date and nonce are good; absent: not looked at
  std::int64_t status{};            ///< answered; 0 when the connection broke before a whole header was sent
  std::string code{};               ///< of the error, "" when all is well
  std::string fault{};              ///< the kind of fault that it met, "" for none
};

}  // namespace roster::inline v0
