// SPDX-License-Identifier: BSL-1.0
#pragma once
// The names that the schemas of the APIs have, for help, completion and OpenAPI. All names are static.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster_ls {

struct api_name {
  std::string_view name{};   ///< on the command line
  std::string_view title{};  ///< for the help
};

/// A field or parameter, by its name on the wire.
struct schema_name {
  std::string_view name{};
  std::span<const std::string_view> values{};  ///< the documented ones, if it has such
};

/// Returns every API, in the order of the help.
std::vector<api_name> api_names();

/// Returns the fields of rows when this API is listed alone; for another text, the fields that all APIs have in common.
std::vector<schema_name> fields_of(std::string_view api);

/// Returns the parameters of the requests of an API; none for another text.
std::vector<schema_name> parameters_of(std::string_view api);

/// Returns the OpenAPI document of the list of an API, with this server unless it is "".
std::string openapi_of(std::string_view api, std::string_view endpoint);

}  // namespace roster_ls
