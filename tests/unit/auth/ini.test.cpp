// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/auth/detail/config_file.hpp>
#include <string>

#include <support/grows_linearly.hpp>

using roster::detail::parse_ini;

namespace {

std::string problem_of(std::string_view text) {
  const auto read = parse_ini(text);
  return read.problem ? read.problem->text() : "";
}

}  // namespace

TEST_CASE("ini_text: parses sections, values, comments and quotes") {
  const auto read = parse_ini(
      "# comment\n; comment\r\nabove = all\n\n[default]\t# comment\n  type=access_key \r\nid = a=b/c+d==\n"
      "hash = a#b ; comment\nquoted = \" # ; ' \" # comment\nempty =\n[ other one ]\nid = 'x'");
  REQUIRE(!read.problem);
  REQUIRE(read.sections.size() == 3);
  CHECK(read.section("")->value("above") == "all");
  const auto* const section = read.section("default");
  REQUIRE(section != nullptr);
  CHECK(section->value("type") == "access_key");
  CHECK(section->value("id") == "a=b/c+d==");
  CHECK(section->value("hash") == "a#b");
  CHECK(section->value("quoted") == " # ; ' ");
  CHECK(section->value("empty").empty());
  CHECK(section->value("missing").empty());
  REQUIRE(read.section("other one") != nullptr);
  CHECK(read.section("other one")->value("id") == "x");
  CHECK(read.section("missing") == nullptr);
}

TEST_CASE("ini_text: sections with the same name are merged, and the last value of a name is used") {
  const auto read = parse_ini("[a]\nx = 1\ny = 1\n[b]\nx = 2\n[a]\nx = 3\n");
  REQUIRE(read.sections.size() == 2);
  CHECK(read.section("a")->value("x") == "3");
  CHECK(read.section("a")->value("y") == "1");
}

TEST_CASE("ini_text: reports the malformed line, without its text") {
  CHECK(problem_of("").empty());
  CHECK(problem_of("[a]\n\nplanted-secret\n") == "line 3 is neither [section] nor name = value");
  CHECK(problem_of("= planted-secret") == "line 1 is neither [section] nor name = value");
  CHECK(problem_of("\n[planted-secret\n") == "line 2 has a malformed section header: expected [section]");
  CHECK(problem_of("[a] planted-secret\n") == "line 1 has a malformed section header: expected [section]");
  CHECK(problem_of("k = \"planted-secret\n") == "line 1 has a malformed value: the quotes do not enclose it");
  CHECK(problem_of("k = 'planted' secret\n") == "line 1 has a malformed value: the quotes do not enclose it");
}

TEST_CASE("ini_text: parses arbitrary bytes, and no error quotes them") {
  std::mt19937 random(20261121);
  const std::string_view alphabet = "[]=#;\"' \t\r\nab\x80\xFF";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += alphabet[random() % alphabet.size()];
    const auto said = problem_of(text);
    CHECK(said.find('\x80') == said.npos);
    CHECK((said.empty() || said.starts_with("line ")));
  }
}

TEST_CASE("ini_text: takes time linear in the number of sections (fault 213)") {
  const auto prepare = [](std::size_t factor) {
    std::string text;
    for (std::size_t i = 0; i < 500 * factor; ++i)
      text += "[a-section-" + std::to_string(i) + "]\nx = 1\ny = 2\n";
    return [text] { (void)parse_ini(text); };
  };
  CHECK(roster_test::grows_linearly(prepare));
}
