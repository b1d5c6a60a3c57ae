// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cloud_api.hpp.

#include <roster/emulator/detail/cloud_api.hpp>

#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL cloud_options checked(cloud_options options) {
  if (options.page_size_clamp && *options.page_size_clamp < 1)
    throw failure(errc::invalid_argument, "invalid emulator options: page_size_clamp is " +
                                              std::to_string(*options.page_size_clamp) +
                                              "; expected at least 1");
  return options;
}

}  // namespace roster::inline v0::emulator::detail
