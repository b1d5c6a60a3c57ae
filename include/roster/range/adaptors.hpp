// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every adaptor that works over pages; written by tools/generate.py, so that a new one is a new file and its line
// in include/headers.txt. A composition may hold one that keeps a state, such as take or drop, as its last part.

#include <roster/range/adaptor/each_page.hpp>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/detail/adaptor/chunk.hpp>
#include <roster/range/detail/adaptor/drop.hpp>
#include <roster/range/detail/adaptor/element_wise.hpp>
#include <roster/range/detail/adaptor/slide.hpp>
#include <roster/range/detail/adaptor/stride.hpp>
#include <roster/range/detail/adaptor/take.hpp>
