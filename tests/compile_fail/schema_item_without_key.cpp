// expect: roster: watch or verified is not told the key of these items; without one they cannot be told apart; name the member that is the key: watch(list, 10s, &row::id), verified(list, 5, &row::id)
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/item_key.hpp>
#include <string>

struct row {
  std::string id{};
};

auto wrong(const row& item) { return roster::item_key{}(item); }
