// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/mappings/fireworks.hpp>
#include <roster/inventory/mappings/hugging_face.hpp>
#include <roster/inventory/mappings/openai.hpp>
#include <roster/inventory/mappings/replicate.hpp>
#include <roster/inventory/mappings/together.hpp>

#include "catalog_entry.hpp"

namespace roster_ls {
namespace {

catalog_api token_api(std::string_view name, std::string_view title, std::string_view endpoint,
                      std::string_view token) {
  return {
      .name = name, .title = title, .endpoint = endpoint, .token = token, .set_signer = &sign_with_bearer};
}

}  // namespace

std::vector<catalog_api> token_apis() {
  return {catalog_entry<roster::openai::list_models>::complete(
              token_api("openai", "models of OpenAI or of a server with the same API",
                        "https://api.openai.com", "OPENAI_API_KEY")),
          catalog_entry<roster::hugging_face::list_endpoints>::complete(
              token_api("hugging-face", "Hugging Face Inference Endpoints",
                        "https://api.endpoints.huggingface.cloud", "HF_TOKEN")),
          catalog_entry<roster::replicate::list_deployments>::complete(token_api(
              "replicate", "deployments of Replicate", "https://api.replicate.com", "REPLICATE_API_TOKEN")),
          catalog_entry<roster::together::list_endpoints>::complete(token_api(
              "together", "endpoints of Together AI", "https://api.together.ai", "TOGETHER_API_KEY")),
          catalog_entry<roster::fireworks::list_deployments>::complete(token_api(
              "fireworks", "deployments of Fireworks AI", "https://api.fireworks.ai", "FIREWORKS_API_KEY"))};
}

}  // namespace roster_ls
