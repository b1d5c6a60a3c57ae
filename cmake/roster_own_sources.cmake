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

# Writes, for each file given, a source file that includes it, and returns their list.
function(roster_sources_including result)
  set(sources "")
  foreach(file IN LISTS ARGN)
    string(REGEX REPLACE "\\.[^.]*$" ".cpp" source "${PROJECT_BINARY_DIR}/definitions/${file}")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include <${file}>\n")
    list(APPEND sources "${source}")
  endforeach()
  set(${result} "${sources}" PARENT_SCOPE)
endfunction()

# Applies this project's own settings to one of its targets.
function(roster_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(ROSTER_WARNINGS)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
  endif()
endfunction()
