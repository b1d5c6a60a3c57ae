// SPDX-License-Identifier: BSL-1.0
#pragma once
// glaze as a peer: it reflects the plain structs without any description. It validates the UTF-8 of all strings, but of a
// value that it skips only what it needs to find the end.

#include <glaze/json.hpp>
#include <stdexcept>
#include <string>

namespace peers {

template <class Response>
Response glaze_reflected(const std::string& json) {
  Response response;
  if (const auto error = glz::read<glz::opts{.error_on_unknown_keys = false}>(response, json))
    throw std::runtime_error("glaze: " + glz::format_error(error, json));
  return response;
}

}  // namespace peers
