// SPDX-License-Identifier: BSL-1.0
#pragma once
// How a source that is made of several lists gets each of them.

#include <functional>
#include <memory>
#include <roster/range/page_source.hpp>

namespace roster::inline v0::detail {

/// Makes the source of one of the lists, when it is its turn.
template <class Row>
using page_source_factory = std::function<std::unique_ptr<page_source<Row>>()>;

}  // namespace roster::inline v0::detail
