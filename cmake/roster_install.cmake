# SPDX-License-Identifier: BSL-1.0
#
# Installs the headers and what find_package(roster) needs.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/roster")

install(TARGETS roster EXPORT roster FILE_SET HEADERS)
install(EXPORT roster NAMESPACE roster:: FILE rosterTargets.cmake DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake" COMPATIBILITY SameMinorVersion
                                 ARCH_INDEPENDENT)
install(FILES cmake/rosterConfig.cmake cmake/roster_boost.cmake "${PROJECT_BINARY_DIR}/rosterConfigVersion.cmake"
        DESTINATION "${package_dir}")
