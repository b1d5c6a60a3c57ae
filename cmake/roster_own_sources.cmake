# SPDX-License-Identifier: BSL-1.0
#
# How this project builds its own sources; nothing of it reaches a consumer.

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(ROSTER_CCACHE ccache)
    if(ROSTER_CCACHE)
      set(CMAKE_CXX_COMPILER_LAUNCHER "${ROSTER_CCACHE}")
    endif()
  endif()
endif()

# Writes one source file for every .ipp among the given headers, and returns their list.
function(roster_generate_sources result)
  list(FILTER ARGN INCLUDE REGEX "\\.ipp$")
  foreach(definition IN LISTS ARGN)
    string(REGEX REPLACE "\\.ipp$" ".cpp" source "${PROJECT_BINARY_DIR}/definitions/${definition}")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include <${definition}>\n")
    list(APPEND sources "${source}")
  endforeach()
  # Boost.JSON's own definitions, so that no Boost library is needed.
  set(source "${PROJECT_BINARY_DIR}/definitions/boost_json.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "#include <boost/json/src.hpp>\n")
  set(${result} "${sources};${source}" PARENT_SCOPE)
endfunction()

# Applies this project's own settings to one of its targets.
function(roster_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(ROSTER_WARNINGS)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
  endif()
endfunction()
