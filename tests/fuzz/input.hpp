// SPDX-License-Identifier: BSL-1.0
#pragma once
// What every fuzz target needs: to take numbers off its input, and to stop where a property does not hold.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <roster/escape_for_log.hpp>
#include <string>
#include <string_view>

namespace fuzz {

/// Ends the process, which libFuzzer reports as a crash, unless `holds`.
inline void expect(bool holds, const char* property, std::string_view shown = {}) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n  %s\n", property, roster::escape_for_log(shown).c_str());
  std::abort();
}

/// Expects a text that may go to a terminal or log: printable, and not long.
inline void expect_message(const std::string& text) {
  expect(roster::escape_for_log(text, text.size()) == text, "a message is printable", text);
  expect(text.size() < 4096, "a message is short", text);
}

/// The bytes of one input.
/// Lifetime: libFuzzer's, for one call.
class input {
 public:
  input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  /// Removes the first byte and returns it, 0 at the end.
  unsigned number() {
    if (rest_.empty()) return 0;
    const auto out = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return out;
  }

  /// Removes one line and returns it without its end.
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
