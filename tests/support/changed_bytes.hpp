// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every position of a text with another byte in it: changes that a signature has to detect.

#include <random>
#include <string>

/// Calls `check` with copies of `text` that differ in one byte, two for each position.
template <class Check>
void for_each_changed_byte(const std::string& text, std::mt19937& random, Check check) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto mask = static_cast<unsigned char>(1U << random() % 8);
    for (const char other : {static_cast<char>(text[i] ^ mask), "aZ09 %+&=*/;:,~"[random() % 15]}) {
      std::string changed = text;
      changed[i] = other;
      if (changed != text) check(changed);
    }
  }
}
