# SPDX-License-Identifier: BSL-1.0
#
# Installs the headers and the files for find_package(roster) and pkg-config; meson.build installs the headers and the latter.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/roster")

install(TARGETS roster EXPORT roster FILE_SET HEADERS)
install(EXPORT roster NAMESPACE roster:: FILE rosterTargets.cmake DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake" COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(FILES cmake/rosterConfig.cmake cmake/roster_boost.cmake "${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake"
        DESTINATION "${package_dir}")

set(includedir "${CMAKE_INSTALL_INCLUDEDIR}")
configure_file(cmake/roster.pc.in "${PROJECT_BINARY_DIR}/roster.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/roster.pc" DESTINATION "${CMAKE_INSTALL_DATADIR}/pkgconfig")
