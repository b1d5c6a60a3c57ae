// SPDX-License-Identifier: BSL-1.0
#pragma once
// One inventory of the services of several APIs: the public headers of this component. Written by tools/generate.py.

#include <roster/inventory/as_service.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/inventory/mappings/ark.hpp>
#include <roster/inventory/mappings/azure_ml.hpp>
#include <roster/inventory/mappings/bedrock.hpp>
#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/fireworks.hpp>
#include <roster/inventory/mappings/hugging_face.hpp>
#include <roster/inventory/mappings/kserve.hpp>
#include <roster/inventory/mappings/openai.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <roster/inventory/mappings/replicate.hpp>
#include <roster/inventory/mappings/sagemaker.hpp>
#include <roster/inventory/mappings/tione.hpp>
#include <roster/inventory/mappings/together.hpp>
#include <roster/inventory/mappings/triton.hpp>
#include <roster/inventory/mappings/vertex_ai.hpp>
#include <roster/inventory/maps.hpp>
#include <roster/inventory/model_service.hpp>
