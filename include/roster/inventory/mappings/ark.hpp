// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Volcengine Ark endpoints to model_service.

#include <map>
#include <optional>
#include <roster/catalog/ark.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::ark {
namespace detail {

/// "doubao-pro-32k-240515", or the id of the customer's model.
inline std::optional<std::string> model_of(const endpoint& item) {
  if (!item.model_reference) return std::nullopt;
  const auto& of_vendor = item.model_reference->foundation_model;
  if (!of_vendor || !of_vendor->name) return item.model_reference->custom_model_id;
  return *of_vendor->name + (of_vendor->model_version ? "-" + *of_vendor->model_version : "");
}

inline std::map<std::string, std::string> labels_of(const endpoint& item) {
  std::map<std::string, std::string> out;
  for (const auto& one : item.tags) out[one.key] = one.value;
  return out;
}

inline std::optional<std::string> billing_of(const endpoint& item) {
  if (!item.model_unit_id) return std::nullopt;
  return item.model_unit_id->empty() ? "postpaid" : "prepaid";
}

}  // namespace detail

/// Source: Volcengine Ark API reference, ListEndpoints. It documents no values of Status.
constexpr auto service_mapping(const endpoint*) {
  using s = model_service;
  return maps{from<&s::vendor>("volcengine"),
              from<&s::api>("ark"),
              from<&s::id>(path<&endpoint::id>),
              from<&s::name>(path<&endpoint::name>),
              from<&s::state>(path<&endpoint::status>, {{"Running", service_state::running}}),
              from<&s::raw_state>(path<&endpoint::status>),
              from<&s::model>(&detail::model_of, "model_reference"),
              from<&s::created>(path<&endpoint::create_time>),
              from<&s::updated>(path<&endpoint::update_time>),
              from<&s::labels>(&detail::labels_of, "tags"),
              from<&s::billing>(&detail::billing_of, "model_unit_id")};
}

}  // namespace roster::inline v0::ark
