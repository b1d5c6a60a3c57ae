// SPDX-License-Identifier: BSL-1.0
#pragma once
// The library without the emulator, which is <roster/emulator.hpp>, and without calls of other operations,
// <roster/eas/call.hpp> and <roster/qianfan/call.hpp>, which need Boost.JSON's source in the program.

#include <roster/config.hpp>

#if !defined(ROSTER_SINGLE_HEADER)
#include <roster/alibaba.hpp>
#include <roster/auth.hpp>
#include <roster/client.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/eas.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http.hpp>
#include <roster/paging.hpp>
#include <roster/qianfan.hpp>
#include <roster/range.hpp>
#include <roster/recording.hpp>
#include <roster/retry.hpp>
#include <roster/schema.hpp>
#include <roster/transport.hpp>
#include <roster/watch.hpp>
#include <roster/wire.hpp>
#endif
