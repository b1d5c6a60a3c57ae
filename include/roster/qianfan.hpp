// SPDX-License-Identifier: BSL-1.0
#pragma once
// Baidu Qianfan, complete: schema and client.

#include <roster/config.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/qianfan/config.hpp>
#include <roster/qianfan/schema.hpp>
