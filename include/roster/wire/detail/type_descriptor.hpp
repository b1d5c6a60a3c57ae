// SPDX-License-Identifier: BSL-1.0
#pragma once
// Run-time type information: constant tables of function pointers, so that encoding, queries, parameters and columns
// are not templates, which would add seconds of compile time to every user's file.

#include <cstddef>
#include <cstdint>
#include <roster/schema/kind.hpp>
#include <roster/wire/detail/function_ref.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace roster::inline v0::detail {

struct type_descriptor;

/// The functions of an integer or a real.
struct number_access {
  std::variant<std::int64_t, double> (*get)(const void* value);  ///< a double if int64 cannot hold it
  void (*print)(const void* value, std::string& out);
  number_result (*parse)(void* value, std::string_view text);
  std::int64_t lowest{};    ///< for an integer
  std::uint64_t highest{};  ///< for an integer
};

/// The functions of an open_enum.
struct enum_access {
  std::string_view (*get)(const void* value);
  void (*set)(void* value, std::string_view text);
  std::span<const std::string_view> texts;  ///< the documented values
};

using visit_function = function_ref<void(std::string_view key, const void* inner)>;
using fill_function = function_ref<bool(void* inner)>;

/// The functions of an optional.
struct optional_access {
  const void* (*get)(const void* value);  ///< nullptr when it is empty
  /// Calls `fill` with a copy of the content, and stores the copy unless `fill` returns false.
  void (*set)(void* value, fill_function fill);
};

/// The functions of a list or a map; a list has no keys.
struct container_access {
  std::size_t (*size)(const void* value);
  void (*each)(const void* value, visit_function visit);
  /// Adds an entry that `fill` sets, unless `fill` returns false; in a map, it replaces the entry with that key.
  void (*add)(void* value, std::string_view key, fill_function fill);
};

/// A member of an object: its name on the wire and its type.
struct member_shape {
  std::string_view name;
  const type_descriptor* type;
};

/// The functions of an object.
struct object_access {
  std::span<const member_shape> members;
  void (*addresses)(const void* value, void** out);  ///< of all members, in order
};

/// Describes a type. The kinds text, boolean, flag, secret, json_text, unknown and the times correspond to one C++
/// type each and need no functions.
struct type_descriptor {
  detail::kind kind{};
  const type_descriptor* inner{};  ///< the content of an optional, a list or a map
  const number_access* number{};
  const enum_access* texts{};
  const optional_access* optional{};
  const container_access* container{};
  const object_access* object{};
};

}  // namespace roster::inline v0::detail
