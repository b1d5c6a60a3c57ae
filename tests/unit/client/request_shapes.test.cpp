// SPDX-License-Identifier: BSL-1.0
// The requests of the list APIs that roster can declare, one operation each.
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/client/detail/build_request.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <vector>

namespace {

struct thing {
  std::string id{};
};
struct answer {
  std::vector<thing> items_{};
  std::string next{};
};

struct any_list {
  using response = answer;
  static constexpr auto items = roster::path<&answer::items_>;
  static constexpr auto paging = roster::one_page{};
};
struct no_query {};

// Amazon: the operation is selected by a header, or the path.
struct sagemaker_query {
  std::optional<std::string> name_contains{};
  std::optional<int> max_results{};
  std::optional<std::string> next_token{};
};
struct sagemaker_endpoints : any_list {
  using request = sagemaker_query;
  static constexpr auto target = roster::post("/");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "SageMaker.ListEndpoints"},
                                                {"Content-Type", "application/x-amz-json-1.1"}};
};
struct sagemaker_components : sagemaker_endpoints {
  static constexpr auto headers = roster::fixed{{"X-Amz-Target", "SageMaker.ListInferenceComponents"},
                                                {"Content-Type", "application/x-amz-json-1.1"}};
};
struct bedrock_throughputs : any_list {
  using request = sagemaker_query;
  static constexpr auto target = roster::get("/provisioned-model-throughputs");
  static constexpr auto wire_case = roster::camel_case;
};

// Parameters in the path.
struct vertex_query {
  std::string project{};
  std::string location{};
  std::optional<std::string> filter{};
  std::optional<int> page_size{};
};
struct vertex_endpoints : any_list {
  using request = vertex_query;
  static constexpr auto target = roster::get("/v1/projects/{project}/locations/{location}/endpoints");
  static constexpr auto wire_case = roster::camel_case;
};
struct azure_query {
  std::string subscription{};
  std::string group{};
  std::string workspace{};
  std::optional<int> count{};
};
struct azure_endpoints : any_list {
  using request = azure_query;
  static constexpr auto target = roster::get(
      "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
      "Microsoft.MachineLearningServices/workspaces/{workspace}/onlineEndpoints?api-version=2024-10-01");
};
struct kubernetes_query {
  std::string ns{};
  std::optional<int> limit{};
  std::optional<std::string> continue_{};
  std::optional<std::string> label_selector{};
};
struct kserve_services : any_list {
  using request = kubernetes_query;
  static constexpr auto target =
      roster::get("/apis/serving.kserve.io/v1beta1/namespaces/{ns}/inferenceservices");
  static constexpr auto wire_case = roster::camel_case;
};
struct nim_services : kserve_services {
  static constexpr auto target = roster::get("/apis/apps.nvidia.com/v1alpha1/namespaces/{ns}/nimservices");
};
struct huggingface_query {
  std::string namespace_{};
};
struct huggingface_endpoints : any_list {
  using request = huggingface_query;
  static constexpr auto target = roster::get("/v2/endpoint/{namespace}");
};
struct fireworks_query {
  std::string account_id{};
  std::optional<int> page_size{};
  std::optional<bool> show_deleted{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&fireworks_query::account_id, "account_id"}};
  }
};
struct fireworks_deployments : any_list {
  using request = fireworks_query;
  static constexpr auto target = roster::get("/v1/accounts/{account_id}/deployments");
  static constexpr auto wire_case = roster::camel_case;
};

// Members in the path and in a header, and several members in headers.
struct modelarts_query {
  std::string project_id{};
  std::optional<int> offset{};
  std::optional<int> limit{};
};
struct modelarts_services : any_list {
  using request = modelarts_query;
  static constexpr auto target = roster::get("/v2/{project_id}/services");
  static constexpr auto in_headers = roster::in_header{&request::project_id, "X-Project-Id"};
};
struct tione_query {
  std::string region{};
  std::optional<std::string> language{};
  std::optional<int> offset{};
  std::optional<int> limit{};
};
struct tione_groups : any_list {
  using request = tione_query;
  static constexpr auto target = roster::post("/");
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto headers =
      roster::fixed{{"X-TC-Action", "DescribeModelServiceGroups"}, {"X-TC-Version", "2021-11-11"}};
  static constexpr auto in_headers =
      roster::in_header{&request::region, "X-TC-Region", &request::language, "X-TC-Language"};
};

// A constant query, nested objects, a required body, and plain lists.
struct ark_filter {
  std::vector<std::string> statuses{};
};
struct ark_query {
  int page_number{1};
  int page_size{100};
  std::optional<ark_filter> filter{};
};
struct ark_endpoints : any_list {
  using request = ark_query;
  static constexpr auto target = roster::post("/?Action=ListEndpoints&Version=2024-01-01");
  static constexpr auto wire_case = roster::pascal_case;
};
struct triton_query {
  std::optional<bool> ready{};
};
struct triton_models : any_list {
  using request = triton_query;
  static constexpr auto target = roster::post("/v2/repository/index");
};
struct openai_models : any_list {
  using request = no_query;
  static constexpr auto target = roster::get("/v1/models");
};
struct replicate_deployments : any_list {
  using request = no_query;
  static constexpr auto target = roster::get("/v1/deployments");
};
struct together_query {
  std::optional<std::string> type{};
  std::optional<bool> mine{};
};
struct together_endpoints : any_list {
  using request = together_query;
  static constexpr auto target = roster::get("/v1/endpoints");
};
struct graph_variables {
  std::optional<std::string> after{};
  int first{};
};
struct graph_query {
  std::string query{};
  graph_variables variables{};
};
struct graph_services : any_list {
  using request = graph_query;
  static constexpr auto target = roster::post("/graphql");
};

