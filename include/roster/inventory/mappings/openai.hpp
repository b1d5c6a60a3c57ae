// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of OpenAI's models to model_service. Fine-tuning jobs train models and serve none: they have no mapping.

#include <roster/catalog/openai.hpp>
#include <roster/inventory/maps.hpp>

namespace roster::inline v0::openai {

/// Source: OpenAI API reference, List models. A listed model serves; services with the same API list the models that
/// they have loaded.
constexpr auto service_mapping(const model*) {
  using s = model_service;
  return maps{from<&s::vendor>("openai"),
              from<&s::api>("openai"),
              from<&s::id>(path<&model::id>),
              from<&s::name>(path<&model::id>),
              from<&s::state>(service_state::running),
              from<&s::model>(path<&model::id>),
              from<&s::created>(path<&model::created>)};
}

}  // namespace roster::inline v0::openai
