// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <sys/stat.h>
#include <filesystem>
#include <roster/auth/detail/config_file.hpp>
#include <string>

#include <support/temporary_folder.hpp>

using roster::detail::read_text_file;

TEST_CASE("text_file: reads a file, even an empty one, without a byte order mark") {
  const fake::temporary_folder folder;
  CHECK(read_text_file(folder.write("a", "one\ntwo\r\n")).text == "one\ntwo\r\n");
  const auto empty = read_text_file(folder.write("b", ""));
  CHECK(empty.text.empty());
  CHECK(empty.problem.empty());
  CHECK(read_text_file(folder.write("c", "\xEF\xBB\xBF{}")).text == "{}");
}

TEST_CASE("text_file: distinguishes a missing file from an unusable one") {
  const fake::temporary_folder folder;
  const auto missing = read_text_file(folder.path("missing"));
  CHECK(missing.absent);
  CHECK(missing.problem == "does not exist");
  folder.write("plain", "x");
  CHECK(read_text_file(folder.path("plain/inside")).absent);
  const auto directory = read_text_file(folder.path());
  CHECK(!directory.absent);
  CHECK(directory.problem == "is a directory");
  CHECK(!read_text_file(std::string("a\0b", 3)).problem.empty());
}

TEST_CASE("text_file: rejects pipes and devices immediately, without blocking") {
  const fake::temporary_folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(read_text_file(folder.path("pipe")).problem == "is not a regular file");
  CHECK(read_text_file("/dev/zero").problem == "is not a regular file");
  std::filesystem::create_symlink("/dev/zero", folder.path("link"));
  CHECK(read_text_file(folder.path("link")).problem == "is not a regular file");
  std::filesystem::create_symlink(folder.path("circle"), folder.path("circle"));
  CHECK(read_text_file(folder.path("circle")).problem.starts_with("cannot be read: "));
}

TEST_CASE("text_file: reads up to its limit and not a byte more") {
  const fake::temporary_folder folder;
  const std::string most(roster::detail::max_text_file, 'x');
  CHECK(read_text_file(folder.write("most", most)).text == most);
  const auto more = read_text_file(folder.write("more", most + 'x'));
  CHECK(more.problem == "is too large (more than 1048576 bytes)");
  CHECK(more.text.empty());
  CHECK(read_text_file(folder.write("ten", "0123456789"), 10).text == "0123456789");
  CHECK(read_text_file(folder.path("ten"), 9).problem == "is too large (more than 9 bytes)");
}

TEST_CASE("text_file: rejects UTF-16 and binary files") {
  const fake::temporary_folder folder;
  CHECK(read_text_file(folder.write("a", std::string("\xFF\xFE{\0}\0", 6))).problem ==
        "is UTF-16; expected UTF-8");
  CHECK(read_text_file(folder.write("b", std::string("\xFE\xFF\0{\0}", 6))).problem ==
        "is UTF-16; expected UTF-8");
  const auto zero = read_text_file(folder.write("c", std::string("planted\0", 8)));
  CHECK(zero.problem == "is not text: byte 7 is zero");
  CHECK(zero.text.empty());
}
