// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where the members of a struct are: one function a struct for reading it and for writing it, since each would
// cost every user's file its time.

#include <cstddef>
#include <memory>
#include <roster/schema/reflection.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Gives the addresses of all members of a T, in order. Who has the object as a constant only reads there.
template <class T>
void addresses_of_fields(const void* object, void** out) {
  [&]<std::size_t... I>(T& whole, std::index_sequence<I...>) {
    ((out[I] = std::addressof(field_at<I>(whole))), ...);
  }(*const_cast<T*>(static_cast<const T*>(object)), std::make_index_sequence<field_count<T>()>{});
}

}  // namespace roster::inline v0::detail
