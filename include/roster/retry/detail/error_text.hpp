// SPDX-License-Identifier: BSL-1.0
#pragma once
// Texts of error responses: JSON values as text, and the meaning of codes without a declaration.

#include <roster/config.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// An object whose member `list` is an array of strings.
struct texts {
  std::vector<std::string> list{};
};

/// Returns the elements of a JSON array if all have the expected type; otherwise an empty list.
template <class List>
List read_list(std::string_view json) {
  List out;
  if (decode<verbatim_case>("{\"list\":" + std::string(json) + "}", out)) out.list.clear();
  return out;
}

/// Returns a JSON string, or another scalar as text; "" for an object or array.
ROSTER_DECL std::string scalar_text(std::string_view json);

/// Returns a name in lower case without separators: "errorCode", "error_code" and "Error-Code" are the same.
ROSTER_DECL std::string plain_name(std::string_view name);

ROSTER_DECL bool is_digits(std::string_view text) noexcept;

/// Returns "Throttling" of "com.vendor.service#Throttling:http://more".
ROSTER_DECL std::string bare_code(std::string code);

/// Returns whether a code means success: empty, zeros, 2xx, "ok", "success".
ROSTER_DECL bool is_success_code(std::string_view code) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/error_text.ipp>
#endif
