// SPDX-License-Identifier: BSL-1.0
#pragma once
// Implements each paging declaration: where the pages are, how a cursor is written into a request, and what a
// response says about the remaining pages. One file for each way of paging; all strategies have the same
// members.

#include <roster/paging/detail/strategy_by_number.hpp>
#include <roster/paging/detail/strategy_by_token.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/detail/strategy_one_page.hpp>
