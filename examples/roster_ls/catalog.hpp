// SPDX-License-Identifier: BSL-1.0
#pragma once
// The APIs that roster-ls lists besides PAI-EAS and Qianfan: those of include/roster/catalog/.

#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/paging/report.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services.hpp"

namespace roster_ls {

/// A parameter of a request, by its name on the wire.
struct parameter {
  std::string name{};
  std::string value{};
  std::string from{};  ///< where it was set, for messages: "--param", "FILE:LINE"
};
using parameter_list = std::vector<parameter>;

/// One API.
struct catalog_api {
  std::string_view name{};              ///< on the command line
  std::string_view title{};             ///< for the help
  std::string_view endpoint{};          ///< the public one, with {region}; "": every user has another one
  std::string_view region_variable{};   ///< the environment variable with the region where none is given
  std::string_view region_parameter{};  ///< the parameter of the request that is the region, too
  /// The environment variables with the access key, or with a token alone.
  std::string_view access_key{};
  std::string_view secret_key{};
  std::string_view token{};
  void (*set_signer)(roster::client_config&, const std::string& region){};
  /// Makes the list. Fails: usage_error for a parameter that cannot be sent.
  service_list (*make)(roster::origin, roster::client_config, const parameter_list&, roster::list_options){};
  std::vector<roster::parameter_info> (*parameters)(){};
  std::string (*openapi)(std::string_view endpoint){};  ///< the OpenAPI document
  std::vector<std::string> (*required)(){};             ///< the parameters of the path
};

/// The APIs in the order of the help.
const std::vector<catalog_api>& catalog();

/// Returns the API called `name`; nullptr if there is none.
const catalog_api* find_catalog_api(std::string_view name);

/// The APIs of a file.
std::vector<catalog_api> amazon_apis();
std::vector<catalog_api> regional_apis();
std::vector<catalog_api> token_apis();
std::vector<catalog_api> other_apis();

}  // namespace roster_ls
