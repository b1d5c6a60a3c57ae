// SPDX-License-Identifier: BSL-1.0
#pragma once
// Loads custom services of the emulator from JSON. Uses the vendors' schemas, so that responses of a cloud can be
// pasted in.

#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Reads {"eas": {"services": [...]}, "qianfan": {"services": [...]}}; either may be omitted. The services have the
/// members of the vendors' responses. A PAI-EAS service may have one more, "attributes", an object with the
/// filter-only attributes: ServiceType, ResourceType, Accessibility, ParentServiceUid.
/// Fails: failure(errc::invalid_argument) for anything else and for an id that is empty or occurs twice; the message
/// names the path of the member.
/// Example: load_data: reads the services of both vendors with their attributes
ROSTER_DECL emulator_data load_data(std::string_view json);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/load_data.ipp>
#endif
