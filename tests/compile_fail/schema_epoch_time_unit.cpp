// expect: roster: unsupported unit of epoch_time; it counts seconds or milliseconds; use roster::epoch_seconds or roster::epoch_milliseconds
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/epoch_time.hpp>

roster::detail::epoch_time<std::chrono::minutes> wrong{};
