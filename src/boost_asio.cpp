// SPDX-License-Identifier: BSL-1.0
// The definitions of Asio and Beast, for this project's own programs and tests only.

#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
