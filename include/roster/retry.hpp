// SPDX-License-Identifier: BSL-1.0
#pragma once
// Retries and rate limits: the public headers of this component. Written by tools/generate.py.

#include <roster/retry/rate_limiter.hpp>
#include <roster/retry/retry_options.hpp>
