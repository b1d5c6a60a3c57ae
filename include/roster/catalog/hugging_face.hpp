// SPDX-License-Identifier: BSL-1.0
#pragma once
// Hugging Face: the Inference Endpoints of a namespace, and the models of the Hub.

#include <cstdint>
#include <optional>
#include <roster/schema/filters.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::hugging_face {

/// The public endpoint of Inference Endpoints. Sign with `roster::bearer{token}`.
inline constexpr std::string_view inference_endpoint = "https://api.endpoints.huggingface.cloud";
/// The public endpoint of the Hub.
inline constexpr std::string_view hub_endpoint = "https://huggingface.co";

/// The lifecycle status of an Inference Endpoint.
enum class endpoint_state {
  pending,         ///< waiting for hardware
  initializing,    ///< loading the model
  running,         ///< serving
  updating,        ///< being updated; the old version serves
  update_failed,   ///< the update failed; the old version may serve
  paused,          ///< stopped by the user
  scaled_to_zero,  ///< stopped for lack of requests; starts with the next one
  failed,          ///< not serving
};
/// The wire values; found by open_enum.
constexpr auto texts_of(endpoint_state) {
  return enum_texts<endpoint_state>({{endpoint_state::pending, "pending"},
                                     {endpoint_state::initializing, "initializing"},
                                     {endpoint_state::running, "running"},
                                     {endpoint_state::updating, "updating"},
                                     {endpoint_state::update_failed, "updateFailed"},
                                     {endpoint_state::paused, "paused"},
                                     {endpoint_state::scaled_to_zero, "scaledToZero"},
                                     {endpoint_state::failed, "failed"}});
}

/// Who may call an Inference Endpoint.
enum class endpoint_type {
  public_,        ///< everyone
  protected_,     ///< callers with a token; the former name of authenticated
  authenticated,  ///< callers with a token
  private_,       ///< callers in the owner's private network
};
/// The wire values; found by open_enum.
constexpr auto texts_of(endpoint_type) {
  return enum_texts<endpoint_type>({{endpoint_type::public_, "public"},
                                    {endpoint_type::protected_, "protected"},
                                    {endpoint_type::authenticated, "authenticated"},
                                    {endpoint_type::private_, "private"}});
}

/// The cloud that runs an endpoint.
struct provider {
  std::optional<std::string> vendor{};  ///< "aws"
  std::optional<std::string> region{};  ///< "us-east-1"
  unknown_fields unknown{};             ///< members that are not documented

  friend bool operator==(const provider&, const provider&) = default;
};
/// The limits of autoscaling.
/// Units: replicas.
struct scaling {
  std::optional<std::int64_t> min_replica{};  ///< 0: may be scaled to zero
  std::optional<std::int64_t> max_replica{};  ///< upper limit
  unknown_fields unknown{};                   ///< members that are not documented

  friend bool operator==(const scaling&, const scaling&) = default;
};
/// The hardware of an endpoint.
struct compute {
  std::optional<std::string> accelerator{};        ///< "gpu" or "cpu"
  std::optional<std::string> instance_type{};      ///< "nvidia-a10g"
  std::optional<std::string> instance_size{};      ///< "x1"
  std::optional<hugging_face::scaling> scaling{};  ///< limits of autoscaling
  unknown_fields unknown{};                        ///< members that are not documented

  friend bool operator==(const compute&, const compute&) = default;
};
/// The model that an endpoint serves. Its image and its secrets are among the unknown members.
struct served_model {
  std::optional<std::string> repository{};  ///< "owner/name"
  std::optional<std::string> revision{};    ///< a commit of the repository
  std::optional<std::string> task{};        ///< "text-generation"
  std::optional<std::string> framework{};   ///< "pytorch"
  unknown_fields unknown{};                 ///< members that are not declared

  friend bool operator==(const served_model&, const served_model&) = default;
};
/// The status of an endpoint.
struct status {
  std::optional<open_enum<endpoint_state>> state{};  ///< its lifecycle status
  std::optional<std::string> message{};              ///< why it is in this state
  std::optional<std::string> url{};                  ///< where it serves; absent until it does
  std::optional<std::int64_t> ready_replica{};       ///< ready replicas
  std::optional<std::int64_t> target_replica{};      ///< replicas wanted
  std::optional<utc_time> created_at{};              ///< when it was created
  std::optional<utc_time> updated_at{};              ///< when it was last changed
  unknown_fields unknown{};                          ///< members that are not declared

