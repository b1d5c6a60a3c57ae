// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials that are contained in a source itself.

#include <doctest/doctest.h>

#include <roster/alibaba/detail/credentials_source.hpp>
#include <variant>

namespace fake {

inline roster::credentials given_key(const roster::alibaba::detail::source_search& found) {
  REQUIRE(found.source);
  CHECK(found.source->then.empty());
  return std::get<roster::credentials>(found.source->first);
}

}  // namespace fake
