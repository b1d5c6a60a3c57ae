# SPDX-License-Identifier: BSL-1.0
#
# The settings for this project's own sources; they do not affect users of the library.

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(ROSTER_CCACHE ccache)
    if(ROSTER_CCACHE)
      set(CMAKE_CXX_COMPILER_LAUNCHER "${ROSTER_CCACHE}")
    endif()
  endif()
endif()

# Compiles the sources of a target as unity builds, all together or in batches: headers are parsed, and templates
# instantiated, once per batch. Each file is in its own namespace, so that names of its helpers may also occur in other
# files; its includes are therefore placed before all files.
function(roster_unity target)
  if(NOT ROSTER_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
  set(includes "")
  foreach(source IN LISTS sources)
    file(STRINGS "${source}" lines REGEX "^#include <")
    list(APPEND includes ${lines})
  endforeach()
  list(REMOVE_DUPLICATES includes)
  list(SORT includes)
  list(JOIN includes "\n" includes)
  set(header "${PROJECT_BINARY_DIR}/units/${target}.hpp")
  file(CONFIGURE OUTPUT "${header}" CONTENT "${includes}\n" @ONLY)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE "${ARGN}"
                                             UNITY_BUILD_UNIQUE_ID ROSTER_SOURCE_FILE
                                             UNITY_BUILD_CODE_BEFORE_INCLUDE "namespace ROSTER_SOURCE_FILE {"
                                             UNITY_BUILD_CODE_AFTER_INCLUDE "}  // namespace ROSTER_SOURCE_FILE")
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_precompile_headers(${target} PRIVATE "${header}")
  else()  # with g++, the templates of a precompiled header are instantiated in every file
    target_compile_options(${target} PRIVATE -include "${header}" $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# Applies this project's own settings to one of its targets.
function(roster_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(ROSTER_WARNINGS)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
    # False with g++ 16 and -std=c++26, for lists of headers in operands of && and ?:.
    target_compile_options(${target} PRIVATE
                           $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,16>>:-Wno-dangling-pointer>)
  endif()
endfunction()
