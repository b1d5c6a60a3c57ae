// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/mappings/azure_ml.hpp>
#include <roster/inventory/mappings/kserve.hpp>
#include <roster/inventory/mappings/triton.hpp>

#include "catalog_entry.hpp"

namespace roster_ls {

std::vector<catalog_api> other_apis() {
  return {catalog_entry<roster::azure_ml::list_online_endpoints>::complete(
              {.name = "azure-ml",
               .title = "online endpoints of Azure Machine Learning",
               .endpoint = "https://management.azure.com",
               .token = "AZURE_ACCESS_TOKEN",
               .set_signer = &sign_with_bearer}),
          catalog_entry<roster::kserve::list_all_inference_services>::complete(
              {.name = "kserve",
               .title = "InferenceServices of KServe in a Kubernetes cluster",
               .token = "KUBE_TOKEN",
               .set_signer = &sign_with_bearer}),
          catalog_entry<roster::triton::repository_index>::complete(
              {.name = "triton", .title = "the models of a Triton Inference Server"})};
}

}  // namespace roster_ls
