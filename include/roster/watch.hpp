// SPDX-License-Identifier: BSL-1.0
#pragma once
// Watching a list for changes: the public headers of this component. Written by tools/generate.py.

#include <roster/watch/watch.hpp>
#include <roster/watch/watch_options.hpp>
