// SPDX-License-Identifier: BSL-1.0
// The state of every documented status of every API, and of what is derived from further members.
#include <doctest/doctest.h>

#include <map>
#include <roster/inventory.hpp>
#include <string>
#include <support/mapped.hpp>
#include <utility>
#include <vector>

namespace {

using states = std::map<std::string, std::string>;

template <class Item>
std::string state_of(const Item& item) {
  return std::string(roster::detail::service_of(item).state.text());
}

/// Returns the state of an item with each documented status, and with one that is not documented.
template <class E, class Set>
states states_by(Set set) {
  states out;
  for (const auto& row : roster::open_enum<E>::table()) out[std::string(row.text)] = state_of(set(row.value));
  CHECK(state_of(set(roster::open_enum<E>("Hibernating"))) == "unknown");
  return out;
}

}  // namespace

TEST_CASE("states: PAI-EAS") {
  const auto with = [](auto status) { return roster::eas::service{.status = status}; };
  CHECK(states_by<roster::eas::service_status>(with) == states{{"Cloning", "deploying"},
                                                               {"Committing", "updating"},
                                                               {"Complete", "stopped"},
                                                               {"Creating", "deploying"},
                                                               {"Deleted", "deleted"},
                                                               {"DeleteFailed", "failed"},
                                                               {"Deleting", "stopping"},
                                                               {"Developing", "updating"},
                                                               {"Failed", "failed"},
                                                               {"HotUpdate", "updating"},
                                                               {"Pending", "pending"},
                                                               {"Running", "running"},
                                                               {"Scaling", "updating"},
                                                               {"Starting", "deploying"},
                                                               {"Stopped", "stopped"},
                                                               {"Stopping", "stopping"},
                                                               {"Updating", "updating"},
                                                               {"Waiting", "pending"}});
  CHECK(state_of(with("Deploying")) == "deploying");  // only the vendor's SDK has it
}

TEST_CASE("states: Qianfan, where a service that is changed is updating") {
  using roster::qianfan::service;
  const auto with = [](auto status) { return service{.run_status = status}; };
  CHECK(states_by<roster::qianfan::run_status>(with) == states{{"Deploying", "deploying"},
                                                               {"Failed", "failed"},
                                                               {"New", "stopped"},
                                                               {"Serving", "running"},
                                                               {"Stopped", "stopped"}});
  auto changing = with("Serving");
  changing.scale_status = "None";
  changing.update_status = "";
  changing.is_model_updating = false;
  CHECK(state_of(changing) == "running");
  changing.scale_status = "Scaling";
  CHECK(state_of(changing) == "updating");
  changing.scale_status = "";
  changing.update_status = "Updating";
  CHECK(state_of(changing) == "updating");
  changing.run_status = "Stopped";
  CHECK(state_of(changing) == "stopped");
  changing = with("Serving");
  changing.is_model_updating = true;
  CHECK(state_of(changing) == "updating");
}

TEST_CASE("states: Ark, which documents none") {
  CHECK(state_of(roster::ark::endpoint{.status = "Running"}) == "running");
  CHECK(state_of(roster::ark::endpoint{.status = "Stopped"}) == "unknown");
  CHECK(state_of(roster::ark::endpoint{.status = ""}) == "unknown");
}

TEST_CASE("states: Azure Machine Learning") {
  CHECK(states_by<roster::azure_ml::provisioning_state>([](auto status) {
          return roster::azure_ml::online_endpoint{.properties = {.provisioning_state = status}};
        }) == states{{"Canceled", "failed"},
                     {"Creating", "deploying"},
                     {"Deleting", "stopping"},
                     {"Failed", "failed"},
                     {"Succeeded", "running"},
                     {"Updating", "updating"}});
}

