# SPDX-License-Identifier: BSL-1.0
#
# roster_single: the library as single_include/roster.hpp, for the tests: each of their #include <roster/...> resolves to
# that file. Asio, Beast and JSON are compiled once, as for roster_compiled.

foreach(header IN LISTS headers)
  if(header MATCHES "\\.hpp$" AND NOT header STREQUAL "roster/src.hpp")
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/single/${header}"
         CONTENT "#include \"${PROJECT_SOURCE_DIR}/single_include/roster/emulator.hpp\"\n")
  endif()
endforeach()

add_library(roster_single STATIC EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/src/boost_json.cpp"
                                                  "${PROJECT_SOURCE_DIR}/src/boost_asio.cpp")
target_compile_features(roster_single PUBLIC cxx_std_20)
target_include_directories(roster_single PUBLIC "${PROJECT_BINARY_DIR}/single")
target_compile_definitions(roster_single PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_libraries(roster_single PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
roster_own_target(roster_single)
