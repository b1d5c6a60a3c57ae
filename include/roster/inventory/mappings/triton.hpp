// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of models of a Triton Inference Server to model_service.

#include <roster/catalog/triton.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::triton {
namespace detail {

/// "bert/1"; a model without a loaded version is identified by its name.
inline std::string id_of(const model& item) {
  return item.name + (item.version && !item.version->empty() ? '/' + *item.version : "");
}

/// A model that was unloaded, or never loaded, did not fail.
inline service_state refined_state(const model& item, service_state state) {
  return item.reason == "unloaded" && state == service_state::failed ? service_state::stopped : state;
}

}  // namespace detail

/// Source: Triton Inference Server, model repository extension, Index. A model without a state was never loaded.
constexpr auto service_mapping(const model*) {
  using s = model_service;
  return maps{from<&s::vendor>("triton"),
              from<&s::api>("triton"),
              from<&s::id>(&detail::id_of, "name, version"),
              from<&s::name>(path<&model::name>),
              from<&s::state>(path<&model::state>,
                              {{model_state::unknown, service_state::unknown},
                               {model_state::ready, service_state::running},
                               {model_state::unavailable, service_state::failed},
                               {model_state::loading, service_state::deploying},
                               {model_state::unloading, service_state::stopping}},
                              &detail::refined_state),
              from<&s::raw_state>(path<&model::state>),
              from<&s::model>(path<&model::name>)};
}

}  // namespace roster::inline v0::triton
