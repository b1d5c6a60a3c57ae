// SPDX-License-Identifier: BSL-1.0
#pragma once
// KServe: the InferenceServices of a Kubernetes cluster.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <vector>

// The endpoint is that of the cluster's API server. Sign with `roster::bearer{token}`, the token of a service account.
namespace roster::inline v0::kserve {

/// The status of a condition.
enum class condition_status {
  true_,    ///< the condition is true
  false_,   ///< the condition is false
  unknown,  ///< not known
};
/// The wire values; found by open_enum.
constexpr auto texts_of(condition_status) {
  return enum_texts<condition_status>({{condition_status::true_, "True"},
                                       {condition_status::false_, "False"},
                                       {condition_status::unknown, "Unknown"}});
}

/// The conditions of an InferenceService.
enum class condition_type {
  ready,                    ///< the service can serve requests
  predictor_ready,          ///< the predictor is ready
  transformer_ready,        ///< the transformer is ready
  explainer_ready,          ///< the explainer is ready
  ingress_ready,            ///< the ingress is configured, so that the URL is reachable
  routes_ready,             ///< the routes are configured
  latest_deployment_ready,  ///< the latest revision is ready
  canary_predictor_ready,   ///< the canary revision is ready
  stopped,                  ///< stopped by the annotation serving.kserve.io/stop
};
/// The wire values; found by open_enum.
constexpr auto texts_of(condition_type) {
  return enum_texts<condition_type>({{condition_type::ready, "Ready"},
                                     {condition_type::predictor_ready, "PredictorReady"},
                                     {condition_type::transformer_ready, "TransformerReady"},
                                     {condition_type::explainer_ready, "ExplainerReady"},
                                     {condition_type::ingress_ready, "IngressReady"},
                                     {condition_type::routes_ready, "RoutesReady"},
                                     {condition_type::latest_deployment_ready, "LatestDeploymentReady"},
                                     {condition_type::canary_predictor_ready, "CanaryPredictorReady"},
                                     {condition_type::stopped, "Stopped"}});
}

/// Whether the active model is the one in the spec.
enum class transition_status {
  up_to_date,              ///< the active model is the one in the spec
  in_progress,             ///< the target model is being loaded
  blocked_by_failed_load,  ///< the target model could not be loaded
  invalid_spec,            ///< the target model cannot be loaded
};
/// The wire values; found by open_enum.
constexpr auto texts_of(transition_status) {
  return enum_texts<transition_status>({{transition_status::up_to_date, "UpToDate"},
                                        {transition_status::in_progress, "InProgress"},
                                        {transition_status::blocked_by_failed_load, "BlockedByFailedLoad"},
                                        {transition_status::invalid_spec, "InvalidSpec"}});
}

/// The state of a model.
enum class model_state {
  pending,         ///< not yet registered
  standby,         ///< registered, loaded on the first request
  loading,         ///< being loaded
  loaded,          ///< at least one copy is loaded
  failed_to_load,  ///< no copy could be loaded
};
/// The wire values; found by open_enum.
constexpr auto texts_of(model_state) {
  return enum_texts<model_state>({{model_state::pending, "Pending"},
                                  {model_state::standby, "Standby"},
                                  {model_state::loading, "Loading"},
                                  {model_state::loaded, "Loaded"},
                                  {model_state::failed_to_load, "FailedToLoad"}});
}

/// Why a model could not be loaded.
enum class failure_reason {
  model_load_failed,       ///< the model could not be loaded into its runtime
  runtime_unhealthy,       ///< the runtime does not start, or is unhealthy
  runtime_disabled,        ///< the runtime is disabled
  no_supporting_runtime,   ///< no runtime supports the model's format
  runtime_not_recognized,  ///< there is no runtime with that name
  invalid_predictor_spec,  ///< the predictor is not valid
};
/// The wire values; found by open_enum.
constexpr auto texts_of(failure_reason) {
  return enum_texts<failure_reason>({{failure_reason::model_load_failed, "ModelLoadFailed"},
                                     {failure_reason::runtime_unhealthy, "RuntimeUnhealthy"},
                                     {failure_reason::runtime_disabled, "RuntimeDisabled"},
                                     {failure_reason::no_supporting_runtime, "NoSupportingRuntime"},
                                     {failure_reason::runtime_not_recognized, "RuntimeNotRecognized"},
                                     {failure_reason::invalid_predictor_spec, "InvalidPredictorSpec"}});
}

/// The metadata of an object.
struct object_metadata {
  std::string name{};                                ///< unique in its namespace
  std::string namespace_{};                          ///< its namespace
  std::string uid{};                                 ///< unique in the cluster, in all time
  std::optional<std::string> resource_version{};     ///< changes with the object
  std::map<std::string, std::string> labels{};       ///< its labels
  std::map<std::string, std::string> annotations{};  ///< its annotations
  std::optional<utc_time> creation_timestamp{};      ///< when it was created
  std::optional<utc_time> deletion_timestamp{};      ///< present while it is being deleted
  unknown_fields unknown{};                          ///< members that are not declared

