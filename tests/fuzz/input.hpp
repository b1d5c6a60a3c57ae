// SPDX-License-Identifier: BSL-1.0
#pragma once
// Common parts of the fuzz targets: reading values from the input, and aborting if a property does not hold.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <roster/escape_for_log.hpp>
#include <string>
#include <string_view>

namespace fuzz {

/// Aborts the process unless `holds`; libFuzzer reports this as a crash.
inline void expect(bool holds, const char* property, std::string_view shown = {}) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n  %s\n", property, roster::escape_for_log(shown).c_str());
  std::abort();
}

/// Checks that a text is suitable for a terminal or log: printable, and not long.
inline void expect_message(const std::string& text) {
  expect(roster::escape_for_log(text, text.size()) == text, "a message is printable", text);
  expect(text.size() < 4096, "a message is short", text);
}

/// The bytes of one input.
/// Lifetime: valid during one call of libFuzzer.
class input {
 public:
  input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  /// Removes the first byte and returns it; 0 at the end.
  unsigned number() {
    if (rest_.empty()) return 0;
    const auto out = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return out;
  }

  /// Removes one line and returns it without its line end.
  std::string_view line() {
    const auto end = rest_.find('\n');
    const auto out = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    return out;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
