// SPDX-License-Identifier: BSL-1.0
#pragma once
// The struct that a user writes for six of the 53 members of a service of PAI-EAS.

#include <cstdint>
#include <optional>
#include <string>

namespace bench {

struct six_of_service {
  std::string service_id{};
  std::string service_name{};
  std::string status{};
  std::optional<std::int64_t> cpu{};
  std::optional<std::int64_t> gpu{};
  std::optional<std::string> image{};
};

}  // namespace bench
