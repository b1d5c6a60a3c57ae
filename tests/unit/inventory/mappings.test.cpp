// SPDX-License-Identifier: BSL-1.0
// The mappings of all APIs: whole items, and items without optional members. The state tables are in states.test.cpp.
#include <doctest/doctest.h>

#include <roster/eas/schema.hpp>
#include <roster/inventory.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <support/mapped.hpp>
#include <support/sample.hpp>

using roster_test::mapped;
using roster_test::mapped_json;
using roster_test::read_text;

namespace {

constexpr auto pascal = roster::letter_case::upper_camel;
constexpr auto camel = roster::letter_case::camel;

/// Returns the first item of a page of an operation.
template <class Op>
roster::item_of<Op> first_item(const std::string& text) {
  roster::detail::list_page<Op> page;
  const auto problem = roster::detail::decode_list_page(text, page);
  REQUIRE_MESSAGE(!problem, problem->text());
  REQUIRE(!page.items.empty());
  return page.items.front();
}

}  // namespace

TEST_CASE("mappings: the vendor's sample of PAI-EAS") {
  CHECK(
      mapped(first_item<roster::eas::list_services>(read_text("eas-sample.json"))) ==
      R"({"vendor":"alibaba_cloud","api":"pai-eas","account":"11234*******","region":"cn-shanghai",)"
      R"("id":"eas-m-xxasdat","name":"echo","state":"running","raw_state":"Running","model":"llama_7b_fp16",)"
      R"("ready_replicas":1,"wanted_replicas":1,"accelerators":0.5,)"
      R"("urls":["http://10123*****.cn-shanghai.aliyuncs.com/api/predict/echo",)"
      R"("http://10123*****.vpc.cn-shanghai.aliyuncs.com/api/predict/echo",)"
      R"("http://10123*****.cn-shanghai.aliyuncs.com/api/predict/async_path.echo",)"
      R"("http://10123*****.vpc.cn-shanghai.aliyuncs.com/api/predict/async_path.echo"],)"
      R"("created":"2021-01-29T11:13:20Z","updated":"2021-01-29T11:13:20Z","labels":{"key1":"value1"}})");
}

TEST_CASE("mappings: the vendor's sample of Qianfan") {
  CHECK(
      mapped(first_item<roster::qianfan::describe_services>(read_text("qianfan-sample.json"))) ==
      R"({"vendor":"baidu_cloud","api":"qianfan","region":"bj","id":"svco-mtigr**40c",)"
      R"("name":"api_test_v2","state":"stopped","raw_state":"New","model":"BLOOMZ-7B","task":"chat",)"
      R"("wanted_replicas":0,"accelerator":"GPU-1-1","urls":["https://qianfan.baidubce.com/v2/chat/completions"],)"
      R"("created":"2024-07-30T05:45:46Z"})");
}

TEST_CASE("mappings: an item without optional members has no invented ones") {
  CHECK(mapped(roster::eas::service{}) == R"({"vendor":"alibaba_cloud","api":"pai-eas","state":"unknown"})");
  CHECK(mapped(roster::qianfan::service{}) ==
        R"({"vendor":"baidu_cloud","api":"qianfan","state":"unknown"})");
  CHECK(mapped(roster::ark::endpoint{}) == R"({"vendor":"volcengine","api":"ark","state":"unknown"})");
  CHECK(mapped(roster::azure_ml::online_endpoint{}) ==
        R"({"vendor":"azure","api":"azure-ml","state":"unknown"})");
  CHECK(mapped(roster::bedrock::provisioned_model{}) ==
        R"({"vendor":"aws","api":"bedrock","state":"unknown"})");
  CHECK(mapped(roster::fireworks::deployment{}) ==
        R"({"vendor":"fireworks","api":"fireworks","state":"unknown"})");
  CHECK(mapped(roster::hugging_face::inference_endpoint_item{}) ==
        R"({"vendor":"hugging_face","api":"inference-endpoints","state":"unknown"})");
  CHECK(mapped(roster::kserve::inference_service{}) ==
        R"({"vendor":"kserve","api":"kserve","state":"pending"})");
  CHECK(mapped(roster::openai::model{}) == R"({"vendor":"openai","api":"openai","state":"running"})");
  CHECK(mapped(roster::replicate::deployment{}) ==
        R"({"vendor":"replicate","api":"replicate","id":"/","state":"unknown"})");
  CHECK(mapped(roster::sagemaker::endpoint{}) == R"({"vendor":"aws","api":"sagemaker","state":"unknown"})");
  CHECK(mapped(roster::sagemaker::inference_component{}) ==
        R"({"vendor":"aws","api":"sagemaker","state":"unknown"})");
  CHECK(mapped(roster::tione::service_group{}) ==
        R"({"vendor":"tencent_cloud","api":"ti-one","state":"unknown"})");
  CHECK(mapped(roster::together::endpoint{}) ==
        R"({"vendor":"together","api":"together","state":"unknown"})");
  CHECK(mapped(roster::triton::model{}) == R"({"vendor":"triton","api":"triton","state":"unknown"})");
  CHECK(mapped(roster::vertex_ai::endpoint{}) == R"({"vendor":"gcp","api":"vertex-ai","state":"stopped"})");
}

