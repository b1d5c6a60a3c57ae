// expect: roster: this container has neither push_back() nor insert() for the items of this range; collect<Container>() needs one of them; transform the items into the container's element type, such as pairs for a map, or fill it with for_each()
// SPDX-License-Identifier: BSL-1.0
#include <map>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>

auto wrong(roster::async_range<std::string> items) { return items.collect<std::map<std::string, int>>(); }
