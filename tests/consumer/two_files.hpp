// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the second of two source files offers the first.

/// Returns the address of the error category, as the second file sees it.
const void* seen_by_the_second();
