// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Inference Endpoints of Hugging Face to model_service. Models of the Hub are files, not services.

#include <charconv>
#include <optional>
#include <roster/catalog/hugging_face.hpp>
#include <roster/inventory/maps.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::hugging_face {
namespace detail {

inline bool has_accelerator(const inference_endpoint_item& item) {
  return item.compute && item.compute->accelerator && *item.compute->accelerator != "cpu";
}

inline std::optional<std::string> accelerator_of(const inference_endpoint_item& item) {
  return has_accelerator(item) ? item.compute->instance_type : std::nullopt;
}

/// The number in an instance size, "x4".
inline std::optional<double> accelerators_of(const inference_endpoint_item& item) {
  if (!has_accelerator(item) || !item.compute->instance_size) return std::nullopt;
  const std::string_view size = *item.compute->instance_size;
  int count = 0;
  const auto* const end = size.data() + size.size();
  if (size.size() < 2 || size[0] != 'x') return std::nullopt;
  const auto read = std::from_chars(size.data() + 1, end, count);
  if (read.ec != std::errc{} || read.ptr != end || count < 1) return std::nullopt;
  return static_cast<double>(count);
}

}  // namespace detail

/// Source: huggingface_hub, list_inference_endpoints. Names are unique within a namespace.
constexpr auto service_mapping(const inference_endpoint_item*) {
  using s = model_service;
  using item = inference_endpoint_item;
  using enum endpoint_state;
  return maps{from<&s::vendor>("hugging_face"),
              from<&s::api>("inference-endpoints"),
              from<&s::account>(path<&item::account_id>),
              from<&s::region>(path<&item::provider, &provider::region>),
              from<&s::id>(path<&item::name>),
              from<&s::name>(path<&item::name>),
              from<&s::state>(path<&item::status, &hugging_face::status::state>,
                              {{pending, service_state::pending},
                               {initializing, service_state::deploying},
                               {running, service_state::running},
                               {updating, service_state::updating},
                               {update_failed, service_state::failed},
                               {paused, service_state::stopped},
                               {scaled_to_zero, service_state::stopped},
                               {failed, service_state::failed}}),
              from<&s::raw_state>(path<&item::status, &hugging_face::status::state>),
              from<&s::model>(path<&item::model, &served_model::repository>),
              from<&s::task>(path<&item::model, &served_model::task>),
              from<&s::ready_replicas>(path<&item::status, &hugging_face::status::ready_replica>),
              from<&s::wanted_replicas>(path<&item::status, &hugging_face::status::target_replica>),
              from<&s::accelerator>(&detail::accelerator_of, "compute.instance_type"),
              from<&s::accelerators>(&detail::accelerators_of, "compute.instance_size"),
              from<&s::urls>(path<&item::status, &hugging_face::status::url>),
              from<&s::created>(path<&item::status, &hugging_face::status::created_at>),
              from<&s::updated>(path<&item::status, &hugging_face::status::updated_at>)};
}

}  // namespace roster::inline v0::hugging_face
