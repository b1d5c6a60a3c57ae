// SPDX-License-Identifier: BSL-1.0
#pragma once
// Recording and replaying responses: the public headers of this component. Written by tools/generate.py.

#include <roster/recording/interaction.hpp>
#include <roster/recording/recording_transport.hpp>
#include <roster/recording/replaying_transport.hpp>
