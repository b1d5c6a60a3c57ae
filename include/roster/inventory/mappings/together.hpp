// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Together AI endpoints to model_service.

#include <optional>
#include <roster/catalog/together.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::together {
namespace detail {

/// Shared endpoints are billed by tokens; whether a dedicated one is reserved is not returned.
inline std::optional<std::string> billing_of(const endpoint& item) {
  return item.type == endpoint_type::serverless ? std::optional<std::string>("postpaid") : std::nullopt;
}

}  // namespace detail

/// Source: Together AI, OpenAPI description, listEndpoints.
constexpr auto service_mapping(const endpoint*) {
  using s = model_service;
  using enum endpoint_state;
  return maps{from<&s::vendor>("together"),
              from<&s::api>("together"),
              from<&s::account>(path<&endpoint::owner>),
              from<&s::id>(path<&endpoint::id>),
              from<&s::name>(path<&endpoint::name>),
              from<&s::state>(path<&endpoint::state>, {{pending, service_state::pending},
                                                       {starting, service_state::deploying},
                                                       {started, service_state::running},
                                                       {stopping, service_state::stopping},
                                                       {stopped, service_state::stopped},
                                                       {error, service_state::failed}}),
              from<&s::raw_state>(path<&endpoint::state>),
              from<&s::model>(path<&endpoint::model>),
              from<&s::created>(path<&endpoint::created_at>),
              from<&s::billing>(&detail::billing_of, "type")};
}

}  // namespace roster::inline v0::together