TEST_CASE("mappings: a PAI-EAS service on the shared resource group, with a part of a GPU") {
  const roster::eas::service shared{
      .service_id = "eas-m-1",
      .instance_count_in_resource = roster::eas::instance_count_in_resource{.dedicated = 0, .public_ = 2},
      .gpu = 1,
      .gpu_core_percentage = 50};
  CHECK(mapped(shared) == R"({"vendor":"alibaba_cloud","api":"pai-eas","id":"eas-m-1","state":"unknown",)"
                          R"("accelerators":0.5,"billing":"postpaid"})");
}

TEST_CASE("mappings: the billing of Qianfan services") {
  const auto billing = [](const std::string& members) {
    const auto json = mapped_json<roster::qianfan::service, camel>(R"({"serviceId":"s","runStatus":"New",)" +
                                                                   members + "}");
    const auto at = json.find(R"("billing":)");
    return at == json.npos ? "" : json.substr(at + 10);
  };
  CHECK(billing(R"("payType":"Prepay")") == "\"prepaid\"}");
  CHECK(billing(R"("payType":"Postpay")") == "\"postpaid\"}");
  CHECK(billing(R"("payType":"Prepay,Postpay")") == "\"hybrid\"}");
  CHECK(billing(R"("payType":"Barter")") == "\"Barter\"}");
  CHECK(billing(R"("payType":"")").empty());
  CHECK(billing(R"("payType":"Prepay","chargeStatus":"Free")") == "\"free\"}");
}

TEST_CASE("mappings: an Ark endpoint") {
  CHECK(
      mapped_json<roster::ark::endpoint, pascal>(
          R"({"Id":"ep-1","Name":"chat","Status":"Running","ModelReference":{"FoundationModel":
    {"Name":"doubao-pro","ModelVersion":"240515"}},"ModelUnitId":"","Tags":[{"Key":"team","Value":"a"}],
    "CreateTime":"2025-03-01T00:00:00Z","UpdateTime":"2025-03-02T00:00:00Z"})") ==
      R"({"vendor":"volcengine","api":"ark","id":"ep-1","name":"chat","state":"running","raw_state":"Running",)"
      R"("model":"doubao-pro-240515","created":"2025-03-01T00:00:00Z","updated":"2025-03-02T00:00:00Z",)"
      R"("labels":{"team":"a"},"billing":"postpaid"})");
  CHECK(
      mapped_json<roster::ark::endpoint, pascal>(
          R"({"Id":"ep-2","ModelReference":{"CustomModelId":"cm-1"},"ModelUnitId":"mu-1"})") ==
      R"({"vendor":"volcengine","api":"ark","id":"ep-2","state":"unknown","model":"cm-1","billing":"prepaid"})");
}

