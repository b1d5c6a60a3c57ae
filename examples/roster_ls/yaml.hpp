// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON as YAML.

#include <string>
#include <string_view>

namespace roster_ls {

/// Returns a JSON object, as `to_json` writes it, as one element of a YAML 1.2 sequence in block style: "- Name: …".
std::string yaml_element(std::string_view object);

}  // namespace roster_ls
