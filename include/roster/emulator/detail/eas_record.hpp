// SPDX-License-Identifier: BSL-1.0
#pragma once
// One PAI-EAS service in the emulator: the members of a response, and the attributes that only filters use.

#include <optional>
#include <roster/eas/schema/enums.hpp>
#include <roster/eas/schema/service.hpp>
#include <roster/schema/open_enum.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Attributes that PAI-EAS filters by and does not return. Each member has the name of its request member.
struct eas_attributes {
  std::optional<open_enum<eas::service_type>> service_type{};
  std::optional<open_enum<eas::resource_type>> resource_type{};
  std::optional<std::string> accessibility{};
  std::optional<std::string> parent_service_uid{};

  friend bool operator==(const eas_attributes&, const eas_attributes&) = default;
};

struct eas_record {
  eas::service service{};
  eas_attributes attributes{};

  friend bool operator==(const eas_record&, const eas_record&) = default;
};

}  // namespace roster::inline v0::detail
