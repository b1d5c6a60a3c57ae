// expect: roster: Boost 1.81 or newer is not in the include path; on Debian 12 it is in libboost1.81-dev, on newer ones in libboost-dev
// SPDX-License-Identifier: BSL-1.0
#include <boost/version.hpp>
#undef BOOST_VERSION
#define BOOST_VERSION 107400
#include <roster/config.hpp>

int main() {}
