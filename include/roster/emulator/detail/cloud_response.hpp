// SPDX-License-Identifier: BSL-1.0
#pragma once
// The result of one request to a cloud: the response and the parsed parameters, for logs and for faults that apply to
// one page.

#include <cstdint>
#include <optional>
#include <roster/http/response.hpp>
#include <string>

namespace roster::inline v0::detail {

struct cloud_response {
  http::response response{};
  std::string code{};                       ///< of the error; "" on success
  std::string region{};                     ///< of PAI-EAS, as named in the request; "" if it names none
  std::optional<bool> authentic{};          ///< whether authentication succeeded; absent: not checked
  std::optional<std::int64_t> page{};       ///< the requested page, from 1
  std::optional<std::int64_t> page_size{};  ///< as requested, before any clamp
  std::optional<std::string> marker{};      ///< as requested
};

}  // namespace roster::inline v0::detail
