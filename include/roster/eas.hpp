// SPDX-License-Identifier: BSL-1.0
#pragma once
// Alibaba Cloud PAI-EAS, complete: schema and client.

#include <roster/config.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/config.hpp>
#include <roster/eas/schema.hpp>
