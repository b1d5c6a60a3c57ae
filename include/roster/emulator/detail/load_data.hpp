// SPDX-License-Identifier: BSL-1.0
#pragma once
// A user's own services for the emulator, from JSON: read with the vendors' schemas, so that what a cloud
// answers can be pasted in.

#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Reads {"eas": {"services": [...]}, "qianfan": {"services": [...]}}; either may be left out. The services
/// have the members that the vendors answer. A PAI-EAS service may hold one more, "attributes", an object
/// with what can only be asked for: ServiceType, ResourceType, Accessibility, ParentServiceUid. Fails:
/// failure(errc::invalid_argument) for anything else, an id that is empty or occurs twice, naming the place.
/// Example: load_data: reads both vendors' services and the attributes beside them
ROSTER_DECL emulator_data load_data(std::string_view json);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/load_data.ipp>
#endif
