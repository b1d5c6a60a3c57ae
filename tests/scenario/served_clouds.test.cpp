// SPDX-License-Identifier: BSL-1.0
// Operations of the catalogue in the emulator: lists of Azure, Google and Volcengine.
#include <roster/catalog/ark.hpp>
#include <roster/catalog/azure_ml.hpp>
#include <roster/catalog/vertex_ai.hpp>
#include <support/served_catalog.hpp>

TEST_SERVED("lists of Azure, Google and Volcengine", roster::ark::list_endpoints,
            roster::azure_ml::list_online_endpoints, roster::vertex_ai::list_endpoints)
