# SPDX-License-Identifier: BSL-1.0
#
# roster::roster, and with COMPONENTS roster::compiled and roster::emulator, if they were built with ROSTER_INSTALL_COMPILED.

foreach(component IN LISTS roster_FIND_COMPONENTS)
  set(problem "")
  if(NOT component MATCHES "^(compiled|emulator)$")
    set(problem "roster has no component '${component}'; the components are 'compiled' and 'emulator'")
  elseif(NOT EXISTS "${CMAKE_CURRENT_LIST_DIR}/rosterCompiledTargets.cmake")
    string(CONCAT problem "the component '${component}' of roster is not installed here, only the headers are: "
                          "configure roster with -D ROSTER_INSTALL_COMPILED=ON, build it and install it again; with Debian's packages: "
                          "apt-get install libroster-compiled-dev")
  endif()
  if(NOT problem)
    set(roster_${component}_FOUND TRUE)
  elseif(roster_FIND_REQUIRED_${component})
    set(roster_NOT_FOUND_MESSAGE "${problem}")
    set(roster_FOUND FALSE)
    return()
  endif()
endforeach()

include("${CMAKE_CURRENT_LIST_DIR}/roster_dependencies.cmake")
if(roster_missing)
  set(roster_NOT_FOUND_MESSAGE "${roster_missing}")
  set(roster_FOUND FALSE)
  return()
endif()
include("${CMAKE_CURRENT_LIST_DIR}/rosterTargets.cmake")
if(roster_compiled_FOUND OR roster_emulator_FOUND)
  include("${CMAKE_CURRENT_LIST_DIR}/rosterCompiledBuild.cmake" OPTIONAL)  # Meson does not write it
  if(roster_compiled_boost AND roster_boost_version AND NOT roster_compiled_boost EQUAL roster_boost_version)
    string(CONCAT roster_NOT_FOUND_MESSAGE "the compiled library of roster was built with BOOST_VERSION ${roster_compiled_boost}; "
                                           "this Boost has ${roster_boost_version}")
  elseif(DEFINED roster_compiled_compiler AND NOT roster_compiled_compiler STREQUAL CMAKE_CXX_COMPILER_ID)
    string(CONCAT roster_NOT_FOUND_MESSAGE "the compiled library of roster was built with ${roster_compiled_compiler}; programs of "
                                           "${CMAKE_CXX_COMPILER_ID} name its templates differently")
  endif()
  if(roster_NOT_FOUND_MESSAGE)
    set(roster_FOUND FALSE)
    return()
  endif()
  include("${CMAKE_CURRENT_LIST_DIR}/rosterCompiledTargets.cmake")
endif()
