# SPDX-License-Identifier: BSL-1.0
#
# roster::roster, and with COMPONENTS roster::compiled and roster::emulator, if they were built with ROSTER_INSTALL_COMPILED.

foreach(component IN LISTS roster_FIND_COMPONENTS)
  set(problem "")
  if(NOT component MATCHES "^(compiled|emulator)$")
    set(problem "roster has no component '${component}'; the components are 'compiled' and 'emulator'")
  elseif(NOT EXISTS "${CMAKE_CURRENT_LIST_DIR}/rosterCompiledTargets.cmake")
    set(problem "the component '${component}' of roster is not installed here, only the headers are: "
                "configure roster with -D ROSTER_INSTALL_COMPILED=ON, build it and install it again")
    list(JOIN problem "" problem)
  endif()
  if(NOT problem)
    set(roster_${component}_FOUND TRUE)
  elseif(roster_FIND_REQUIRED_${component})
    set(roster_NOT_FOUND_MESSAGE "${problem}")
    set(roster_FOUND FALSE)
    return()
  endif()
endforeach()

include(CMakeFindDependencyMacro)
find_dependency(OpenSSL 3)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/roster_boost.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/rosterTargets.cmake")
if(roster_compiled_FOUND OR roster_emulator_FOUND)
  include("${CMAKE_CURRENT_LIST_DIR}/rosterCompiledBuild.cmake" OPTIONAL)  # Meson does not write it
  if(roster_compiled_boost AND roster_boost_version AND NOT roster_compiled_boost EQUAL roster_boost_version)
    set(roster_NOT_FOUND_MESSAGE "the compiled library of roster was built with BOOST_VERSION ${roster_compiled_boost}; "
                                 "this Boost has ${roster_boost_version}")
  elseif(DEFINED roster_compiled_compiler AND NOT roster_compiled_compiler STREQUAL CMAKE_CXX_COMPILER_ID)
    set(roster_NOT_FOUND_MESSAGE "the compiled library of roster was built with ${roster_compiled_compiler}; programs of "
                                 "${CMAKE_CXX_COMPILER_ID} name its templates differently")
  endif()
  if(roster_NOT_FOUND_MESSAGE)
    list(JOIN roster_NOT_FOUND_MESSAGE "" roster_NOT_FOUND_MESSAGE)
    set(roster_FOUND FALSE)
    return()
  endif()
  include("${CMAKE_CURRENT_LIST_DIR}/rosterCompiledTargets.cmake")
endif()
