// SPDX-License-Identifier: BSL-1.0
#pragma once
// Pages, checkpoints and reports of a listing: the public headers of this component. Written by tools/generate.py.

#include <roster/paging/checkpoint.hpp>
#include <roster/paging/dedup.hpp>
#include <roster/paging/page.hpp>
#include <roster/paging/received_page.hpp>
#include <roster/paging/report.hpp>
