// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <roster/wire/detail/json_scan.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace detail = roster::detail;

namespace {

/// Computes special_bits byte by byte.
template <detail::scan_for Use>
unsigned expected_bits(const std::string& block) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < detail::scan_block; ++i)
    if (!detail::is_plain<Use>(block[i])) bits |= 1U << i;
  return bits;
}

template <detail::scan_for Use>
void check_bits(const std::string& block) {
  const unsigned expected = expected_bits<Use>(block);
  if (detail::special_bits<Use>(block.data()) != expected) FAIL_CHECK(block);
  if (detail::special_bits_portable<Use>(block.data()) != expected) FAIL_CHECK(block);
}

}  // namespace

TEST_CASE("json_scan: finds every byte at every position of a block, with and without vector instructions") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(static_cast<unsigned char>(byte));
    const bool plain = byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
    CHECK(detail::is_plain(c) == plain);
    for (std::size_t place = 0; place < detail::scan_block; ++place) {
      std::string block(detail::scan_block, 'x');
      block[place] = c;
      CHECK(detail::plain_prefix(block.data()) == (plain ? detail::scan_block : place));
      check_bits<detail::scan_for::reading>(block);
      check_bits<detail::scan_for::writing>(block);
      const unsigned expected = c == 'x' ? 0xFFFFU : 1U << place;
      CHECK(detail::equal_bits(block.data(), c) == expected);
      CHECK(detail::equal_bits_portable(block.data(), c) == expected);
    }
  }
}

TEST_CASE("json_scan: for writing, DEL is not plain either") {
  using detail::scan_for;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(static_cast<unsigned char>(byte));
    const bool plain = detail::is_plain(c) && byte != 0x7F;
    CHECK(detail::is_plain<scan_for::writing>(c) == plain);
    for (std::size_t size = 1; size < 50; ++size)
      for (std::size_t place = 0; place < size; ++place) {
        std::string text(size, 'x');
        text[place] = c;
        const auto run = detail::plain_run<scan_for::writing>(text.data(), text.data() + size) - text.data();
        if (static_cast<std::size_t>(run) != (plain ? size : place)) FAIL_CHECK(byte);
      }
  }
}

TEST_CASE("json_scan: finds all special bytes of a block, next to any other byte") {
  for (unsigned first = 0; first < 256; ++first)
    for (unsigned second = 0; second < 256; ++second) {
      std::string block(detail::scan_block, 'x');
      block[4] = static_cast<char>(static_cast<unsigned char>(first));
      block[5] = static_cast<char>(static_cast<unsigned char>(second));
      check_bits<detail::scan_for::reading>(block);
      check_bits<detail::scan_for::writing>(block);
    }
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i) {
    std::string block(detail::scan_block, ' ');
    constexpr std::string_view often = "\"\\\x1f\x7f\x80x !#[]";
    for (char& c : block)
      c = i % 2 == 0 ? static_cast<char>(static_cast<unsigned char>(random() % 256))
                     : often[random() % often.size()];
    check_bits<detail::scan_for::reading>(block);
    check_bits<detail::scan_for::writing>(block);
  }
}

TEST_CASE("json_scan: a plain run ends at the end of a text of any length") {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text(size, 'a');
    const char* const end = text.data() + size;
    CHECK(detail::plain_run(text.data(), end) == end);
    for (std::size_t place = 0; place < size; ++place) {
      std::string quoted = text;
      quoted[place] = '"';
      CHECK(detail::plain_run(quoted.data(), quoted.data() + size) == quoted.data() + place);
    }
  }
}

