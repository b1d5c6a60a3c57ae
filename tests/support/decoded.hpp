// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes one JSON text, for tests of single members and values.

#include <doctest/doctest.h>

#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>

namespace fake {

/// Returns the text of the error, "" for none.
template <class T, roster::letter_case Case = roster::verbatim_case>
std::string error_in(std::string_view json, const roster::decode_limits& limits = {}) {
  T out{};
  const auto error = roster::decode<Case>(json, out, limits);
  return error ? error->text() : "";
}

/// Returns the decoded value; requires that there is no error.
template <class T, roster::letter_case Case = roster::verbatim_case>
T read(std::string_view json) {
  T out{};
  const auto error = roster::decode<Case>(json, out);
  REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
  return out;
}

}  // namespace fake
