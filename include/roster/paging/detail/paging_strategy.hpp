// SPDX-License-Identifier: BSL-1.0
#pragma once
// From a paging declaration to what it means: where the pages are, how a place goes into a request, and what an
// answer says about the rest. One file for each way of paging; all have the same members.

#include <roster/paging/detail/strategy_by_number.hpp>
#include <roster/paging/detail/strategy_by_token.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/detail/strategy_one_page.hpp>
