# SPDX-License-Identifier: BSL-1.0
#
# An overlay port: installs the tree that it is part of. A port in a registry gets that tree with vcpkg_from_git instead.

vcpkg_check_features(OUT_FEATURE_OPTIONS feature_options FEATURES compiled ROSTER_INSTALL_COMPILED)
set(package_dir lib/cmake/roster)
if(NOT compiled IN_LIST FEATURES)
  set(VCPKG_BUILD_TYPE release)  # headers only
  set(package_dir share/cmake/roster)
endif()
get_filename_component(SOURCE_PATH "${CURRENT_PORT_DIR}/../../.." ABSOLUTE)

vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}" OPTIONS -DROSTER_BUILD_TESTS=OFF -DROSTER_BUILD_EXAMPLES=OFF ${feature_options})
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH ${package_dir})
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
