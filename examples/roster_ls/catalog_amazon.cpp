// SPDX-License-Identifier: BSL-1.0
#include <roster/auth/aws_sigv4.hpp>
#include <roster/inventory/mappings/bedrock.hpp>
#include <roster/inventory/mappings/sagemaker.hpp>

#include "catalog_entry.hpp"

namespace roster_ls {
namespace {

catalog_api signed_api(std::string_view name, std::string_view title, std::string_view endpoint) {
  return {.name = name,
          .title = title,
          .endpoint = endpoint,
          .region_variable = "AWS_REGION",
          .access_key = "AWS_ACCESS_KEY_ID",
          .secret_key = "AWS_SECRET_ACCESS_KEY",
          .token = "AWS_SESSION_TOKEN"};
}

void sign_for_sagemaker(roster::client_config& config, const std::string& region) {
  config.sign = roster::aws_sigv4{{.region = region, .service = "sagemaker"}};
}
void sign_for_bedrock(roster::client_config& config, const std::string& region) {
  config.sign = roster::aws_sigv4{{.region = region, .service = "bedrock"}};
}

}  // namespace

std::vector<catalog_api> amazon_apis() {
  auto endpoints = signed_api("sagemaker", "endpoints of Amazon SageMaker",
                              "https://api.sagemaker.{region}.amazonaws.com");
  endpoints.set_signer = &sign_for_sagemaker;
  auto components = endpoints;
  components.name = "sagemaker-components";
  components.title = "inference components of Amazon SageMaker";
  auto throughputs = signed_api("bedrock", "provisioned throughputs of Amazon Bedrock",
                                "https://bedrock.{region}.amazonaws.com");
  throughputs.set_signer = &sign_for_bedrock;
  return {catalog_entry<roster::sagemaker::list_endpoints>::complete(endpoints),
          catalog_entry<roster::sagemaker::list_inference_components>::complete(components),
          catalog_entry<roster::bedrock::list_provisioned_model_throughputs>::complete(throughputs)};
}

}  // namespace roster_ls