TEST_CASE("mappings: an online endpoint of Azure Machine Learning") {
  CHECK(
      mapped_json<roster::azure_ml::online_endpoint, camel>(
          R"({"id":"/subscriptions/sub-1/resourceGroups/g/x/onlineEndpoints/llm","name":"llm","location":"westeurope",
    "tags":{"team":"a"},"systemData":{"createdAt":"2025-03-01T00:00:00Z","lastModifiedAt":"2025-03-02T00:00:00Z"},
    "properties":{"provisioningState":"Succeeded","scoringUri":"https://llm.example.com/score"}})") ==
      R"({"vendor":"azure","api":"azure-ml","account":"sub-1","region":"westeurope",)"
      R"("id":"/subscriptions/sub-1/resourceGroups/g/x/onlineEndpoints/llm","name":"llm","state":"running",)"
      R"("raw_state":"Succeeded","urls":["https://llm.example.com/score"],"created":"2025-03-01T00:00:00Z",)"
      R"("updated":"2025-03-02T00:00:00Z","labels":{"team":"a"}})");
}

TEST_CASE("mappings: a provisioned throughput of Bedrock") {
  CHECK(mapped_json<roster::bedrock::provisioned_model, camel>(
            R"({"provisionedModelName":"pt","provisionedModelArn":
    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a","modelArn":"arn:m","modelUnits":1,
    "desiredModelUnits":2,"status":"Updating","commitmentDuration":"OneMonth","creationTime":"2025-03-01T00:00:00Z",
    "lastModifiedTime":"2025-03-02T00:00:00Z"})") ==
        R"({"vendor":"aws","api":"bedrock","account":"123456789012","region":"us-east-1",)"
        R"("id":"arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a","name":"pt","state":"updating",)"
        R"("raw_state":"Updating","model":"arn:m","ready_replicas":1,"wanted_replicas":2,)"
        R"("created":"2025-03-01T00:00:00Z","updated":"2025-03-02T00:00:00Z","billing":"committed"})");
}

TEST_CASE("mappings: a deployment of Fireworks") {
  CHECK(
      mapped_json<roster::fireworks::deployment, camel>(
          R"({"name":"accounts/acme/deployments/d","displayName":"chat","baseModel":"m","state":"READY",
    "replicaCount":0,"desiredReplicaCount":0,"replicaStats":{"readyReplicaCount":0},"acceleratorType":"NVIDIA_H100_80GB",
    "acceleratorCount":8,"region":"US_IOWA_1","createTime":"2025-03-01T00:00:00Z","directRouteApiKeys":["canary"]})") ==
      R"({"vendor":"fireworks","api":"fireworks","account":"acme","region":"US_IOWA_1",)"
      R"("id":"accounts/acme/deployments/d","name":"chat","state":"running","raw_state":"READY","model":"m",)"
      R"("ready_replicas":0,"wanted_replicas":0,"accelerator":"NVIDIA_H100_80GB","accelerators":8,)"
      R"("created":"2025-03-01T00:00:00Z"})");
}

TEST_CASE("mappings: an endpoint of Hugging Face, on GPUs and on processors") {
  const std::string before =
      R"({"name":"llama","provider":{"vendor":"aws","region":"us-east-1"},"compute":{)";
  const std::string after = R"(},"model":{"repository":"meta/llama","task":"text-generation"},
    "status":{"state":"running","url":"https://e.example.com","readyReplica":1,"targetReplica":2,
    "createdAt":"2026-08-01T10:00:00Z"}})";
  const auto json = [&](const std::string& compute) {
    return mapped_json<roster::hugging_face::inference_endpoint_item, camel>(before + compute + after);
  };
  const auto gpu = json(R"("accelerator":"gpu","instanceType":"nvidia-a10g","instanceSize":"x4")");
  CHECK(
      gpu ==
      R"({"vendor":"hugging_face","api":"inference-endpoints","region":"us-east-1","id":"llama","name":"llama",)"
      R"("state":"running","raw_state":"running","model":"meta/llama","task":"text-generation",)"
      R"("ready_replicas":1,"wanted_replicas":2,"accelerator":"nvidia-a10g","accelerators":4,)"
      R"("urls":["https://e.example.com"],"created":"2026-08-01T10:00:00Z"})");
  CHECK(json(R"("accelerator":"cpu","instanceType":"intel-icl","instanceSize":"x4")").find("accelerator") ==
        std::string::npos);
  for (const auto* const size : {"large", "x", "x0", "x4b"})
    CHECK(json(R"("accelerator":"gpu","instanceSize":")" + std::string(size) + '"').find("accelerators") ==
          std::string::npos);
}

