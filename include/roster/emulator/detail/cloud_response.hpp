// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a cloud makes of one request: the answer, and what it understood, for logs and for faults that wait
// for a certain page.

#include <cstdint>
#include <optional>
#include <roster/http/response.hpp>
#include <string>

namespace roster::inline v0::detail {

struct cloud_response {
  http::response response{};
  std::string code{};                       ///< of the error; "" when all is well
  std::string region{};                     ///< of PAI-EAS, as the request names it; "" when it names none
  std::optional<bool> authentic{};          ///< whether the gate let it in; absent: it did not come that far
  std::optional<std::int64_t> page{};       ///< the page that was asked for, from 1 on
  std::optional<std::int64_t> page_size{};  ///< as asked for, before any clamp
  std::optional<std::string> marker{};      ///< as asked for
};

}  // namespace roster::inline v0::detail
