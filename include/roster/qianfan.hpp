// SPDX-License-Identifier: BSL-1.0
#pragma once
// Baidu Qianfan: the public headers of this component. Written by tools/generate.py.

#include <roster/auth/credentials_provider.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/qianfan/credentials.hpp>
#include <roster/qianfan/fleet.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <roster/qianfan/schema/enums.hpp>
#include <roster/qianfan/schema/request.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <roster/range/blocking.hpp>
