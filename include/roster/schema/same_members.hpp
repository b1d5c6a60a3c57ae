// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether two plain structs hold the same, also if nobody has written an operator== for them.

#include <concepts>
#include <roster/schema/reflection.hpp>

namespace roster {

/// Compares by ==; member by member where a plain struct has none.
/// Example: same_members: compares structs that have no operator==
struct same_members {
  template <class T>
  constexpr bool operator()(const T& a, const T& b) const {
    if constexpr (std::equality_comparable<T>) {
      return a == b;
    } else {
      bool same = true;
      for_each_field<T>([&](auto i) { same = same && (*this)(field_at<i>(a), field_at<i>(b)); });
      return same;
    }
  }
};

}  // namespace roster
