// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of cell.hpp.

#include <roster/wire/cell.hpp>

#include <roster/wire/detail/number_text.hpp>
#include <type_traits>

namespace roster::inline v0 {

ROSTER_DECL std::string cell::text() const {
  std::string out;
  std::visit(
      [&](const auto& content) {
        using type = std::remove_cvref_t<decltype(content)>;
        if constexpr (std::is_same_v<type, std::string>)
          out = content;
        else if constexpr (std::is_same_v<type, bool>)
          out = content ? "true" : "false";
        else if constexpr (!std::is_same_v<type, std::monostate>)
          detail::print_number(content, out);
      },
      value);
  return out;
}

}  // namespace roster::inline v0
