// SPDX-License-Identifier: BSL-1.0
#pragma once
// Prints structs of schemas, for logs and the messages of tests; with std::format where the standard library has it.

#include <concepts>
#include <ostream>
#include <roster/config.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <version>

#if defined(__cpp_lib_format)
#include <format>
#include <sstream>
#endif

namespace roster::inline v0 {

namespace detail {

/// A plain struct, and not a std::array of them.
template <class T>
concept printed_struct = plain_struct<T> && !requires(const T& value) { value.begin(); };

}  // namespace detail

/// Operators that print the structs and enumerations of a namespace. Those of Roster's schemas are printed if this header
/// is included. For yours, declare in their namespace:
/// `using roster::printing::operator<<; using roster::printing::is_printed;`
namespace printing {

/// Writes a struct as `to_json` does, by the names of its members in C++: secrets are redacted, and empty members omitted.
/// Fails: failure(errc::invalid_argument) for text that is not UTF-8, and for a number that is not finite.
/// Example: print: writes items as JSON, without secrets
template <class T>
  requires detail::printed_struct<T>
std::ostream& operator<<(std::ostream& out, const T& value) {
  return out << to_json(value, {.keep_empty = false});
}

/// Writes the text of an enumerator on the wire; the number of another value.
/// Example: print: writes enumerators by their texts
template <class E>
  requires std::is_enum_v<E> && detail::has_texts<E>
std::ostream& operator<<(std::ostream& out, E value) {
  for (const auto& row : open_enum<E>::table())
    if (row.value == value) return out << row.text;
  return out << +static_cast<std::underlying_type_t<E>>(value);
}

/// Found for the types whose namespace declares it, as above: std::format prints them, too.
/// Example: print: formats what it prints
template <class T>
  requires detail::printed_struct<T> || std::is_enum_v<T>
std::true_type is_printed(const T&);

}  // namespace printing

using printing::is_printed;
/// std::format prints the text of a json_text.
std::true_type is_printed(const json_text&);
/// std::format prints "***" for a secret.
std::true_type is_printed(const secret&);
/// std::format prints the text of a time.
std::true_type is_printed(const utc_time&);
/// std::format prints "true", "false" or "absent".
std::true_type is_printed(const flag&);
/// std::format prints base64.
std::true_type is_printed(const bytes&);
/// std::format prints the text of an open enumeration.
template <class E>
std::true_type is_printed(const open_enum<E>&);
/// std::format prints the text of a condition.
template <class Item>
std::true_type is_printed(const condition<Item>&);

namespace detail {

template <class Unit>
std::true_type is_printed(const epoch_time<Unit>&);

/// A class or an enumeration of a namespace that declares `is_printed`, or one of Roster's own with an operator<<.
template <class T>
concept formatted = (std::is_class_v<T> || std::is_enum_v<T>) && requires(std::ostream& out, const T& value) {
  { is_printed(value) } -> std::same_as<std::true_type>;
  { out << value } -> std::same_as<std::ostream&>;
};

}  // namespace detail

// clang-format off
namespace ark { using printing::operator<<; using printing::is_printed; }
namespace azure_ml { using printing::operator<<; using printing::is_printed; }
namespace bedrock { using printing::operator<<; using printing::is_printed; }
namespace eas { using printing::operator<<; using printing::is_printed; }
namespace fireworks { using printing::operator<<; using printing::is_printed; }
namespace hugging_face { using printing::operator<<; using printing::is_printed; }
namespace kserve { using printing::operator<<; using printing::is_printed; }
namespace openai { using printing::operator<<; using printing::is_printed; }
namespace qianfan { using printing::operator<<; using printing::is_printed; }
namespace replicate { using printing::operator<<; using printing::is_printed; }
namespace sagemaker { using printing::operator<<; using printing::is_printed; }
namespace tione { using printing::operator<<; using printing::is_printed; }
namespace together { using printing::operator<<; using printing::is_printed; }
namespace triton { using printing::operator<<; using printing::is_printed; }
namespace vertex_ai { using printing::operator<<; using printing::is_printed; }
// clang-format on

}  // namespace roster::inline v0

#if defined(__cpp_lib_format)
/// Formats what operator<< prints, with the format specification of a string: `std::format("{:>20}", service.status)`.
template <roster::detail::formatted T>
struct std::formatter<T, char> : std::formatter<std::string, char> {
  template <class Context>
  auto format(const T& value, Context& context) const {
    std::ostringstream out;
    out << value;
    return std::formatter<std::string, char>::format(std::move(out).str(), context);
  }
};
#endif
