// expect: roster: a range is not awaitable; its operations are; write co_await range.next(), co_await range.collect() or co_await range.for_each(function)
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/async_range.hpp>

boost::asio::awaitable<void> wrong(roster::async_range<int> items) { co_await std::move(items); }
