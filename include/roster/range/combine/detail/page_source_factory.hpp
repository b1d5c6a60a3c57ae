// SPDX-License-Identifier: BSL-1.0
#pragma once
// How a source that combines several lists creates each of them.

#include <functional>
#include <memory>
#include <roster/range/page_source.hpp>

namespace roster::inline v0::detail {

/// Creates the source of one list when its turn comes.
template <class Row>
using page_source_factory = std::function<std::unique_ptr<page_source<Row>>()>;

}  // namespace roster::inline v0::detail
