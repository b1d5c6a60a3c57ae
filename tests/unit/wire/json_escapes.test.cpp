// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <roster/wire/detail/json_escapes.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace detail = roster::detail;

namespace {

/// Decodes byte by byte what copy_block decodes: plain bytes and short escapes of the first 16 bytes.
std::size_t expected_copy(std::string_view block, std::string& out) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  std::size_t done = 0;
  while (done < detail::scan_block) {
    const auto letter = block[done] == '\\' ? letters.find(block[done + 1]) : letters.npos;
    if (letter != letters.npos) {
      out += meanings[letter];
      done += 2;
    } else if (detail::is_plain(block[done])) {
      out += block[done++];
    } else {
      break;
    }
  }
  return done;
}

}  // namespace

TEST_CASE("json_escapes: a block is copied with its short escapes, up to the first other special byte") {
  std::mt19937 random(1);
  constexpr std::string_view often = "\\\\\\\\\"/bfnrtu0abcXYZ";
  for (int i = 0; i < 200'000; ++i) {
    // In memory of its own, so that a sanitizer detects accesses beyond the documented sizes.
    std::vector<char> block(2 * detail::scan_block + 1, 'x');
    if (random() % 2 == 0)
      for (char& c : block) c = random() % 4 == 0 ? often[random() % often.size()] : 'x';
    else  // escaped quotes, rarely one next to another escape
      for (std::size_t pairs = random() % 12; pairs != 0; --pairs)
        std::copy_n("\\\"", 2, block.data() + random() % (block.size() - 1));
    if (random() % 8 == 0) block[random() % block.size()] = "\x1f\x80\xff\x7f"[random() % 4];
    std::string expected;
    const auto size = expected_copy({block.data(), block.size()}, expected);
    std::vector<char> buffer(2 * detail::scan_block);
    char* out = buffer.data();
    if (detail::copy_block(block.data(), out) != size) FAIL_CHECK(std::string(block.begin(), block.end()));
    const std::vector<char> copy(block.begin(), block.begin() + detail::scan_block + 1);
    if (detail::skip_block(copy.data()) != size) FAIL_CHECK(std::string(block.begin(), block.end()));
    if (std::string(buffer.data(), out) != expected) FAIL_CHECK(std::string(block.begin(), block.end()));
  }
}

TEST_CASE("json_escapes: a run of \\u is decoded up to a surrogate, an error, or the end of the space") {
  struct row {
    std::string_view text;
    std::string_view decoded;
    std::size_t size;
  };
  for (const auto& [text, decoded, size] :
       {row{R"(\u4e2d\u6587")", "\u4e2d\u6587", 12}, row{R"(\u00E9\u0041x)", "\u00e9A", 12},
        row{R"(\u0000)", {"\0", 1}, 6}, row{R"(\uFFFF\n)", "\uffff", 6},
        row{R"(\uD7FF\uD800\uDC00)", "\ud7ff", 6}, row{R"(\ue000\udfff)", "\ue000", 6},
        row{R"(\u004g)", "", 0}, row{R"(\u0041\u00)", "A", 6}, row{R"(\U0041)", "", 0}, row{R"(\)", "", 0},
        row{"", "", 0}}) {
    CAPTURE(text);
    const std::vector<char> copy(text.begin(), text.end());
    char buffer[16];
    char* out = buffer;
    const char* const end =
        detail::copy_unicode(copy.data(), copy.data() + copy.size(), out, buffer + sizeof buffer);
    CHECK(end - copy.data() == static_cast<std::ptrdiff_t>(size));
    CHECK(std::string(buffer, out) == decoded);
    char* const first = buffer;
    out = first;
    CHECK(detail::copy_unicode(copy.data(), copy.data() + copy.size(), out, buffer) - copy.data() ==
          static_cast<std::ptrdiff_t>((std::min)(size, std::size_t{6})));
  }
}

TEST_CASE("json_escapes: letters and hexadecimal digits") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(static_cast<unsigned char>(byte));
    const auto value = std::string_view("0123456789abcdefABCDEF").find(c);
    CHECK(detail::hex_digits[byte] ==
          (value == std::string_view::npos ? -1 : static_cast<int>(value < 16 ? value : value - 6)));
    CHECK((detail::escape_meanings[byte] != '\0') == (std::string_view("\"\\/bfnrt").find(c) < 8));
  }
}

TEST_CASE("json_escapes: characters are written as UTF-8") {
  for (std::uint32_t value = 1; value <= 0x10FFFF; value += value < 0x11000 ? 1 : 97) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    char text[4];
    const char* const end = detail::put_utf8(value, text);
    if (value < 0x80) {
      CHECK((end == text + 1 && text[0] == static_cast<char>(value)));
    } else if (detail::utf8_sequence(text, end) != static_cast<std::size_t>(end - text)) {
      FAIL_CHECK(value);
    }
  }
  char text[4];
  CHECK(std::string(text, detail::put_utf8(0x6D4B, text)) == "\xE6\xB5\x8B");
  CHECK(std::string(text, detail::put_utf8(0x1F600, text)) == "\xF0\x9F\x98\x80");
}
