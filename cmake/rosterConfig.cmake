# SPDX-License-Identifier: BSL-1.0

include(CMakeFindDependencyMacro)
find_dependency(OpenSSL 3)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/roster_boost.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/rosterTargets.cmake")
