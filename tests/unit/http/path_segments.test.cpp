// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>

#include <support/grows_linearly.hpp>

using roster::http::path_from_segments;
using roster::http::detail::check_path_segments;

namespace {

template <class Check>
std::string rejection(Check check) {
  try {
    check();
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("check_path_segments: rejects dot segments in every encoding, and names the path (fault 198)") {
  for (const std::string path : {"/..", "/a/..", "/a/../b", "/.", "/a/./b", "/a/.", "/%2e%2e/b", "/%2E%2e",
                                 "/.%2e/b", "/%2E./b", "/a/%2e", "/a%2F..%2Fb", "/a%2f%2E%2E", "/a%5C..%5cb",
                                 "/..%2F", "/a/..;x=1/b", "/a/..%3Bx", "..", "/a/..\\b"}) {
    const auto said = rejection([&] { check_path_segments(path); });
    CAPTURE(said);
    CHECK(said.find(": a dot segment") != said.npos);
    if (path.find('\\') == path.npos) CHECK(said.find('"' + path + '"') != said.npos);
  }
}

TEST_CASE("check_path_segments: rejects empty segments, but not a trailing '/' (fault 198)") {
  for (const std::string path : {"//", "//a", "/a//b", "/a//"})
    CHECK(rejection([&] { check_path_segments(path); }) ==
          "invalid path \"" + path + "\": an empty segment (\"//\")");
  for (const std::string path : {"/", "/a", "/a/", "", "/...", "/a..b", "/.a", "/a.", "/..a", "/%2e%2e%2e",
                                 "/a%20b", "/;x", "/a;.;..", "/%zz", "/%252e%252e"})
    CHECK_MESSAGE(rejection([&] { check_path_segments(path); }) == "accepted", path);
}

TEST_CASE("check_path_segments: rejects empty segments in every encoding (fault 220)") {
  for (const std::string path : {"/%2Fevil.example", "/a%2F/b", "/a/%2f/b", "/a%2f%2Fb", "/a/%5Cb",
                                 "/a%5c%5cb", "/;x/b", "/a/;/b", "/a/%3Bx/b"})
    CHECK(rejection([&] { check_path_segments(path); }) ==
          "invalid path \"" + path + "\": an empty segment (\"//\")");
  for (const std::string path : {"/a%2Fb", "/a%2F", "/a;/b", "/a;x/b"})
    CHECK_MESSAGE(rejection([&] { check_path_segments(path); }) == "accepted", path);
}

TEST_CASE("check_path_segments: takes linear time (fault 219)") {
  for (const std::string part : {"/a", "\\a", "/a;", "%2Fa"}) {
    CAPTURE(part);
    CHECK(roster_test::grows_linearly([&](std::size_t size) {
      std::string path;
      while (path.size() < size * 20'000) path += part;
      return [path] { (void)rejection([&] { check_path_segments(path); }); };
    }));
  }
}

TEST_CASE("path_from_segments: encodes every segment") {
  CHECK(path_from_segments({"api", "v2", "services", "cn-shanghai", "a b/c"}) ==
        "/api/v2/services/cn-shanghai/a%20b%2Fc");
  CHECK(path_from_segments({"\xE6\xB5\x8B?#%"}) == "/%E6%B5%8B%3F%23%25");
  CHECK(path_from_segments({"%2e%2e"}) == "/%252e%252e");
  CHECK(path_from_segments({}) == "");
}

TEST_CASE("path_from_segments: rejects a segment that a proxy or server may remove") {
  for (const std::string name : {"..", ".", "", "../x", "a/../b", "..\\b", "..;a"}) {
    CAPTURE(name);
    CHECK(rejection([&] { (void)path_from_segments({"services", name}); }) != "accepted");
    CHECK(rejection([&] { (void)path_from_segments({"services", name, "x"}); }) != "accepted");
  }
}
