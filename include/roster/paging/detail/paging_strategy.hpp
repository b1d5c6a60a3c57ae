// SPDX-License-Identifier: BSL-1.0
#pragma once
// Implements each paging declaration: computes cursors, writes a cursor into a request, and reads from a
// response whether there are more pages. One header per kind of paging; strategy_of.hpp lists the members that all strategies have.

#include <roster/paging/detail/by_number.hpp>
#include <roster/paging/detail/by_token.hpp>
#include <roster/paging/detail/custom_pagination.hpp>
#include <roster/paging/detail/strategy_of.hpp>
