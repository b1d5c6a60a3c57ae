// SPDX-License-Identifier: BSL-1.0
#pragma once
// The addresses of the members of a struct: one function per struct for both decoding and encoding, to save compile
// time.

#include <cstddef>
#include <memory>
#include <roster/schema/reflection.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Writes the addresses of all members of a T to `out`, in order. If the object is const, the caller must not write to
/// them.
template <class T>
void addresses_of_fields(const void* object, void** out) {
  [&]<std::size_t... I>(T& whole, std::index_sequence<I...>) {
    ((out[I] = std::addressof(field_at<I>(whole))), ...);
  }(*const_cast<T*>(static_cast<const T*>(object)), std::make_index_sequence<field_count<T>()>{});
}

}  // namespace roster::inline v0::detail
