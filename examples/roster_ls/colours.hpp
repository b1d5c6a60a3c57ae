// SPDX-License-Identifier: BSL-1.0
#pragma once
// Terminal colours by the class of a service's state.

#include <string>
#include <string_view>

namespace roster_ls {

/// The classes of states that have their own colours.
enum class state_class { other, working, failed, in_transition, at_rest };

/// Returns the class of a documented state of either vendor, or of a service_state; `other` for every other text.
state_class classify_state(std::string_view state);

/// Returns the text in the colour of the class: green, red, yellow or grey; unchanged for `other`.
std::string coloured(const std::string& text, state_class by);

/// Returns whether the environment allows colours: NO_COLOR is unset or empty, and TERM names a terminal with colours.
bool environment_allows_colours();

}  // namespace roster_ls
