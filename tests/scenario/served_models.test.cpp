// SPDX-License-Identifier: BSL-1.0
// Operations of the catalogue in the emulator: lists of OpenAI, Together AI, Triton and TI-ONE.
#include <roster/catalog/openai.hpp>
#include <roster/catalog/tione.hpp>
#include <roster/catalog/together.hpp>
#include <roster/catalog/triton.hpp>
#include <support/served_catalog.hpp>

TEST_SERVED("lists of OpenAI, Together AI, Triton and TI-ONE", roster::openai::list_models,
            roster::openai::list_fine_tuning_jobs, roster::tione::describe_model_service_groups,
            roster::together::list_endpoints, roster::triton::repository_index)
