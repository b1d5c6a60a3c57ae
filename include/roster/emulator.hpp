// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator of both clouds: the public headers of this component. Written by tools/generate.py.

#include <roster/emulator/data.hpp>
#include <roster/emulator/emulator.hpp>
#include <roster/emulator/emulator_account.hpp>
#include <roster/emulator/emulator_options.hpp>
#include <roster/emulator/fault.hpp>
#include <roster/emulator/fault_kind.hpp>
#include <roster/emulator/generate_accounts.hpp>
#include <roster/emulator/generate_eas.hpp>
#include <roster/emulator/generate_qianfan.hpp>
#include <roster/emulator/load_options.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/emulator/member_order.hpp>
#include <roster/emulator/server.hpp>
#include <roster/emulator/server_options.hpp>
