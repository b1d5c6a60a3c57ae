// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lazily paginated async ranges and their adaptors: the public headers of this component. Written by tools/generate.py.

#include <roster/range/adaptor/each_page.hpp>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/adaptors.hpp>
#include <roster/range/any_range.hpp>
#include <roster/range/as_expected.hpp>
#include <roster/range/async_iterator.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/enrich.hpp>
#include <roster/range/combine/enrich_options.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/merge.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/range/completion_code.hpp>
#include <roster/range/page_items.hpp>
#include <roster/range/page_source.hpp>