  friend bool operator==(const status&, const status&) = default;
};
/// An Inference Endpoint.
struct inference_endpoint_item {
  std::string name{};                                ///< unique within its namespace
  std::optional<open_enum<endpoint_type>> type{};    ///< who may call it
  std::optional<std::string> account_id{};           ///< the account that owns it
  std::optional<hugging_face::provider> provider{};  ///< the cloud that runs it
  std::optional<hugging_face::compute> compute{};    ///< its hardware
  std::optional<served_model> model{};               ///< what it serves
  std::optional<hugging_face::status> status{};      ///< its status
  unknown_fields unknown{};                          ///< members that are not declared

  friend bool operator==(const inference_endpoint_item&, const inference_endpoint_item&) = default;
};
/// The namespace whose endpoints are listed.
struct list_endpoints_request {
  std::string namespace_{};  ///< a user or an organization
};
/// The list.
struct list_endpoints_response {
  std::vector<inference_endpoint_item> items{};  ///< all endpoints of the namespace
};

/// Lists the Inference Endpoints of a namespace, in one page.
/// Source: huggingface_hub, list_inference_endpoints.
struct list_endpoints {
  using request = list_endpoints_request;
  using response = list_endpoints_response;
  static constexpr auto target = get("/v2/endpoint/{namespace}");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::items>;
  static constexpr auto key = path<&inference_endpoint_item::name>;
  static constexpr auto paging = one_page{};
};

/// A model of the Hub.
struct hub_model {
  std::string id{};                           ///< "owner/name"
  std::optional<std::string> author{};        ///< its owner
  std::optional<std::int64_t> downloads{};    ///< in the last 30 days
  std::optional<std::int64_t> likes{};        ///< by users
  std::optional<std::string> pipeline_tag{};  ///< its task
  std::optional<std::string> library_name{};  ///< the library that loads it
  std::vector<std::string> tags{};            ///< its tags
  std::optional<bool> private_{};             ///< not public
  std::optional<utc_time> created_at{};       ///< when it was created
  std::optional<utc_time> last_modified{};    ///< when it was last changed
  unknown_fields unknown{};                   ///< members that are not declared

  static consteval auto wire_names() {
    return names{renamed{&hub_model::pipeline_tag, "pipeline_tag"},
                 renamed{&hub_model::library_name, "library_name"}};
  }
  friend bool operator==(const hub_model&, const hub_model&) = default;
};
/// The filters and the order of the list of models.
struct list_models_request {
  std::optional<std::string> search{};        ///< part of the name
  std::optional<std::string> author{};        ///< a user or an organization
  std::optional<std::string> filter{};        ///< a tag
  std::optional<std::string> pipeline_tag{};  ///< a task
  std::optional<std::string> sort{};          ///< "downloads", "likes", "lastModified"
  std::optional<std::int64_t> direction{};    ///< -1: descending
  std::optional<std::int64_t> limit{};        ///< models on a page

  static consteval auto wire_names() {
    return names{renamed{&list_models_request::pipeline_tag, "pipeline_tag"}};
  }
};

/// Lists the models of the Hub.
/// Source: Hugging Face Hub API endpoints, GET /api/models.
struct list_models {
  using request = list_models_request;
  using response = std::vector<hub_model>;
  static constexpr auto target = get("/api/models");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = whole_response;
  static constexpr auto key = path<&hub_model::id>;
  static constexpr auto paging = by_link_header{.size = &request::limit, .max_page_size = 1000};
  static constexpr auto filters =
      roster::filters{exact{&request::author, path<&hub_model::author>},
                      exact{&request::pipeline_tag, path<&hub_model::pipeline_tag>}};
};

}  // namespace roster::inline v0::hugging_face

template <>
inline constexpr auto roster::detail::key_of_item<roster::hugging_face::inference_endpoint_item> =
    roster::hugging_face::list_endpoints::key;
template <>
inline constexpr auto roster::detail::key_of_item<roster::hugging_face::hub_model> =
    roster::hugging_face::list_models::key;