  friend bool operator==(const object_metadata&, const object_metadata&) = default;
};

/// The name and version of a model's format.
struct model_format {
  std::optional<std::string> name{};     ///< "sklearn", "huggingface"
  std::optional<std::string> version{};  ///< of the format
  unknown_fields unknown{};              ///< members that are not declared

  friend bool operator==(const model_format&, const model_format&) = default;
};
/// The resources of a container, as Kubernetes quantities: "500m", "2Gi".
struct resources {
  std::map<std::string, std::string> limits{};    ///< upper limits: "cpu", "memory", "nvidia.com/gpu"
  std::map<std::string, std::string> requests{};  ///< what is reserved
  unknown_fields unknown{};                       ///< members that are not declared

  friend bool operator==(const resources&, const resources&) = default;
};
/// The model of a predictor.
struct model_spec {
  std::optional<kserve::model_format> model_format{};  ///< its format
  std::optional<std::string> runtime{};          ///< the serving runtime; selected by the format unless set
  std::optional<std::string> storage_uri{};      ///< "s3://…", "hf://…"
  std::optional<kserve::resources> resources{};  ///< of its container
  unknown_fields unknown{};                      ///< members that are not declared

  friend bool operator==(const model_spec&, const model_spec&) = default;
};
/// The predictor of an InferenceService. Its framework in the old style, such as `sklearn`, is an unknown member.
struct predictor_spec {
  std::optional<std::int64_t> min_replicas{};  ///< lower limit of autoscaling; 0: may be scaled to zero
  std::optional<std::int64_t> max_replicas{};  ///< upper limit of autoscaling
  std::optional<std::int64_t> scale_target{};  ///< the value of the metric at which it scales
  std::optional<std::string> scale_metric{};   ///< "concurrency", "rps", "cpu", "memory"
  std::optional<std::int64_t> container_concurrency{};   ///< concurrent requests to a container
  std::optional<std::int64_t> canary_traffic_percent{};  ///< of the latest revision
  std::optional<model_spec> model{};                     ///< what it serves
  unknown_fields unknown{};                              ///< members that are not declared

  friend bool operator==(const predictor_spec&, const predictor_spec&) = default;
};
/// What the user wants.
struct inference_service_spec {
  std::optional<predictor_spec> predictor{};  ///< serves the model
  unknown_fields unknown{};                   ///< transformer, explainer and others

  friend bool operator==(const inference_service_spec&, const inference_service_spec&) = default;
};

/// One condition.
struct condition {
  open_enum<condition_type> type{};                ///< what it is about
  open_enum<condition_status> status{};            ///< whether it holds
  std::optional<std::string> reason{};             ///< a word for programs
  std::optional<std::string> message{};            ///< a human-readable message
  std::optional<utc_time> last_transition_time{};  ///< when its status changed
  unknown_fields unknown{};                        ///< members that are not declared

