// SPDX-License-Identifier: BSL-1.0
#pragma once
// Baidu Qianfan, complete: schema, client and what a program that lists needs beside them.

#include <roster/auth/static_credentials.hpp>
#include <roster/config.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/qianfan/config.hpp>
#include <roster/qianfan/credentials.hpp>
#include <roster/qianfan/fleet.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/range/blocking.hpp>