TEST_CASE("mappings: an InferenceService of KServe") {
  CHECK(
      mapped_json<roster::kserve::inference_service, camel>(
          R"({"metadata":{"name":"llama","namespace":"prod","uid":"u-1","labels":{"team":"a"},
    "creationTimestamp":"2025-03-01T00:00:00Z"},"spec":{"predictor":{"minReplicas":1,"model":{"storageUri":"hf://m",
    "resources":{"limits":{"nvidia.com/gpu":"2"}}}}},"status":{"url":"http://llama.prod","address":{"url":"http://in"},
    "conditions":[{"type":"PredictorReady","status":"True"},
    {"type":"Ready","status":"False","reason":"PredictorNotReady"}],
    "modelStatus":{"copies":{"failedCopies":1,"totalCopies":0}}}})") ==
      R"({"vendor":"kserve","api":"kserve","id":"u-1","name":"llama","state":"deploying",)"
      R"("raw_state":"Ready=False, PredictorNotReady","model":"hf://m","ready_replicas":0,"accelerators":2,)"
      R"("urls":["http://llama.prod","http://in"],"created":"2025-03-01T00:00:00Z","labels":{"team":"a"}})");
  CHECK(mapped_json<roster::kserve::inference_service, camel>(
            R"({"metadata":{"name":"a","namespace":"b","uid":"u"},"spec":{"predictor":{"model":
    {"resources":{"limits":{"nvidia.com/gpu":"2k"}}}}},"status":{}})")
            .find("accelerators") == std::string::npos);
}

TEST_CASE("mappings: a model of an API like OpenAI's") {
  CHECK(mapped_json<roster::openai::model>(R"({"id":"gpt-5.2","created":1686935002,"owned_by":"system"})") ==
        R"({"vendor":"openai","api":"openai","id":"gpt-5.2","name":"gpt-5.2","state":"running",)"
        R"("model":"gpt-5.2","created":"2023-06-16T17:03:22Z"})");
}

TEST_CASE("mappings: a deployment of Replicate") {
  CHECK(mapped_json<roster::replicate::deployment>(
            R"({"owner":"acme","name":"img","current_release":{"number":2,"model":"acme/sd",
    "created_at":"2025-03-02T00:00:00Z","configuration":{"hardware":"gpu-t4","min_instances":0,"max_instances":3}}})") ==
        R"({"vendor":"replicate","api":"replicate","account":"acme","id":"acme/img","name":"img",)"
        R"("state":"running","model":"acme/sd","accelerator":"gpu-t4","updated":"2025-03-02T00:00:00Z"})");
}

TEST_CASE("mappings: an endpoint and an inference component of SageMaker") {
  CHECK(mapped_json<roster::sagemaker::endpoint, pascal>(
            R"({"EndpointName":"llm","EndpointArn":"arn:aws:sagemaker:eu-west-1:123456789012:endpoint/llm",
    "CreationTime":1767225600.123,"LastModifiedTime":1767225601,"EndpointStatus":"InService"})") ==
        R"({"vendor":"aws","api":"sagemaker","account":"123456789012","region":"eu-west-1",)"
        R"("id":"arn:aws:sagemaker:eu-west-1:123456789012:endpoint/llm","name":"llm","state":"running",)"
        R"("raw_state":"InService","created":"2026-01-01T00:00:00.123Z","updated":"2026-01-01T00:00:01Z"})");
  CHECK(
      mapped_json<roster::sagemaker::inference_component, pascal>(
          R"({"InferenceComponentName":"c","InferenceComponentArn":
    "arn:aws:sagemaker:eu-west-1:123456789012:inference-component/c","CreationTime":1767225600,
    "LastModifiedTime":1767225601})") ==
      R"({"vendor":"aws","api":"sagemaker","account":"123456789012","region":"eu-west-1",)"
      R"("id":"arn:aws:sagemaker:eu-west-1:123456789012:inference-component/c","name":"c","state":"unknown",)"
      R"("created":"2026-01-01T00:00:00Z","updated":"2026-01-01T00:00:01Z"})");
}