/// Returns a request as lines: the method and the target, the headers that are not those of every request, the body.
template <class Op>
std::string sent(const typename Op::request& request) {
  static_assert(roster::detail::check_operation<Op>());
  const auto to = roster::http::detail::parse_endpoint("https://a.example");
  const auto built = roster::detail::build_request<Op>(to, request, {});
  std::string out = built.method + ' ' + built.target() + '\n';
  for (const auto& h : built.headers)
    if (h.name != "host" && h.value != "application/json") out += h.name + ": " + h.value + '\n';
  return out + built.body;
}

}  // namespace

TEST_CASE("request shapes: the operation is selected by a header") {
  CHECK(sent<sagemaker_endpoints>({.name_contains = "llm", .max_results = 10}) ==
        "POST /\nX-Amz-Target: SageMaker.ListEndpoints\nContent-Type: application/x-amz-json-1.1\n"
        R"({"NameContains":"llm","MaxResults":10})");
  CHECK(sent<sagemaker_components>({.next_token = "t"}) ==
        "POST /\nX-Amz-Target: SageMaker.ListInferenceComponents\nContent-Type: application/x-amz-json-1.1\n"
        R"({"NextToken":"t"})");
  CHECK(sent<sagemaker_endpoints>({}).ends_with("\n{}"));
  CHECK(sent<bedrock_throughputs>({.max_results = 10}) ==
        "GET /provisioned-model-throughputs?maxResults=10\n");
}

TEST_CASE("request shapes: parameters in the path") {
  CHECK(
      sent<vertex_endpoints>({.project = "p", .location = "us-central1", .filter = "a=b", .page_size = 5}) ==
      "GET /v1/projects/p/locations/us-central1/endpoints?filter=a%3Db&pageSize=5\n");
  CHECK(
      sent<azure_endpoints>({.subscription = "s", .group = "g (1)", .workspace = "w", .count = 2}) ==
      "GET "
      "/subscriptions/s/resourceGroups/g%20%281%29/providers/Microsoft.MachineLearningServices/workspaces/w/"
      "onlineEndpoints?api-version=2024-10-01&count=2\n");
  CHECK(sent<kserve_services>({.ns = "default", .limit = 2, .continue_ = "c", .label_selector = "a=b"}) ==
        "GET /apis/serving.kserve.io/v1beta1/namespaces/default/inferenceservices"
        "?continue=c&labelSelector=a%3Db&limit=2\n");
  CHECK(sent<nim_services>({.ns = "nim"}) ==
        "GET /apis/apps.nvidia.com/v1alpha1/namespaces/nim/nimservices\n");
  CHECK(sent<huggingface_endpoints>({.namespace_ = "me"}) == "GET /v2/endpoint/me\n");
  CHECK(sent<fireworks_deployments>({.account_id = "a", .page_size = 200, .show_deleted = true}) ==
        "GET /v1/accounts/a/deployments?pageSize=200&showDeleted=true\n");
}

TEST_CASE("request shapes: members in headers") {
  CHECK(sent<modelarts_services>({.project_id = "0a1b", .offset = 10, .limit = 10}) ==
        "GET /v2/0a1b/services?limit=10&offset=10\nX-Project-Id: 0a1b\n");
  CHECK(sent<tione_groups>({.region = "ap-beijing", .offset = 0, .limit = 20}) ==
        "POST /\nX-TC-Action: DescribeModelServiceGroups\nX-TC-Version: 2021-11-11\nX-TC-Region: ap-beijing\n"
        R"({"Offset":0,"Limit":20})");
  CHECK(sent<tione_groups>({.region = "ap-beijing", .language = "zh-CN"})
            .ends_with("X-TC-Language: zh-CN\n{}"));
}

TEST_CASE("request shapes: constant queries, nested objects and plain lists") {
  CHECK(sent<ark_endpoints>({.filter = ark_filter{{"Running"}}}) ==
        "POST /?Action=ListEndpoints&Version=2024-01-01\n"
        R"({"PageNumber":1,"PageSize":100,"Filter":{"Statuses":["Running"]}})");
  CHECK(sent<triton_models>({}) == "POST /v2/repository/index\n{}");
  CHECK(sent<triton_models>({.ready = true}) == "POST /v2/repository/index\n{\"ready\":true}");
  CHECK(sent<openai_models>({}) == "GET /v1/models\n");
  CHECK(sent<replicate_deployments>({}) == "GET /v1/deployments\n");
  CHECK(sent<together_endpoints>({.type = "dedicated", .mine = true}) ==
        "GET /v1/endpoints?mine=true&type=dedicated\n");
  CHECK(sent<graph_services>({.query = "q", .variables = {.after = "c", .first = 10}}) ==
        "POST /graphql\n"
        R"({"query":"q","variables":{"after":"c","first":10}})");
}
