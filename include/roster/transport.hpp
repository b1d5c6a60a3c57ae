// SPDX-License-Identifier: BSL-1.0
#pragma once
// The HTTP client, and the interface it implements: the public headers of this component. Written by tools/generate.py.

#include <roster/transport/http_client.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>
