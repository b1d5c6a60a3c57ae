// SPDX-License-Identifier: BSL-1.0
#pragma once
// Google Cloud Vertex AI: the endpoints of a project in a location.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::vertex_ai {

/// The public endpoint of us-central1; each location has its own: "https://europe-west4-aiplatform.googleapis.com".
/// Sign with `roster::bearer{token}`, an OAuth 2.0 token with the scope cloud-platform.
inline constexpr std::string_view api_endpoint = "https://us-central1-aiplatform.googleapis.com";

/// The machines of a deployed model.
struct machine_spec {
  std::optional<std::string> machine_type{};        ///< "n1-standard-4"
  std::optional<std::string> accelerator_type{};    ///< "NVIDIA_L4"
  std::optional<std::int64_t> accelerator_count{};  ///< accelerators in each machine
  unknown_fields unknown{};                         ///< members that are not declared

  friend bool operator==(const machine_spec&, const machine_spec&) = default;
};
/// The machines that serve only this model, and the limits of their number.
/// Units: replicas.
struct dedicated_resources {
  std::optional<vertex_ai::machine_spec> machine_spec{};  ///< each replica's machine
  std::optional<std::int64_t> min_replica_count{};        ///< lower limit of autoscaling
  std::optional<std::int64_t> max_replica_count{};        ///< upper limit of autoscaling
  std::optional<std::int64_t>
      required_replica_count{};  ///< available replicas that make a deployment succeed
  std::optional<bool> spot{};    ///< on spot machines
  unknown_fields unknown{};      ///< members that are not declared

  friend bool operator==(const dedicated_resources&, const dedicated_resources&) = default;
};
/// The limits of machines that the service selects.
/// Units: replicas.
struct automatic_resources {
  std::optional<std::int64_t> min_replica_count{};  ///< lower limit of autoscaling
  std::optional<std::int64_t> max_replica_count{};  ///< upper limit of autoscaling
  unknown_fields unknown{};                         ///< members that are not declared

  friend bool operator==(const automatic_resources&, const automatic_resources&) = default;
};
/// The runtime status of a deployed model.
struct deployed_model_status {
  std::optional<std::string> message{};                   ///< the latest message, such as an error
  std::optional<utc_time> last_update_time{};             ///< when it was last updated
  std::optional<std::int64_t> available_replica_count{};  ///< ready replicas
  unknown_fields unknown{};                               ///< members that are not declared

  friend bool operator==(const deployed_model_status&, const deployed_model_status&) = default;
};
/// The URIs of a deployed model in a private network.
struct private_endpoints {
  std::optional<std::string> predict_http_uri{};  ///< for predictions
  unknown_fields unknown{};                       ///< members that are not declared

  friend bool operator==(const private_endpoints&, const private_endpoints&) = default;
};
/// A model on an endpoint. It has one of dedicated, automatic and shared resources.
struct deployed_model {
  std::string id{};                                                     ///< unique on its endpoint
  std::optional<std::string> model{};                                   ///< its resource name
  std::optional<std::string> model_version_id{};                        ///< of the model
  std::optional<std::string> display_name{};                            ///< for people
  std::optional<utc_time> create_time{};                                ///< when it was deployed
  std::optional<vertex_ai::dedicated_resources> dedicated_resources{};  ///< its own machines
  std::optional<vertex_ai::automatic_resources> automatic_resources{};  ///< machines that the service selects
  std::optional<std::string> shared_resources{};                    ///< the resource name of a shared pool
  std::optional<deployed_model_status> status{};                    ///< its runtime status
  std::optional<vertex_ai::private_endpoints> private_endpoints{};  ///< its URIs in a private network
  unknown_fields unknown{};                                         ///< members that are not declared

  friend bool operator==(const deployed_model&, const deployed_model&) = default;
};
/// An endpoint. The API has no state: it serves while its models have available replicas.
struct endpoint {
  std::string name{};                                   ///< "projects/…/locations/…/endpoints/…"
  std::optional<std::string> display_name{};            ///< for people
  std::optional<std::string> description{};             ///< free text
  std::vector<deployed_model> deployed_models{};        ///< what it serves
  std::map<std::string, std::int64_t> traffic_split{};  ///< percentages by the id of the deployed model
  std::map<std::string, std::string> labels{};          ///< its labels
  std::optional<utc_time> create_time{};                ///< when it was created
  std::optional<utc_time> update_time{};                ///< when it was last changed
  std::optional<std::string> network{};                 ///< the VPC network that it is peered with
  std::optional<bool> dedicated_endpoint_enabled{};     ///< it is reached at its own host
  std::optional<std::string> dedicated_endpoint_dns{};  ///< that host
  unknown_fields unknown{};                             ///< members that are not declared

  friend bool operator==(const endpoint&, const endpoint&) = default;
};
/// The project and location of the list, its filter and its order.
struct list_endpoints_request {
  std::string project{};                    ///< its id or number
  std::string location{};                   ///< "us-central1", the one of the client's endpoint
  std::optional<std::string> filter{};      ///< an expression: `labels.env=prod`, `display_name="llm"`
  std::optional<std::int64_t> page_size{};  ///< endpoints on a page
  std::optional<std::string> page_token{};  ///< the token of a page
  std::optional<std::string> order_by{};    ///< "display_name, create_time desc"
  std::optional<std::string>
      read_mask{};                        ///< the members to return, "name,displayName"; with `name`, the key
  std::optional<std::string> gdc_zone{};  ///< only those in this zone of Google Distributed Cloud
};
/// One page of the list.
struct list_endpoints_response {
  std::optional<std::vector<endpoint>> endpoints{};  ///< absent when there are none on this page
  std::optional<std::string> next_page_token{};      ///< the token of the next page
};

/// Lists the endpoints of a project in a location. Their filter is an expression, so that conditions of where() are not
/// pushed down.
/// Source: Vertex AI REST reference, projects.locations.endpoints.list.
struct list_endpoints {
  using request = list_endpoints_request;
  using response = list_endpoints_response;
  static constexpr auto target = get("/v1/projects/{project}/locations/{location}/endpoints");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::endpoints>;
  static constexpr auto key = path<&endpoint::name>;
  static constexpr auto paging = by_token{
      .send = &request::page_token, .next = path<&response::next_page_token>, .size = &request::page_size};
  static constexpr roster::permission permission{"aiplatform.endpoints.list", "projects/*"};
};

}  // namespace roster::inline v0::vertex_ai

template <>
inline constexpr auto roster::detail::key_of_item<roster::vertex_ai::endpoint> =
    roster::vertex_ai::list_endpoints::key;
