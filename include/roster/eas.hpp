// SPDX-License-Identifier: BSL-1.0
#pragma once
// Alibaba Cloud PAI-EAS: the public headers of this component. Written by tools/generate.py.

#include <roster/alibaba/credentials.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/fleet.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/eas/schema/enums.hpp>
#include <roster/eas/schema/request.hpp>
#include <roster/eas/schema/service.hpp>
#include <roster/range/blocking.hpp>
