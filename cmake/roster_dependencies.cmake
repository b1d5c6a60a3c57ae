# SPDX-License-Identifier: BSL-1.0
#
# Finds OpenSSL, threads, and the headers of Boost 1.81 or newer as Boost::headers, without any Boost library. Sets roster_missing to
# a sentence on what is missing, or "". Also installed, for find_package(roster).

set(roster_missing "")
find_package(OpenSSL 3 QUIET)
if(NOT OpenSSL_FOUND)
  string(CONCAT roster_missing "roster needs OpenSSL 3 or newer with its headers; found: '${OPENSSL_INCLUDE_DIR}' (version '${OPENSSL_VERSION}'). "
                               "On Debian: apt-get install libssl-dev; elsewhere set OPENSSL_ROOT_DIR.")
endif()
find_package(Threads QUIET)
if(NOT Threads_FOUND)
  set(roster_missing "roster needs threads and C++, which project(… LANGUAGES CXX) enables.")
endif()

if(NOT TARGET Boost::headers)
  # A Boost without a CMake package is found by its header; FindBoost, which did that, was removed in CMake 3.30.
  find_package(Boost 1.81 QUIET CONFIG)
  if(NOT TARGET Boost::headers)
    find_path(ROSTER_BOOST_INCLUDE_DIR boost/version.hpp DOC "The directory that holds boost/version.hpp, 1.81 or newer")
    set(roster_boost_version 0)
    if(EXISTS "${ROSTER_BOOST_INCLUDE_DIR}/boost/version.hpp")
      file(STRINGS "${ROSTER_BOOST_INCLUDE_DIR}/boost/version.hpp" roster_boost_version REGEX "#define BOOST_VERSION ")
      string(REGEX REPLACE "[^0-9]" "" roster_boost_version "${roster_boost_version}")
    endif()
    if(roster_boost_version LESS 108100)
      string(CONCAT roster_missing "roster needs the headers of Boost 1.81 or newer; found: '${ROSTER_BOOST_INCLUDE_DIR}' "
                                   "(BOOST_VERSION ${roster_boost_version}). On Debian 12: apt-get install libboost1.81-dev; on newer ones: "
                                   "apt-get install libboost-dev; elsewhere set ROSTER_BOOST_INCLUDE_DIR.")
    else()
      add_library(Boost::headers INTERFACE IMPORTED)
      target_include_directories(Boost::headers INTERFACE "${ROSTER_BOOST_INCLUDE_DIR}")
    endif()
  endif()
endif()

# BOOST_VERSION of the headers; "" if they are not where their target says.
set(roster_boost_version "")
set(roster_boost_include "")
if(TARGET Boost::headers)
  get_target_property(roster_boost_include Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
endif()
foreach(directory IN LISTS roster_boost_include)
  if(NOT roster_boost_version AND EXISTS "${directory}/boost/version.hpp")
    file(STRINGS "${directory}/boost/version.hpp" roster_boost_version REGEX "#define BOOST_VERSION ")
    string(REGEX REPLACE "[^0-9]" "" roster_boost_version "${roster_boost_version}")
  endif()
endforeach()
