// SPDX-License-Identifier: BSL-1.0
#pragma once
// Colours of a terminal, by what a service's state means.

#include <string>
#include <string_view>

namespace roster_ls {

/// What a state means for whoever looks at a list.
enum class state_class { other, working, failed, in_transition, at_rest };

/// Returns the class of a documented state of either vendor; `other` for every other text.
state_class classify_state(std::string_view state);

/// Returns the text in the colour of the class: green, red, yellow or grey; unchanged for `other`.
std::string coloured(const std::string& text, state_class by);

/// Tells whether the environment allows colours: NO_COLOR is not set or empty, and TERM names a terminal that can
/// do more than print.
bool environment_allows_colours();

}  // namespace roster_ls
