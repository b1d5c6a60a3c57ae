// SPDX-License-Identifier: BSL-1.0
#include <roster/auth/tencent_tc3.hpp>
#include <roster/auth/volcengine.hpp>
#include <roster/inventory/mappings/ark.hpp>
#include <roster/inventory/mappings/tione.hpp>
#include <roster/inventory/mappings/vertex_ai.hpp>

#include "catalog_entry.hpp"

namespace roster_ls {
namespace {

void sign_for_tione(roster::client_config& config, const std::string& region) {
  config.sign = roster::tencent_tc3{{.service = "tione",
                                     .action = "DescribeModelServiceGroups",
                                     .version = "2021-11-11",
                                     .region = region}};
}
void sign_for_ark(roster::client_config& config, const std::string& region) {
  config.sign = roster::volcengine{{.region = region, .service = "ark"}};
}

}  // namespace

std::vector<catalog_api> regional_apis() {
  return {catalog_entry<roster::vertex_ai::list_endpoints>::complete(
              {.name = "vertex-ai",
               .title = "endpoints of Google Vertex AI",
               .endpoint = "https://{region}-aiplatform.googleapis.com",
               .region_parameter = "location",
               .token = "CLOUDSDK_AUTH_ACCESS_TOKEN",
               .set_signer = &sign_with_bearer}),
          catalog_entry<roster::tione::describe_model_service_groups>::complete(
              {.name = "tione",
               .title = "model services of Tencent Cloud TI-ONE",
               .endpoint = "https://tione.tencentcloudapi.com",
               .region_variable = "TENCENTCLOUD_REGION",
               .access_key = "TENCENTCLOUD_SECRET_ID",
               .secret_key = "TENCENTCLOUD_SECRET_KEY",
               .token = "TENCENTCLOUD_TOKEN",
               .set_signer = &sign_for_tione}),
          catalog_entry<roster::ark::list_endpoints>::complete({.name = "ark",
                                                                .title = "endpoints of Volcengine Ark",
                                                                .endpoint = "https://open.volcengineapi.com",
                                                                .region_variable = "VOLC_REGION",
                                                                .access_key = "VOLC_ACCESSKEY",
                                                                .secret_key = "VOLC_SECRETKEY",
                                                                .set_signer = &sign_for_ark})};
}

}  // namespace roster_ls
