// SPDX-License-Identifier: BSL-1.0
// Boost.JSON's own definitions.

#include <boost/json/src.hpp>
