// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/auth/detail/config_file.hpp>
#include <string>

using roster::detail::parse_dotenv;

namespace {

std::string problem_of(std::string_view text) {
  const auto read = parse_dotenv(text);
  return read.problem ? read.problem->text() : "";
}

std::string value_of(std::string_view text) { return parse_dotenv(text).value("K").value_or("not set"); }

}  // namespace

TEST_CASE("dotenv_text: parses names, quotes, comments and export") {
  const auto read = parse_dotenv(
      "# comment\r\n\r\nA=1\r\nexport B = two words # comment\r\n  C='$A # \\n'\nD=\"x\\n\\\"y\\\" \\$z "
      "\\q\"# c\n"
      "E=\nF=a#b\nG=#x\nH= # c\nA=2");
  CHECK(!read.problem);
  CHECK(read.value("A") == "2");
  CHECK(read.value("B") == "two words");
  CHECK(read.value("C") == "$A # \\n");
  CHECK(read.value("D") == "x\n\"y\" $z \\q");
  CHECK(read.value("E") == "");
  CHECK(read.value("F") == "a#b");
  CHECK(read.value("G") == "#x");
  CHECK(read.value("H") == "");
  CHECK(read.value("I") == std::nullopt);
  CHECK(value_of("K=\"\\r\\t\\n\\\\\"") == "\r\t\n\\");
}

TEST_CASE("dotenv_text: a quoted value may span several lines") {
  const auto read = parse_dotenv("KEY='-----BEGIN\nNOT=this\n-----END' # c\nNEXT=1\nodd\n");
  CHECK(read.value("KEY") == "-----BEGIN\nNOT=this\n-----END");
  CHECK(read.value("NEXT") == "1");
  CHECK(read.value("NOT") == std::nullopt);
  REQUIRE(read.problem);
  CHECK(read.problem->text() == "line 5 is not NAME=value");
}

TEST_CASE("dotenv_text: skips malformed lines, and reports the first") {
  const auto read = parse_dotenv("planted secret\nA=1\n=2\nB='open\nC=3\nplanted secret");
  CHECK(read.value("A") == "1");
  CHECK(read.value("B") == std::nullopt);
  CHECK(read.value("C") == "3");
  REQUIRE(read.problem);
  CHECK(read.problem->text() == "line 1 is not NAME=value");
  CHECK(problem_of("K='planted' secret") == "line 1 has a malformed value: the quotes do not enclose it");
  CHECK(problem_of("\nK=\"planted secret\\") == "line 2 has a malformed value: the quotes do not enclose it");
  CHECK(problem_of("K=\"a\\\nb\"\nodd") == "line 3 is not NAME=value");
  CHECK(problem_of("").empty());
}

TEST_CASE("dotenv_text: values of ordinary characters are parsed unchanged, bare or in quotes") {
  std::mt19937 random(20261121);
  const std::string_view alphabet = "abcXYZ019+/=._-$\\";
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += alphabet[random() % alphabet.size()];
    CHECK(value_of("K=" + text) == text);
    CHECK(value_of("K='" + text + "'\nL=1") == text);
  }
}

TEST_CASE("dotenv_text: parses arbitrary bytes, and no error quotes them") {
  std::mt19937 random(7);
  const std::string_view alphabet = "=#'\"\\ \t\r\nKab\x80\xFF";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += alphabet[random() % alphabet.size()];
    const auto said = problem_of(text);
    CHECK((said.empty() || said.starts_with("line ")));
    CHECK(said.find('\x80') == said.npos);
  }
}
