// SPDX-License-Identifier: BSL-1.0
#include "schemas.hpp"

#include <roster/eas/schema.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/openapi.hpp>
#include <roster/wire/query.hpp>

#include "catalog.hpp"

namespace roster_ls {
namespace {

template <class Item, roster::letter_case Case>
std::vector<schema_name> names_of_columns() {
  std::vector<schema_name> names;
  for (const auto& one : roster::columns<Item, Case>()) names.push_back({one.name(), one.documented()});
  return names;
}

template <class Operation>
std::vector<schema_name> names_of_fields() {
  return names_of_columns<roster::item_of<Operation>, roster::case_of<Operation>>();
}

std::vector<schema_name> names_of_parameters(const std::vector<roster::parameter_info>& parameters) {
  std::vector<schema_name> names;
  for (const auto& one : parameters) names.push_back({one.name, one.texts});
  return names;
}

template <class Operation>
std::vector<schema_name> names_of_parameters() {
  return names_of_parameters(roster::parameters<roster::case_of<Operation>, typename Operation::request>());
}

}  // namespace

std::vector<api_name> api_names() {
  std::vector<api_name> names{{"eas", "services of Alibaba Cloud PAI-EAS"},
                              {"qianfan", "services of Baidu Qianfan"}};
  for (const auto& one : catalog()) names.push_back({one.name, one.title});
  return names;
}

std::vector<schema_name> fields_of(std::string_view api) {
  if (api == "eas") return names_of_fields<roster::eas::list_services>();
  if (api == "qianfan") return names_of_fields<roster::qianfan::describe_services>();
  return names_of_columns<roster::model_service, roster::verbatim_case>();
}

std::vector<schema_name> parameters_of(std::string_view api) {
  if (api == "eas") return names_of_parameters<roster::eas::list_services>();
  if (api == "qianfan") return names_of_parameters<roster::qianfan::describe_services>();
  const auto* const found = find_catalog_api(api);
  return found ? names_of_parameters(found->parameters()) : std::vector<schema_name>{};
}

std::string openapi_of(std::string_view api, std::string_view endpoint) {
  if (api == "eas") return roster::openapi<roster::eas::list_services>(endpoint);
  if (api == "qianfan") return roster::openapi<roster::qianfan::describe_services>(endpoint);
  return find_catalog_api(api)->openapi(endpoint);
}

}  // namespace roster_ls
