// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the entries of the catalogue have in common.

#include <roster/auth/signer.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/openapi.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog.hpp"
#include "option_values.hpp"
#include "service_list_of.hpp"

namespace roster_ls {

inline void sign_with_bearer(roster::client_config& config, const std::string&) {
  config.sign = roster::bearer{};
}

template <class Operation>
struct catalog_entry {
  static service_list make(roster::origin from, roster::client_config config,
                           const parameter_list& parameters, roster::list_options how) {
    typename Operation::request request;
    for (const auto& [name, value, set_by] : parameters)
      if (const auto error = roster::set_parameter<roster::case_of<Operation>>(request, name, value))
        throw usage_error(set_by + ": " + error->message);
    for (const auto& name : required()) {
      bool is_set = false;
      for (const auto& one : parameters) {
        if (one.name != name || one.value.empty()) continue;
        check_value(one.from, [&] { (void)roster::http::path_from_segments({one.value}); });
        is_set = true;
      }
      if (!is_set)
        throw usage_error(from.name + ": missing parameter: set --param " + name + "=…, or parameters = { " +
                          name + " = \"…\" } in the configuration file");
    }
    return service_list_of<Operation>::make(std::move(from), std::move(config), std::move(request),
                                            std::move(how));
  }

  static std::vector<roster::parameter_info> parameters() {
    return roster::parameters<roster::case_of<Operation>, typename Operation::request>();
  }

  static std::vector<std::string> required() {
    std::vector<std::string> names;
    roster::detail::split_path(
        Operation::target.path, [](std::string_view) {},
        [&](std::string_view name) { names.emplace_back(name); });
    return names;
  }

  /// Adds the functions of the operation to an entry.
  static catalog_api complete(catalog_api entry) {
    entry.make = &make;
    entry.parameters = &parameters;
    entry.openapi = &roster::openapi<Operation>;
    entry.required = &required;
    return entry;
  }
};

}  // namespace roster_ls
