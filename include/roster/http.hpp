// SPDX-License-Identifier: BSL-1.0
#pragma once
// Requests, responses and endpoints as plain values: the public headers of this component. Written by tools/generate.py.

#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
