// expect: roster: a key of several members has fewer than two; the key of one member is its path; write static constexpr auto key = roster::path<&my_item::id>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/keys.hpp>
#include <string>

struct item {
  std::string id{};
};

constexpr auto key = roster::keys{roster::path<&item::id>};
