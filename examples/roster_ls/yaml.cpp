// SPDX-License-Identifier: BSL-1.0
#include "yaml.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace roster_ls {
namespace {

/// Returns whether a text needs no quotes: it cannot be a number, a time, a boolean, null or a structure in YAML 1.1 and 1.2.
bool is_plain(std::string_view text) {
  constexpr std::array<std::string_view, 8> reserved{"y", "n", "yes", "no", "on", "off", "true", "false"};
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !letter(text.front())) return false;
  std::string lower;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!letter(c) && !digit && c != '-' && c != '_' && c != '.' && c != '/') return false;
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const auto word : reserved)
    if (lower == word) return false;
  return lower != "null";
}

std::uint32_t hex4(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, 4))
    value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  return value;
}

/// Writes the value at the start of the remaining JSON, which is well-formed.
class yaml_writer {
 public:
  explicit yaml_writer(std::string_view json) : json_(json) {}

  std::string element() && {
    out_ = "-";
    value(1, true);
    return std::move(out_);
  }

 private:
  char next() const { return json_.front(); }
  void skip() { json_.remove_prefix(1); }

  /// Writes a value after "-" or "key:". The first member of a sequence's element stands on the line of its "-".
  void value(std::size_t depth, bool after_dash) {
    if (next() == '{')
      members(depth, after_dash, '}');
    else if (next() == '[')
      members(depth, false, ']');
    else if (next() == '"')
      out_ += ' ' + text() + '\n';
    else
      out_ += ' ' + bare() + '\n';
  }

  void members(std::size_t depth, bool on_same_line, char end) {
    skip();
    if (next() == end) {
      skip();
      out_ += end == '}' ? " {}\n" : " []\n";
      return;
    }
    if (!on_same_line) out_ += '\n';
    while (true) {
      out_ += on_same_line ? std::string(1, ' ') : std::string(2 * depth, ' ');
      on_same_line = false;
      if (end == '}') {
        write_key(text(), depth);
        skip();  // ':'
        value(depth + 1, false);
      } else {
        out_ += '-';
        value(depth + 1, true);
      }
      const char after = next();
      skip();
      if (after == end) return;
    }
  }

  /// Writes "key:". A long key is explicit, since YAML limits the others to 1024 characters.
  void write_key(const std::string& key, std::size_t depth) {
    constexpr std::size_t max_implicit_key = 1000;  // bytes
    out_ +=
        key.size() <= max_implicit_key ? key + ':' : "? " + key + '\n' + std::string(2 * depth, ' ') + ':';
  }

  /// Returns a number, boolean or null.
  std::string bare() {
    const auto end = json_.find_first_of(",]}");
    std::string word(json_.substr(0, end));
    json_.remove_prefix(word.size());
    return word;
  }

  /// Returns a string: plain if possible, otherwise in double quotes with the escapes of JSON. YAML has no surrogate
  /// pairs.
  std::string text() {
    std::string quoted = "\"";
    skip();
    while (next() != '"') {
      if (next() != '\\') {
        quoted += next();
        skip();
      } else if (json_[1] == 'u' && hex4(json_.substr(2)) >= 0xD800 && hex4(json_.substr(2)) < 0xDC00) {
        const auto high = hex4(json_.substr(2)) - 0xD800;
        const auto low = hex4(json_.substr(8)) - 0xDC00;
        std::array<char, 16> code{};
        std::snprintf(code.data(), code.size(), "\\U%08X",
                      static_cast<unsigned>(0x10000 + (high << 10) + low));
        quoted += code.data();
        json_.remove_prefix(12);
      } else {
        quoted += json_.substr(0, 2);
        json_.remove_prefix(2);
      }
    }
    skip();
    const std::string_view inside = std::string_view(quoted).substr(1);
    return is_plain(inside) ? std::string(inside) : quoted + '"';
  }

  std::string_view json_;
  std::string out_{};
};

}  // namespace

std::string yaml_element(std::string_view object) { return yaml_writer(object).element(); }

}  // namespace roster_ls
