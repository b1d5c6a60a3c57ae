// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/detail/session_token.hpp>

using roster::emulator::detail::nonce_cache;
using std::chrono::seconds;

namespace {
const std::chrono::sys_seconds start{seconds(1'000'000)};
}

TEST_CASE("nonce_cache: detects a reused nonce until it expires") {
  nonce_cache memory(seconds(60));
  CHECK(memory.remember("a", start));
  CHECK_FALSE(memory.remember("a", start));
  CHECK(memory.remember("b", start + seconds(30)));
  CHECK_FALSE(memory.remember("a", start + seconds(60)));
  CHECK(memory.remember("a", start + seconds(61)));
  CHECK_FALSE(memory.remember("b", start + seconds(61)));
}

TEST_CASE("nonce_cache: distinguishes long nonces without storing them (fault 204)") {
  nonce_cache memory(seconds(60), 4);
  const std::string text(1'000'000, 'n');
  for (const char last : {'a', 'b', 'c'}) CHECK(memory.remember(text + last, start));
  for (const char last : {'a', 'b', 'c'}) CHECK_FALSE(memory.remember(text + last, start));
}

TEST_CASE("nonce_cache: is bounded and evicts the oldest nonce first") {
  nonce_cache memory(seconds(60), 100);
  for (int i = 0; i < 1000; ++i) CHECK(memory.remember(std::to_string(i), start));
  CHECK(memory.size() == 100);
  CHECK_FALSE(memory.remember("999", start));
  CHECK_FALSE(memory.remember("900", start));
  CHECK(memory.remember("899", start));
}
