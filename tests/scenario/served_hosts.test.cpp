// SPDX-License-Identifier: BSL-1.0
// Operations of the catalogue in the emulator: lists of Hugging Face, Fireworks and Replicate.
#include <roster/catalog/fireworks.hpp>
#include <roster/catalog/hugging_face.hpp>
#include <roster/catalog/replicate.hpp>
#include <support/served_catalog.hpp>

TEST_SERVED("lists of Hugging Face, Fireworks and Replicate", roster::fireworks::list_deployments,
            roster::hugging_face::list_endpoints, roster::hugging_face::list_models,
            roster::replicate::list_deployments)
