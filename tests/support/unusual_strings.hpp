// SPDX-License-Identifier: BSL-1.0
#pragma once
// Unusual strings, reproducible from a seed.

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace roster_test {

class odd_texts {
 public:
  explicit odd_texts(std::uint32_t seed) : random_(seed) {}

  /// Returns valid UTF-8 of up to 8 pieces with a special meaning in HTTP, queries, JSON or terminals;
  /// sometimes empty, and occasionally 100 KB.
  std::string sendable() {
    using namespace std::string_view_literals;
    static constexpr std::array pieces{"\r"sv,
                                       "\n"sv,
                                       "\r\n"sv,
                                       "\0"sv,
                                       "&"sv,
                                       "="sv,
                                       "#"sv,
                                       "%"sv,
                                       "+"sv,
                                       " "sv,
                                       "%00"sv,
                                       "%2"sv,
                                       "%zz"sv,
                                       "\""sv,
                                       "\\"sv,
                                       "/"sv,
                                       "../"sv,
                                       "?"sv,
                                       ";"sv,
                                       "'"sv,
                                       "<"sv,
                                       "{}"sv,
                                       "]"sv,
                                       "\\u0041"sv,
                                       "\x7f"sv,
                                       "~"sv,
                                       "\x1b["sv,
                                       "é"sv,
                                       "你好"sv,
                                       "😀"sv,
                                       "\xEF\xBB\xBF"sv,
                                       "\xE2\x80\xAE"sv,
                                       "a"sv,
                                       "Zz"sv,
                                       "_.-"sv,
                                       "null"sv,
                                       "1e400"sv,
                                       "true"sv,
                                       "@"sv,
                                       ":"sv,
                                       "\t"sv,
                                       "Host:"sv,
                                       "HTTP/1.1"sv};
    std::string out;
    for (auto n = random_() % 9; n > 0; --n) out += pieces[random_() % pieces.size()];
    if (random_() % 15'000 == 0 && !out.empty())
      while (out.size() < 100'000) out += out;
    return out;
  }

  /// The same with a part that is not UTF-8.
  std::string not_utf8() {
    static constexpr std::array<std::string_view, 7> broken{
        "\xff", "\x80", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe4\xbd", "\xe0\x80\xaf"};
    return sendable() + std::string(broken[random_() % broken.size()]) + sendable();
  }

  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  std::mt19937 random_;
};

}  // namespace roster_test
