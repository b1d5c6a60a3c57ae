// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>
#include <string>
#include <vector>

using roster::checkpoint;

namespace {

const checkpoint by_number{.at = checkpoint::where::page,
                           .request = "0123456789abcdef",
                           .cursor = {.number = 3, .size = 100},
                           .before = 200,
                           .index = 57};
const checkpoint by_token{.at = checkpoint::where::page,
                          .request = "0123456789abcdef",
                          .cursor = {.size = 7, .token = "a:b c%\n\xff"},
                          .index = 1};

bool is_refused(const std::string& text) {
  try {
    (void)checkpoint::parse(text);
    return false;
  } catch (const roster::failure& f) {
    return f.condition() == roster::errc::invalid_argument;
  }
}

/// Appends the FNV-1a checksum with which a checkpoint's text ends.
std::string with_checksum(const std::string& fields) {
  std::uint32_t sum = 2166136261U;
  for (const char c : fields) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return fields + std::to_string(sum);
}

}  // namespace

TEST_CASE("checkpoint: survives a round trip through text") {
  for (const auto& one : {checkpoint{}, by_number, by_token, checkpoint{.at = checkpoint::where::end}})
    CHECK(checkpoint::parse(one.text()) == one);
}

TEST_CASE("checkpoint: its text is one line of printable ASCII that later versions can read") {
  CHECK(by_number.text() == "roster1:page:0123456789abcdef:3:100::200:57:1474235136");
  for (const char c : by_token.text()) CHECK((c > ' ' && c < '\x7f'));
}

TEST_CASE("checkpoint: damaged text is rejected, however it is damaged") {
  for (const auto& text : {by_number.text(), by_token.text()}) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      CHECK(is_refused(text.substr(0, i)));
      CHECK(is_refused(text.substr(0, i) + text.substr(i + 1)));
      for (const char c : {'0', '7', ':', 'x', '%', '-', '\n'}) {
        auto changed = text;
        changed[i] = c;
        CHECK(is_refused(changed) == (changed != text));
      }
    }
    CHECK(is_refused(text + "0"));
    CHECK(is_refused(text + text));
  }
  CHECK(is_refused(""));
  CHECK(is_refused(std::string(1 << 20, ':')));
}

TEST_CASE("checkpoint: out-of-range values are rejected, even with a valid checksum") {
  const auto changed = [](auto change) {
    auto one = by_number;
    change(one);
    return one.text();
  };
  CHECK(is_refused(changed([](checkpoint& c) { c.cursor.number = -1; })));
  CHECK(is_refused(changed([](checkpoint& c) { c.index = -1; })));
  CHECK(is_refused(changed([](checkpoint& c) { c.before = std::int64_t{1} << 60; })));
  CHECK(is_refused(changed([](checkpoint& c) { c.cursor.token = std::string(70'000, 'x'); })));
}

TEST_CASE("checkpoint: malformed fields are rejected, even with a valid checksum") {
  CHECK_FALSE(is_refused(with_checksum("roster1:page:ab%3A:3:100:%20:200:57:")));
  for (const std::string fields :
       {"roster2:page:ab:3:100::200:57:", "roster12:page:ab:3:100::200:57:",
        "roster1:middle:ab:3:100::200:57:", "roster1::ab:3:100::200:57:", "roster1:page:a%3:3:100::200:57:",
        "roster1:page:a%zz:3:100::200:57:", "roster1:page:ab:3:100:%:200:57:",
        "roster1:page:ab::100::200:57:", "roster1:page:ab:3x:100::200:57:", "roster1:page:ab:+3:100::200:57:",
        "roster1:page:ab:3:100::200:", "roster1:page:ab:3:100::200:57:8:",
        "roster1:page:ab:3:100::200:99999999999999999999:"})
    CHECK_MESSAGE(is_refused(with_checksum(fields)), fields);
}
