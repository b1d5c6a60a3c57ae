// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a type looks like at run time: constant tables of plain functions, so that encoding, queries,
// assignment and columns are no templates. As templates they would cost every user's file seconds.

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
  std::variant<std::int64_t, double> (*get)(const void* value);  ///< what int64 cannot hold comes as double
  void (*print)(const void* value, std::string& out);
  number_result (*parse)(void* value, std::string_view text);
  std::int64_t lowest{};    ///< of an integer
  std::uint64_t highest{};  ///< of an integer
};

/// The functions of an open_enum.
struct enum_access {
  std::string_view (*get)(const void* value);
  void (*set)(void* value, std::string_view text);
  std::span<const std::string_view> texts;  ///< the documented ones
};

using visit_function = function_ref<void(std::string_view key, const void* inner)>;
using fill_function = function_ref<bool(void* inner)>;

/// The functions of an optional.
struct optional_access {
  const void* (*get)(const void* value);  ///< nullptr when it is empty
  /// Lets `fill` change a copy of the content, and takes it over unless `fill` returns false.
  void (*set)(void* value, fill_function fill);
};

/// The functions of a list or a map; a list has no keys.
struct container_access {
  std::size_t (*size)(const void* value);
  void (*each)(const void* value, visit_function visit);
  /// Adds what `fill` makes, unless it returns false; a map replaces what stands under the key.
  void (*add)(void* value, std::string_view key, fill_function fill);
};

/// A member of an object: its name on the wire and what it looks like.
struct member_shape {
  std::string_view name;
  const type_descriptor* type;
};

/// The functions of an object.
struct object_access {
  std::span<const member_shape> members;
  void (*addresses)(const void* value, void** out);  ///< of all members, in order
};

/// What a type looks like. Text, boolean, flag, secret, json_text, the times and unknown are one C++ type each
/// and need no functions.
struct type_descriptor {
  detail::kind kind{};
  const type_descriptor* inner{};  ///< of an optional, a list, a map
  const number_access* number{};
  const enum_access* texts{};
  const optional_access* optional{};
  const container_access* container{};
  const object_access* object{};
};

}  // namespace roster::inline v0::detail
