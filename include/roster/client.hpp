// SPDX-License-Identifier: BSL-1.0
#pragma once
// Clients of list APIs: the public headers of this component. Written by tools/generate.py.

#include <roster/client/client.hpp>
#include <roster/client/client_config.hpp>
#include <roster/client/oauth2.hpp>
#include <roster/client/observer.hpp>
#include <roster/client/options.hpp>
#include <roster/client/runtime.hpp>
