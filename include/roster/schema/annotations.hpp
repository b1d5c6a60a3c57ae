// SPDX-License-Identifier: BSL-1.0
#pragma once
// Annotations of members and enumerators (P3394), for compilers with the reflection of C++26.

#include <roster/config.hpp>

#if defined(ROSTER_HAS_REFLECTION)
#include <meta>
#include <string_view>

namespace roster::inline v0 {

/// The name of a member on the wire in every letter case, or the text of an enumerator:
/// `[[=roster::name("GPUMemory")]] int gpu_memory{};`
/// Example: annotations: name a member and an enumerator
struct name {
  const char* text;  ///< static
  /// The exact name on the wire.
  consteval explicit name(const char* spelled) : text(std::define_static_string(std::string_view(spelled))) {}
};

/// What a member is, for documents of the API: `[[=roster::doc("Memory of one GPU")]]`
/// Example: annotations: describe members in an OpenAPI document
struct doc {
  const char* text;  ///< static
  /// The description, without units.
  consteval explicit doc(const char* description)
      : text(std::define_static_string(std::string_view(description))) {}
};

/// The units of a member, for documents of the API: `[[=roster::units("MB")]]`
/// Example: annotations: describe members in an OpenAPI document
struct units {
  const char* text;  ///< static
  /// The symbol or the name of the units.
  consteval explicit units(const char* symbol) : text(std::define_static_string(std::string_view(symbol))) {}
};

}  // namespace roster::inline v0
#endif