  friend bool operator==(const condition&, const condition&) = default;
};
/// The address inside the cluster.
struct address {
  std::optional<std::string> url{};  ///< the URL
  unknown_fields unknown{};          ///< members that are not declared

  friend bool operator==(const address&, const address&) = default;
};
/// The share of a revision in the traffic.
struct traffic {
  std::optional<std::string> revision_name{};  ///< the revision
  std::optional<bool> latest_revision{};       ///< it is the latest one that is ready
  std::optional<std::int64_t> percent{};       ///< its share
  std::optional<std::string> tag{};            ///< the name of its own URL
  std::optional<std::string> url{};            ///< that URL
  unknown_fields unknown{};                    ///< members that are not declared

  friend bool operator==(const traffic&, const traffic&) = default;
};
/// The status of a component: the predictor, the transformer or the explainer.
struct component_status {
  std::optional<std::string> url{};                    ///< where it serves
  std::optional<std::string> rest_url{};               ///< where it serves HTTP
  std::optional<std::string> grpc_url{};               ///< where it serves gRPC
  std::optional<std::string> latest_ready_revision{};  ///< the latest revision that is ready
  std::vector<kserve::traffic> traffic{};              ///< the traffic of its revisions
  unknown_fields unknown{};                            ///< members that are not declared

  friend bool operator==(const component_status&, const component_status&) = default;
};
/// The states of the active and of the target model.
struct model_states {
  std::optional<open_enum<model_state>> active_model_state{};  ///< the model that serves
  std::optional<open_enum<model_state>> target_model_state{};  ///< the model that is to serve
  unknown_fields unknown{};                                    ///< members that are not declared

  friend bool operator==(const model_states&, const model_states&) = default;
};
/// The loaded copies of a model.
struct model_copies {
  std::optional<std::int64_t> failed_copies{};  ///< copies that could not be loaded
  std::optional<std::int64_t> total_copies{};   ///< copies that are loaded
  unknown_fields unknown{};                     ///< members that are not declared

  friend bool operator==(const model_copies&, const model_copies&) = default;
};
/// The last failure to load a model.
struct failure_info {
  std::optional<open_enum<failure_reason>> reason{};  ///< a word for programs
  std::optional<std::string> message{};               ///< a human-readable message
  std::optional<std::string> location{};              ///< the component that failed
  std::optional<utc_time> time{};                     ///< when it failed
  unknown_fields unknown{};                           ///< members that are not declared

  friend bool operator==(const failure_info&, const failure_info&) = default;
};
/// The status of the model.
struct model_status {
  std::optional<open_enum<kserve::transition_status>> transition_status{};  ///< whether it is up to date
  std::optional<model_states> states{};             ///< of the active and target model
  std::optional<model_copies> copies{};             ///< its loaded copies
  std::optional<failure_info> last_failure_info{};  ///< why it could not be loaded
  unknown_fields unknown{};                         ///< members that are not declared

  friend bool operator==(const model_status&, const model_status&) = default;
};
/// What the cluster has.
struct inference_service_status {
  std::optional<std::string> url{};                      ///< where it serves
  std::optional<kserve::address> address{};              ///< where it serves inside the cluster
  std::vector<condition> conditions{};                   ///< its conditions
  std::map<std::string, component_status> components{};  ///< "predictor", "transformer", "explainer"
  std::optional<kserve::model_status> model_status{};    ///< the status of the model
  std::optional<std::string> deployment_mode{};          ///< "Standard", "Knative", "ModelMesh"
  std::optional<std::string> serving_runtime_name{};     ///< the runtime in use
  unknown_fields unknown{};                              ///< members that are not declared

  friend bool operator==(const inference_service_status&, const inference_service_status&) = default;
};
/// An InferenceService. It has no single state, but conditions, of which Ready says whether it serves.
struct inference_service {
  object_metadata metadata{};                        ///< its name and labels
  std::optional<inference_service_spec> spec{};      ///< what the user wants
  std::optional<inference_service_status> status{};  ///< what the cluster has; absent until it is processed
  unknown_fields unknown{};                          ///< members that are not declared

