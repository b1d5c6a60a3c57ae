// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator of both clouds: the public headers of this component. Written by tools/generate.py.

#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/data.hpp>
#include <roster/emulator/data/generate.hpp>
#include <roster/emulator/data/generate_accounts.hpp>
#include <roster/emulator/data/generate_eas.hpp>
#include <roster/emulator/data/generate_qianfan.hpp>
#include <roster/emulator/data/load_options.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/emulator/options.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/emulator/serve_options.hpp>
#include <roster/emulator/served_api.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/emulator/server/server_options.hpp>
