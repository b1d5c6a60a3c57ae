// SPDX-License-Identifier: BSL-1.0
#pragma once
// Random JSON documents, and random damage to them, reproducible from a seed.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace test {

/// Generates valid JSON documents.
class json_documents {
 public:
  explicit json_documents(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t n) { return below(n) == 0; }

  std::string space() {
    std::string out;
    while (one_in(6)) out += " \t\r\n"[below(4)];
    return out;
  }

  /// Returns a quoted string with any content that JSON allows.
  std::string text() {
    static constexpr std::string_view pieces[] = {"a",
                                                  "Z",
                                                  "0",
                                                  " ",
                                                  ",",
                                                  ":",
                                                  "{",
                                                  "]",
                                                  "service",
                                                  "/",
                                                  "\\\"",
                                                  "\\\\",
                                                  "\\/",
                                                  "\\b",
                                                  "\\f",
                                                  "\\n",
                                                  "\\r",
                                                  "\\t",
                                                  "\\u0041",
                                                  "\\u0000",
                                                  "\\u00e9",
                                                  "\\u4E2d",
                                                  "\\uD83D\\uDE00",
                                                  "\xC3\xA9",
                                                  "\xE4\xB8\xAD",
                                                  "\xF0\x9F\x98\x80",
                                                  "\x7F",
                                                  "0123456789abcdef"};
    std::string out = "\"";
    for (std::size_t n = one_in(8) ? below(60) : below(6); n > 0; --n)
      out += pieces[one_in(2) ? below(10) : below(std::size(pieces))];
    return out + '"';
  }

  std::string number() {
    std::string out = one_in(3) ? "-" : "";
    out += one_in(4) ? "0" : digits(true);
    if (one_in(3)) out += '.' + digits(false);
    if (one_in(5))
      out += std::string(one_in(2) ? "e" : "E") +
             (one_in(2)   ? "+"
              : one_in(2) ? "-"
                          : "") +
             std::to_string(below(30));
    return out;
  }

  std::string value(std::size_t depth = 4) {
    switch (below(depth == 0 ? 5 : 9)) {
      case 0:
        return "null";
      case 1:
        return one_in(2) ? "true" : "false";
      case 2:
        return number();
      case 3:
      case 4:
        return text();
      case 5:
      case 6:
        return list(depth);
      default:
        return object(depth);
    }
  }

 private:
  std::string digits(bool first_not_zero) {
    std::string out(1, static_cast<char>('0' + (first_not_zero ? 1 + below(9) : below(10))));
    for (std::size_t n = one_in(4) ? below(22) : below(4); n > 0; --n)
      out += static_cast<char>('0' + below(10));
    return out;
  }

  std::string list(std::size_t depth) {
    std::string out = '[' + space();
    const std::size_t count = below(5);
    for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + space() + value(depth - 1) + space();
    return out + ']';
  }

  std::string object(std::size_t depth) {
    std::string out = '{' + space();
    const std::size_t count = below(5);
    for (std::size_t i = 0; i < count; ++i)
      out += (i == 0 ? "" : ",") + space() + text() + space() + ':' + space() + value(depth - 1) + space();
    return out + '}';
  }

  std::mt19937 random_;
};

/// Damages a document in one to three positions; by chance it may stay valid.
inline std::string damaged(std::string json, json_documents& random) {
  using namespace std::string_view_literals;
  static constexpr auto odd = "{}[]\",:\\/u0123456789eE+-. \n\t\0\x01\x1F\x7F\x80\xC3\xE4\xED\xF0\xFFtfn"sv;
  for (std::size_t n = 1 + random.below(3); n > 0 && !json.empty(); --n) {
    const std::size_t at = random.below(json.size());
    const char byte = odd[random.below(odd.size())];
    switch (random.below(6)) {
      case 0:
        json[at] = byte;
        break;
      case 1:
        json.insert(at, 1, byte);
        break;
      case 2:
        json.erase(at, 1 + random.below(3));
        break;
      case 3:
        json.resize(at);
        break;
      case 4:
        json[at] = static_cast<char>(json[at] ^ (1 << random.below(8)));
        break;
      default:
        json.insert(random.below(json.size()), json.substr(at, 1 + random.below(8)));
    }
  }
  return json;
}

}  // namespace test
