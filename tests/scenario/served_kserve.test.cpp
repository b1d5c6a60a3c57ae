// SPDX-License-Identifier: BSL-1.0
// Operations of the catalogue in the emulator: lists of KServe.
#include <roster/catalog/kserve.hpp>
#include <support/served_catalog.hpp>

TEST_SERVED("lists of KServe", roster::kserve::list_inference_services,
            roster::kserve::list_all_inference_services)