TEST_CASE("states: Bedrock and SageMaker") {
  CHECK(states_by<roster::bedrock::throughput_status>([](auto status) {
          return roster::bedrock::provisioned_model{.status = status};
        }) == states{{"Creating", "deploying"},
                     {"Failed", "failed"},
                     {"InService", "running"},
                     {"Updating", "updating"}});
  CHECK(states_by<roster::sagemaker::endpoint_status>([](auto status) {
          return roster::sagemaker::endpoint{.endpoint_status = status};
        }) == states{{"Creating", "deploying"},
                     {"Deleting", "stopping"},
                     {"Failed", "failed"},
                     {"InService", "running"},
                     {"OutOfService", "stopped"},
                     {"RollingBack", "updating"},
                     {"SystemUpdating", "updating"},
                     {"UpdateRollbackFailed", "failed"},
                     {"Updating", "updating"}});
  CHECK(states_by<roster::sagemaker::component_status>([](auto status) {
          return roster::sagemaker::inference_component{.inference_component_status = status};
        }) == states{{"Creating", "deploying"},
                     {"Deleting", "stopping"},
                     {"Failed", "failed"},
                     {"InService", "running"},
                     {"Updating", "updating"}});
}

TEST_CASE("states: Fireworks and Together") {
  CHECK(states_by<roster::fireworks::deployment_state>([](auto status) {
          return roster::fireworks::deployment{.state = status};
        }) == states{{"CREATING", "deploying"},
                     {"DELETED", "deleted"},
                     {"DELETING", "stopping"},
                     {"FAILED", "failed"},
                     {"READY", "running"},
                     {"STATE_UNSPECIFIED", "unknown"},
                     {"UPDATING", "updating"}});
  CHECK(states_by<roster::together::endpoint_state>([](auto status) {
          return roster::together::endpoint{.state = status};
        }) == states{{"ERROR", "failed"},
                     {"PENDING", "pending"},
                     {"STARTED", "running"},
                     {"STARTING", "deploying"},
                     {"STOPPED", "stopped"},
                     {"STOPPING", "stopping"}});
}

TEST_CASE("states: Hugging Face") {
  CHECK(states_by<roster::hugging_face::endpoint_state>([](auto status) {
          return roster::hugging_face::inference_endpoint_item{
              .status = roster::hugging_face::status{.state = status}};
        }) == states{{"failed", "failed"},
                     {"initializing", "deploying"},
                     {"paused", "stopped"},
                     {"pending", "pending"},
                     {"running", "running"},
                     {"scaledToZero", "stopped"},
                     {"updateFailed", "failed"},
                     {"updating", "updating"}});
}

TEST_CASE("states: KServe, by conditions, the status of the model and the deletion") {
  using roster::kserve::inference_service;
  const auto json = [](const std::string& metadata, const std::string& status) {
    inference_service item;
    const auto problem = roster::decode<roster::letter_case::camel>(
        R"({"metadata":{"name":"a","namespace":"b","uid":"c")" + metadata + "}" + status + "}", item);
    REQUIRE(!problem);
    return state_of(item);
  };
  const auto conditions = [](const std::string& ready, const std::string& rest = "") {
    return R"(,"status":{"conditions":[{"type":"Ready","status":")" + ready + R"("}])" + rest + "}";
  };
  CHECK(json("", "") == "pending");
  CHECK(json("", R"(,"status":{})") == "deploying");
  CHECK(json("", conditions("Unknown")) == "deploying");
  CHECK(json("", conditions("True")) == "running");
  CHECK(json("", conditions("True", R"(,"modelStatus":{"transitionStatus":"UpToDate"})")) == "running");
  CHECK(json("", conditions("True", R"(,"modelStatus":{"transitionStatus":"InProgress"})")) == "updating");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"transitionStatus":"BlockedByFailedLoad"})")) ==
        "failed");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"transitionStatus":"InvalidSpec"})")) == "failed");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"states":{"activeModelState":"FailedToLoad"}})")) ==
        "failed");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"states":{"activeModelState":"Loaded",
             "targetModelState":"FailedToLoad"}})")) == "failed");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"states":{"activeModelState":"Loaded"}})")) ==
        "updating");
  CHECK(json("", conditions("False", R"(,"modelStatus":{"states":{"activeModelState":"Loading"}})")) ==
        "deploying");
  CHECK(json("", R"(,"status":{"conditions":[{"type":"Ready","status":"False"},
             {"type":"Stopped","status":"True"}]})") == "stopped");
  CHECK(json(R"(,"deletionTimestamp":"2025-03-01T00:00:00Z")", conditions("True")) == "stopping");
}

