// SPDX-License-Identifier: BSL-1.0
#pragma once
// A string as a template argument. Compilers print template arguments, so that error messages name a member.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace roster::inline v0::detail {

template <std::size_t N>
struct fixed_string {
  char text[N + 1]{};

  constexpr fixed_string() = default;
  constexpr fixed_string(const char (&literal)[N + 1]) {
    std::copy_n(literal, N, text);
  }  // NOLINT: implicit on purpose
  constexpr explicit fixed_string(std::string_view view) { std::copy_n(view.begin(), N, text); }

  constexpr std::string_view view() const noexcept { return {text, N}; }
  static constexpr std::size_t size() noexcept { return N; }

  template <std::size_t M>
  constexpr bool operator==(const fixed_string<M>& other) const noexcept {
    return view() == other.view();
  }
};

template <std::size_t M>
fixed_string(const char (&)[M]) -> fixed_string<M - 1>;

}  // namespace roster::inline v0::detail