TEST_CASE("mappings: a group of TI-ONE is the sum of its services") {
  const auto service = [](const std::string& replicas, const std::string& gpu) {
    return R"({"ServiceId":"s","Region":"ap-guangzhou","ChargeType":"POSTPAID_BY_HOUR","ServiceInfo":{)" +
           replicas + R"("Resources":{"Gpu":)" + gpu + R"(,"GpuType":"T4"},"ModelInfo":{"ModelName":"qwen"},
           "Status":{"ReadyReplicas":1}}})";
  };
  const auto group = [](const std::string& services) {
    return mapped_json<roster::tione::service_group, pascal>(
        R"({"ServiceGroupId":"ms-1","ServiceGroupName":"chat","Uin":"100","Status":"Normal",
        "Tags":[{"TagKey":"team","TagValue":"a"}],"Services":[)" +
        services + "]}");
  };
  CHECK(
      group(service(R"("Replicas":2,)", "50") + "," + service(R"("Replicas":3,)", "50")) ==
      R"({"vendor":"tencent_cloud","api":"ti-one","account":"100","region":"ap-guangzhou","id":"ms-1",)"
      R"("name":"chat","state":"running","raw_state":"Normal","model":"qwen","ready_replicas":2,)"
      R"("wanted_replicas":5,"accelerator":"T4","accelerators":0.5,"labels":{"team":"a"},"billing":"postpaid"})");
  CHECK(group(service("", "50") + "," + service(R"("Replicas":3,)", "100")) ==
        R"({"vendor":"tencent_cloud","api":"ti-one","account":"100","region":"ap-guangzhou","id":"ms-1",)"
        R"("name":"chat","state":"running","raw_state":"Normal","model":"qwen","ready_replicas":2,)"
        R"("accelerator":"T4","labels":{"team":"a"},"billing":"postpaid"})");
}

TEST_CASE("mappings: an endpoint of Together") {
  CHECK(
      mapped_json<roster::together::endpoint>(
          R"({"id":"endpoint-1","name":"me/llama","model":"meta/llama","type":"serverless","owner":"me",
    "state":"STARTED","created_at":"2025-02-04T10:43:55.405Z"})") ==
      R"({"vendor":"together","api":"together","account":"me","id":"endpoint-1","name":"me/llama",)"
      R"("state":"running","raw_state":"STARTED","model":"meta/llama","created":"2025-02-04T10:43:55.405Z",)"
      R"("billing":"postpaid"})");
}

TEST_CASE("mappings: a model of Triton") {
  CHECK(
      mapped_json<roster::triton::model>(R"({"name":"bert","version":"2","state":"READY"})") ==
      R"({"vendor":"triton","api":"triton","id":"bert/2","name":"bert","state":"running","raw_state":"READY",)"
      R"("model":"bert"})");
}

TEST_CASE("mappings: an endpoint of Vertex AI") {
  const auto deployed = [](const std::string& model, const std::string& count) {
    return R"({"id":"1","model":")" + model +
           R"(","dedicatedResources":{"machineSpec":{"acceleratorType":"NVIDIA_L4",
      "acceleratorCount":)" +
           count + R"(},"minReplicaCount":1,"spot":true},"status":{"availableReplicaCount":1},
      "privateEndpoints":{"predictHttpUri":"http://in"}})";
  };
  const auto endpoint = [](const std::string& models) {
    return mapped_json<roster::vertex_ai::endpoint, camel>(
        R"({"name":"projects/p/locations/us-central1/endpoints/1","displayName":"llm","deployedModels":[)" +
        models +
        R"(],"labels":{"team":"a"},"createTime":"2025-03-01T00:00:00Z","dedicatedEndpointDns":"1.example.com"})");
  };
  CHECK(endpoint(deployed("m", "2")) ==
        R"({"vendor":"gcp","api":"vertex-ai","account":"p","region":"us-central1",)"
        R"("id":"projects/p/locations/us-central1/endpoints/1","name":"llm","state":"running","model":"m",)"
        R"("ready_replicas":1,"accelerator":"NVIDIA_L4","accelerators":2,"urls":["https://1.example.com",)"
        R"("http://in"],"created":"2025-03-01T00:00:00Z","labels":{"team":"a"},"billing":"spot"})");
  const auto two = endpoint(deployed("m", "2") + "," + deployed("n", "1"));
  CHECK(two.find("\"model\"") == std::string::npos);  // two different ones
  CHECK(two.find("\"accelerators\"") == std::string::npos);
  CHECK(two.find(R"("ready_replicas":2)") != std::string::npos);
}
