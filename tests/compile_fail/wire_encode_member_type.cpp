// expect: roster: a member has an unsupported type
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/encode.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
  std::vector<char*> names{};
};
const auto json = roster::to_json(thing{});
