// expect: roster: the item type of this range differs from that of the any_range or async_range that it is converted to; the item type is its value_type; transform the items, or name that type
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/any_range.hpp>
#include <string>
#include <utility>

roster::any_range<std::string> wrong(roster::async_range<int> items) { return std::move(items); }