TEST_CASE("json_scan: accepts exactly the valid multi-byte UTF-8 sequences, and never reads past the end") {
  const auto encoded = [](std::uint32_t c) {
    const auto byte = [](std::uint32_t value) {
      return static_cast<char>(static_cast<unsigned char>(value));
    };
    if (c < 0x800) return std::string{byte(0xC0U | (c >> 6U)), byte(0x80U | (c & 0x3FU))};
    if (c < 0x10000)
      return std::string{byte(0xE0U | (c >> 12U)), byte(0x80U | ((c >> 6U) & 0x3FU)),
                         byte(0x80U | (c & 0x3FU))};
    return std::string{byte(0xF0U | (c >> 18U)), byte(0x80U | ((c >> 12U) & 0x3FU)),
                       byte(0x80U | ((c >> 6U) & 0x3FU)), byte(0x80U | (c & 0x3FU))};
  };
  const auto length = [](std::string_view text) {
    return detail::utf8_sequence(text.data(), text.data() + text.size());
  };
  std::size_t wrong = 0;
  for (std::uint32_t c = 0x80; c < 0x110000; ++c) {
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    const std::string text = encoded(c);
    wrong += length(text) == (surrogate ? 0 : text.size()) ? 0 : 1;
  }
  CHECK(wrong == 0);
  // All pairs of bytes: only two-byte sequences are valid, since the third byte is missing.
  for (unsigned first = 0; first < 256; ++first)
    for (unsigned second = 0; second < 256; ++second) {
      const char pair[] = {static_cast<char>(first), static_cast<char>(second)};
      const bool valid = first >= 0xC2 && first <= 0xDF && (second & 0xC0U) == 0x80U;
      CHECK(length({pair, 2}) == (valid ? 2 : 0));
    }
  for (const std::string_view over_long : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF"})
    CHECK(length(over_long) == 0);
  CHECK(length("\xF4\x90\x80\x80") == 0);
  CHECK(length("") == 0);
}

TEST_CASE(
    "json_scan: a usual run ends where it does without vector instructions, or shortly before the end") {
  // In memory of its own, so that a sanitizer detects accesses beyond the end.
  const auto check = [](const std::string& text) {
    const std::vector<char> copy(text.begin(), text.end());
    const char* const begin = copy.data();
    const char* const end = begin + copy.size();
    const char* const run = detail::usual_run(begin, end);
    const char* const expected = detail::usual_run_portable(begin, end);
    if (run != expected && end - run >= 16 + 2) FAIL_CHECK(text);
    if (run > expected || detail::usual_run_portable(run, end) != expected) FAIL_CHECK(text);
  };
  const std::string usual =
      "\xE6\xB5\x8B\xEF\xBF\xBF, \xE1\x80\x80\xEE\xBF\x80"
      "a\xEC\x80\xBF";
  std::string text;
  while (text.size() < 70) text += usual;
  for (std::size_t size = 0; size < 60; ++size) check(text.substr(0, size));
  for (std::size_t begin = 0; begin < usual.size(); ++begin)
    for (std::size_t place = 0; place < 40; ++place)
      for (unsigned byte = 0; byte < 256; ++byte) {
        std::string changed = text.substr(begin);
        changed[place] = static_cast<char>(static_cast<unsigned char>(byte));
        check(changed);
      }
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i) {
    std::string any;
    while (any.size() < random() % 64)
      any += random() % 40 == 0
                 ? std::string(1, static_cast<char>(static_cast<unsigned char>(random() % 256)))
                 : usual.substr(0, random() % 16);
    check(any);
  }
}

TEST_CASE("json_scan: a usual run accepts exactly the usual sequences of three bytes") {
  std::size_t wrong = 0;
  std::string text = "...." + std::string(16, 'x');
  for (unsigned first = 0xC0; first < 0x100; ++first)
    for (unsigned second = 0x70; second < 0xD0; ++second)
      for (unsigned third = 0x70; third < 0xD0; ++third) {
        text[1] = static_cast<char>(static_cast<unsigned char>(first));
        text[2] = static_cast<char>(static_cast<unsigned char>(second));
        text[3] = static_cast<char>(static_cast<unsigned char>(third));
        const char* const begin = text.data();
        const bool is_usual =
            first != 0xE0 && first != 0xED && detail::utf8_sequence(begin + 1, begin + 4) == 3;
        const auto size = detail::usual_run(begin, begin + text.size()) - begin;
        wrong += (is_usual ? size >= 16 : size == 1) ? 0 : 1;
      }
  CHECK(wrong == 0);
}

TEST_CASE("json_scan: a run of UTF-8 ends at the first byte that begins no valid sequence") {
  for (const std::string_view valid :
       {"\xc3\xa9", "\xe6\xb5\x8b", "\xe0\xa4\x85", "\xed\x9f\xbf", "\xf0\x9f\x98\x80"})
    for (const std::string_view after :
         {"", "a", "\"", "\x80", "\xe6\xb5", "\xe0\x80\x80", "\xed\xa0\x80", "\xff"}) {
      std::string text;
      for (int i = 0; i < 3; ++i) text.append(valid).append("\xe8\xaf\x95");
      for (int i = 0; i < 9; ++i) text.append("\xe8\xaf\x95");
      const std::size_t size = text.size();
      text.append(after);
      const char* const end = text.data() + text.size();
      CHECK(detail::utf8_run(text.data(), end) == text.data() + size);
      CHECK(detail::utf8_run(text.data() + size, end) == text.data() + size);
    }
}

TEST_CASE("json_scan: white space ends at any other byte") {
  for (const std::string_view text : {"", "x", " x", " \n\r\tx", "\vx", "  "})
    CHECK(detail::after_space(text.data(), text.data() + text.size()) - text.data() ==
          static_cast<std::ptrdiff_t>((std::min)(text.find_first_not_of(" \n\r\t"), text.size())));
}

TEST_CASE("json_scan: same_bytes compares every byte, at any length and alignment") {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz+-*/(){}";
    std::string other = '#' + text;  // elsewhere in memory, at another alignment
    CHECK(detail::same_bytes(text.data(), other.data() + 1, size));
    for (std::size_t i = 0; i < text.size(); ++i) {
      ++other[i + 1];
      CHECK(detail::same_bytes(text.data(), other.data() + 1, size) == (i >= size));
      --other[i + 1];
    }
  }
}
