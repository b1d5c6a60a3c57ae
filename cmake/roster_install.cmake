# SPDX-License-Identifier: BSL-1.0
#
# Installs the headers and the files for find_package(roster) and pkg-config, and with ROSTER_INSTALL_COMPILED the libraries.
# meson.build installs the same, except for the packages of CMake and CPS.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(data_dir "${CMAKE_INSTALL_DATADIR}")
set(any_architecture ARCH_INDEPENDENT)
if(ROSTER_INSTALL_COMPILED)
  set(data_dir "${CMAKE_INSTALL_LIBDIR}")
  set(any_architecture "")
endif()
set(package_dir "${data_dir}/cmake/roster")

install(TARGETS roster EXPORT roster FILE_SET HEADERS)
install(EXPORT roster NAMESPACE roster:: FILE rosterTargets.cmake DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake" COMPATIBILITY SameMinorVersion
                                 ${any_architecture})
install(FILES cmake/rosterConfig.cmake cmake/roster_dependencies.cmake "${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake"
        DESTINATION "${package_dir}")

set(includedir "${CMAKE_INSTALL_INCLUDEDIR}")
set(version "${PROJECT_VERSION}")
configure_file(cmake/roster.pc.in "${PROJECT_BINARY_DIR}/roster.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/roster.pc" DESTINATION "${CMAKE_INSTALL_DATADIR}/pkgconfig")

# CMake 4.3 prefers a CPS file to the CMake package, and then needs Boost and OpenSSL 3.3 with packages of their own.
if(ROSTER_INSTALL_CPS)
  set(datadir "${CMAKE_INSTALL_DATADIR}")
  set(prefix "@prefix@")  # stays in the file
  configure_file(packaging/cps/roster.cps.in "${PROJECT_BINARY_DIR}/roster.cps" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/roster.cps" DESTINATION "${CMAKE_INSTALL_DATADIR}/cps")
endif()

if(ROSTER_INSTALL_COMPILED)
  if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    message(STATUS "roster: the libraries to install are not optimized; set -D CMAKE_BUILD_TYPE=Release")
  endif()
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/rosterCompiledBuild.cmake" @ONLY CONTENT
       "set(roster_compiled_compiler @CMAKE_CXX_COMPILER_ID@)\nset(roster_compiled_boost @roster_boost_version@)\n")
  install(FILES "${PROJECT_BINARY_DIR}/rosterCompiledBuild.cmake" DESTINATION "${package_dir}")
  install(TARGETS roster_compiled roster_emulator EXPORT roster_compiled)
  install(EXPORT roster_compiled NAMESPACE roster:: FILE rosterCompiledTargets.cmake DESTINATION "${package_dir}")
  set(definitions "-DROSTER_SEPARATE_COMPILATION")
  if(BUILD_SHARED_LIBS)
    string(APPEND definitions " -DROSTER_SHARED")
  endif()
  foreach(library IN ITEMS roster_compiled roster_emulator)
    configure_file(cmake/${library}.pc.in "${PROJECT_BINARY_DIR}/${library}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${library}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
  endforeach()
endif()
