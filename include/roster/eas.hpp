// SPDX-License-Identifier: BSL-1.0
#pragma once
// Alibaba Cloud PAI-EAS, complete: schema, client and what a program that lists needs beside them.

#include <roster/auth/static_credentials.hpp>
#include <roster/config.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/config.hpp>
#include <roster/eas/credentials.hpp>
#include <roster/eas/fleet.hpp>
#include <roster/eas/schema.hpp>
#include <roster/range/blocking.hpp>
