// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that a service writes without brackets when it has one element.

#include <vector>

namespace roster::inline v0 {

/// A std::vector that is also read from a single value: `"a"` is the same as `["a"]`. Encoding always writes a list. T is
/// not a list itself, and not optional.
template <class T>
struct one_or_many : std::vector<T> {
  using std::vector<T>::vector;
};

namespace detail {

template <class T>
inline constexpr bool is_one_or_many = false;
template <class T>
inline constexpr bool is_one_or_many<one_or_many<T>> = true;

}  // namespace detail
}  // namespace roster::inline v0
