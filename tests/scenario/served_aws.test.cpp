// SPDX-License-Identifier: BSL-1.0
// Operations of the catalogue in the emulator: lists of AWS.
#include <roster/catalog/bedrock.hpp>
#include <roster/catalog/sagemaker.hpp>
#include <support/served_catalog.hpp>

TEST_SERVED("lists of AWS", roster::bedrock::list_provisioned_model_throughputs,
            roster::sagemaker::list_endpoints, roster::sagemaker::list_inference_components)
