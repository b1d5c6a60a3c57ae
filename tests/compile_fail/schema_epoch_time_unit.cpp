// expect: roster: epoch_time counts seconds or milliseconds; no service sends another unit; use roster::epoch_seconds or roster::epoch_milliseconds
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/epoch_time.hpp>

roster::detail::epoch_time<std::chrono::minutes> wrong{};
