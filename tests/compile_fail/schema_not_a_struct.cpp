// expect: roster: this is not a struct; schemas are plain structs; write struct x { … }
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

constexpr auto count = roster::detail::field_count<int>();