TEST_CASE("states: Replicate, by the maximum of instances") {
  const auto with = [](std::optional<std::int64_t> limit) {
    return roster::replicate::deployment{
        .current_release = roster::replicate::release{
            .configuration = roster::replicate::configuration{.max_instances = limit}}};
  };
  CHECK(state_of(with(3)) == "running");
  CHECK(state_of(with(0)) == "stopped");
  CHECK(state_of(with(std::nullopt)) == "unknown");
}

TEST_CASE("states: TI-ONE, where a group whose weights change is updating") {
  const auto with = [](auto status) { return roster::tione::service_group{.status = status}; };
  CHECK(states_by<roster::tione::service_status>(with) == states{{"Abnormal", "failed"},
                                                                 {"CREATE_FAILED", "failed"},
                                                                 {"CREATING", "deploying"},
                                                                 {"Normal", "running"},
                                                                 {"Pending", "deploying"},
                                                                 {"Stopped", "stopped"},
                                                                 {"Stopping", "stopping"},
                                                                 {"TIMEOUT_EXCEPTION", "failed"},
                                                                 {"Waiting", "pending"}});
  auto changing = with(roster::open_enum<roster::tione::service_status>("Normal"));
  changing.weight_update_status = "UPDATED";
  CHECK(state_of(changing) == "running");
  changing.weight_update_status = "UPDATING";
  CHECK(state_of(changing) == "updating");
  changing.status = "Stopped";
  CHECK(state_of(changing) == "stopped");
}

TEST_CASE("states: Triton, where an unloaded model did not fail") {
  const auto with = [](auto status) { return roster::triton::model{.name = "a", .state = status}; };
  CHECK(states_by<roster::triton::model_state>(with) == states{{"LOADING", "deploying"},
                                                               {"READY", "running"},
                                                               {"UNAVAILABLE", "failed"},
                                                               {"UNKNOWN", "unknown"},
                                                               {"UNLOADING", "stopping"}});
  CHECK(state_of(roster::triton::model{.name = "a", .state = "UNAVAILABLE", .reason = "unloaded"}) ==
        "stopped");
  CHECK(state_of(roster::triton::model{.name = "a"}) == "unknown");
}

TEST_CASE("states: Vertex AI, by the replicas of the deployed models") {
  using namespace roster::vertex_ai;
  const auto model = [](std::optional<std::int64_t> available, std::optional<std::int64_t> least) {
    deployed_model out{.id = "1", .dedicated_resources = dedicated_resources{.min_replica_count = least}};
    if (available) out.status = deployed_model_status{.available_replica_count = available};
    return out;
  };
  const auto with = [](std::vector<deployed_model> models) {
    return state_of(endpoint{.name = "e", .deployed_models = std::move(models)});
  };
  CHECK(with({}) == "stopped");
  CHECK(with({model(2, 2)}) == "running");
  CHECK(with({model(1, 2)}) == "degraded");
  CHECK(with({model(0, 2)}) == "deploying");
  CHECK(with({model(0, 1), model(1, 1)}) == "degraded");
  CHECK(with({model(1, std::nullopt)}) == "running");
  CHECK(with({model(std::nullopt, 2)}) == "running");
  CHECK(with({deployed_model{.id = "1"}}) == "running");
}
