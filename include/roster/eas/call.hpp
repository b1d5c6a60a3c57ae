// SPDX-License-Identifier: BSL-1.0
#pragma once
// What eas::client::call needs beside the client: a program that calls includes this, and one that only lists
// needs no Boost.JSON.

#include <roster/client/call.hpp>
#include <roster/eas/client.hpp>

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/call.ipp>
#endif