  friend bool operator==(const inference_service&, const inference_service&) = default;
};

/// The selectors of the list in all namespaces. `resourceVersion` is not declared: the API rejects it together with
/// `continue`, on all pages but the first.
struct list_all_inference_services_request {
  std::optional<std::int64_t> limit{};          ///< services on a page
  std::optional<std::string> continue_{};       ///< the token of a page
  std::optional<std::string> label_selector{};  ///< "team=search,env in (prod, test)"
  std::optional<std::string> field_selector{};  ///< "metadata.name=llama"
};
/// The namespace and the selectors of the list.
struct list_inference_services_request {
  std::string namespace_{};                     ///< the namespace
  std::optional<std::int64_t> limit{};          ///< services on a page
  std::optional<std::string> continue_{};       ///< the token of a page
  std::optional<std::string> label_selector{};  ///< "team=search,env in (prod, test)"
  std::optional<std::string> field_selector{};  ///< "metadata.name=llama"
};
/// The metadata of a list.
struct list_metadata {
  std::optional<std::string> resource_version{};       ///< the snapshot that all pages show
  std::optional<std::string> continue_{};              ///< the token of the next page
  std::optional<std::int64_t> remaining_item_count{};  ///< items on later pages; absent with a selector
};
/// An error of the API.
struct status {
  std::optional<list_metadata>
      metadata{};  ///< of an expired token: the token that continues with the present list
};
/// One page of the list.
struct list_inference_services_response {
  std::optional<list_metadata> metadata{};                ///< the token of the next page
  std::optional<std::vector<inference_service>> items{};  ///< null when there are none
};

/// Lists the InferenceServices of a namespace. All pages show the snapshot of the first one; if it expires before the
/// last page, `list_options::on_expired_token` decides.
/// Source: KServe, control plane API v1beta1; Kubernetes API concepts, Retrieving large results sets in chunks.
struct list_inference_services {
  using request = list_inference_services_request;
  using response = list_inference_services_response;
  static constexpr auto target =
      get("/apis/serving.kserve.io/v1beta1/namespaces/{namespace}/inferenceservices");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::items>;
  static constexpr auto key = path<&inference_service::metadata, &object_metadata::uid>;
  static constexpr auto paging = by_token{
      .send = &request::continue_,
      .next = path<&response::metadata, &list_metadata::continue_>,
      .size = &request::limit,
      .remaining = path<&response::metadata, &list_metadata::remaining_item_count>,
      .max_page_size = 500,  // that of kubectl; the API has no maximum
      .expired = token_expiry{.status = 410, .recovery = path<&status::metadata, &list_metadata::continue_>}};
  static constexpr roster::permission permission{"list inferenceservices.serving.kserve.io", "the namespace"};
};

/// Lists the InferenceServices of all namespaces, as list_inference_services.
/// Source: as list_inference_services.
struct list_all_inference_services {
  using request = list_all_inference_services_request;
  using response = list_inference_services_response;
  static constexpr auto target = get("/apis/serving.kserve.io/v1beta1/inferenceservices");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::items>;
  static constexpr auto key = list_inference_services::key;
  static constexpr auto paging = by_token{.send = &request::continue_,
                                          .next = path<&response::metadata, &list_metadata::continue_>,
                                          .size = &request::limit,
                                          .remaining = list_inference_services::paging.remaining,
                                          .max_page_size = 500,
                                          .expired = list_inference_services::paging.expired};
  static constexpr roster::permission permission{"list inferenceservices.serving.kserve.io", "the cluster"};
};

}  // namespace roster::inline v0::kserve

template <>
inline constexpr auto roster::detail::key_of_item<roster::kserve::inference_service> =
    roster::kserve::list_inference_services::key;
