// expect: roster: watch() and read_until_stable() need the key of the items, to distinguish them; name the member that is the key: watch(list, 10s, &row::id), read_until_stable(list, 5, &row::id)
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation_traits.hpp>
#include <string>

struct row {
  std::string id{};
};

auto wrong(const row& item) { return roster::detail::item_key{}(item); }
