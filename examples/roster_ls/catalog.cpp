// SPDX-License-Identifier: BSL-1.0
#include "catalog.hpp"

#include <algorithm>

namespace roster_ls {

const std::vector<catalog_api>& catalog() {
  static const std::vector<catalog_api> all = [] {
    std::vector<catalog_api> made;
    for (auto* const part : {&amazon_apis, &regional_apis, &token_apis, &other_apis})
      for (auto& one : part()) made.push_back(std::move(one));
    return made;
  }();
  return all;
}

const catalog_api* find_catalog_api(std::string_view name) {
  const auto found = std::find_if(catalog().begin(), catalog().end(),
                                  [&](const catalog_api& one) { return one.name == name; });
  return found == catalog().end() ? nullptr : &*found;
}

}  // namespace roster_ls
