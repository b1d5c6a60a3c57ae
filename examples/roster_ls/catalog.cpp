// SPDX-License-Identifier: BSL-1.0
#include "catalog.hpp"

namespace roster_ls {

std::vector<catalog_api> catalog() {
  auto all = amazon_apis();
  for (auto* const part : {&regional_apis, &token_apis, &other_apis})
    for (auto& one : part()) all.push_back(std::move(one));
  return all;
}

std::optional<catalog_api> find_catalog_api(std::string_view name) {
  for (auto& one : catalog())
    if (one.name == name) return one;
  return std::nullopt;
}

}  // namespace roster_ls
