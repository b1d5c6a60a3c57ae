// SPDX-License-Identifier: BSL-1.0
#pragma once
// Schemas of further list APIs: the public headers of this component. Written by tools/generate.py.

#include <roster/catalog/ark.hpp>
#include <roster/catalog/azure_ml.hpp>
#include <roster/catalog/bedrock.hpp>
#include <roster/catalog/fireworks.hpp>
#include <roster/catalog/hugging_face.hpp>
#include <roster/catalog/kserve.hpp>
#include <roster/catalog/openai.hpp>
#include <roster/catalog/replicate.hpp>
#include <roster/catalog/sagemaker.hpp>
#include <roster/catalog/tione.hpp>
#include <roster/catalog/together.hpp>
#include <roster/catalog/triton.hpp>
#include <roster/catalog/vertex_ai.hpp>
