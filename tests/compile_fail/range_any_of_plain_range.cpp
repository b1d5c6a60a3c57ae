// expect: roster: this range has items of another type than the any_range or async_range that it is to become; its items are its value_type; transform them, or name that type
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/any_range.hpp>
#include <string>
#include <utility>

roster::any_range<std::string> wrong(roster::async_range<int> items) { return std::move(items); }
