# SPDX-License-Identifier: BSL-1.0
"""Roster for Conan 2: the tree that this file is part of, headers only or with the compiled libraries. Untested."""

import os

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

required_conan_version = ">=2.0"


class Roster(ConanFile):
    name = "roster"
    description = "AI services of cloud APIs as async ranges"
    license = "BSL-1.0"
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"compiled": [True, False], "shared": [True, False]}
    default_options = {"compiled": False, "shared": False, "boost/*:header_only": True}

    def set_version(self):
        config = load(self, os.path.join(self.recipe_folder, "../../include/roster/config.hpp"))
        self.version = config.split('#define ROSTER_VERSION_STRING "')[1].split('"')[0]

    def export_sources(self):
        top = os.path.join(self.recipe_folder, "../..")
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "packaging/cps/*", "src/*", "tests/tests.txt"):
            copy(self, pattern, top, self.export_sources_folder)

    def configure(self):
        if not self.options.compiled:
            self.options.rm_safe("shared")
            self.package_type = "header-library"

    def requirements(self):
        self.requires("boost/[>=1.81 <2]", transitive_headers=True)
        self.requires("openssl/[>=3 <4]", transitive_headers=True, transitive_libs=True)

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def package_id(self):
        if not self.info.options.compiled:
            self.info.clear()

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ROSTER_BUILD_TESTS"] = False
        toolchain.cache_variables["ROSTER_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["ROSTER_INSTALL_COMPILED"] = bool(self.options.compiled)
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()

    def package_info(self):
        headers = self.cpp_info.components["roster"]
        headers.set_property("cmake_target_name", "roster::roster")
        headers.bindirs = []
        headers.libdirs = []
        headers.requires = ["boost::headers", "openssl::ssl", "openssl::crypto"]
        headers.system_libs = ["pthread"] if self.settings.os == "Linux" else []
        if self.options.compiled:
            compiled = self.cpp_info.components["compiled"]
            compiled.set_property("cmake_target_name", "roster::compiled")
            compiled.libs = ["roster_compiled"]
            compiled.defines = ["ROSTER_SEPARATE_COMPILATION"] + (["ROSTER_SHARED"] if self.options.shared else [])
            compiled.requires = ["roster"]
            emulator = self.cpp_info.components["emulator"]
            emulator.set_property("cmake_target_name", "roster::emulator")
            emulator.libs = ["roster_emulator"]
            emulator.requires = ["compiled"]
