# SPDX-License-Identifier: BSL-1.0
#
# Untested. REPOSITORY is where you obtain Roster: brew install --HEAD ./roster.rb
class Roster < Formula
  desc "AI services of cloud APIs as async ranges"
  homepage "REPOSITORY"
  license "BSL-1.0"
  head "REPOSITORY", using: :git, branch: "main"

  depends_on "cmake" => [:build, :test]
  depends_on "boost"
  depends_on "openssl@3"

  def install
    system "cmake", "-S", ".", "-B", "build", "-DROSTER_BUILD_TESTS=OFF", "-DROSTER_BUILD_EXAMPLES=OFF", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
  end

  test do
    (testpath/"main.cpp").write <<~CPP
      #include <iostream>
      #include <roster/config.hpp>
      int main() { std::cout << ROSTER_VERSION_STRING; }
    CPP
    (testpath/"CMakeLists.txt").write <<~CMAKE
      cmake_minimum_required(VERSION 3.25)
      project(app LANGUAGES CXX)
      find_package(roster REQUIRED)
      add_executable(app main.cpp)
      target_link_libraries(app PRIVATE roster::roster)
    CMAKE
    system "cmake", "-S", ".", "-B", "build"
    system "cmake", "--build", "build"
    assert_match(/\d+\.\d+\.\d+/, shell_output("build/app"))
  end
end
