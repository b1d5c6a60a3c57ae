// SPDX-License-Identifier: BSL-1.0
#pragma once
// Schemas of further list APIs: the public headers of this component. Written by tools/generate.py.

#include <roster/catalog/hugging_face.hpp>
#include <roster/catalog/openai.hpp>
#include <roster/catalog/replicate.hpp>
#include <roster/catalog/together.hpp>
#include <roster/catalog/triton.hpp>
