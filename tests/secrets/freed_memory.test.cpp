// SPDX-License-Identifier: BSL-1.0
#include <secrets/freed_memory.hpp>

#include <doctest/doctest.h>
#include <malloc.h>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>

namespace {

struct watched_text {
  std::array<char, 256> bytes{};
  std::size_t size{};
};

std::array<watched_text, 8> watched{};
std::size_t watched_count{0};
std::atomic<bool> watching{false};
std::atomic<std::size_t> freed{0};
std::atomic<std::size_t> freed_with_secrets{0};

void look_at(void* memory) noexcept {
  if (memory == nullptr || !watching) return;
  ++freed;
  const std::size_t size = malloc_usable_size(memory);
  for (std::size_t i = 0; i < watched_count; ++i)
    if (memmem(memory, size, watched[i].bytes.data(), watched[i].size) != nullptr) {
      ++freed_with_secrets;
      return;
    }
}

}  // namespace

#if defined(__GLIBC__) && !defined(ROSTER_TEST_MEMORY_IS_SANITIZED)
// Intercepts everything that is freed, including by Asio and OpenSSL.
extern "C" void __libc_free(void* memory) noexcept;  // NOLINT
extern "C" void free(void* memory) noexcept {        // NOLINT
  look_at(memory);
  __libc_free(memory);
}
#elif !defined(ROSTER_TEST_MEMORY_IS_THREAD_SANITIZED)
void operator delete(void* memory) noexcept {
  look_at(memory);
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
#endif

namespace roster_test {

freed_memory::freed_memory(std::initializer_list<std::string_view> planted) {
  watched_count = 0;
  for (const auto text : planted) {
    watched_text& one = watched.at(watched_count++);
    REQUIRE(text.size() <= one.bytes.size());
    text.copy(one.bytes.data(), text.size());
    one.size = text.size();
  }
  freed = 0;
  freed_with_secrets = 0;
  watching = true;
}

freed_memory::~freed_memory() { watching = false; }

std::size_t freed_memory::blocks_with_secrets() const noexcept { return freed_with_secrets; }
bool freed_memory::has_seen_blocks() const noexcept { return freed != 0 || !is_watched; }

}  // namespace roster_test

TEST_CASE("freed memory: a text that was not overwritten is detected, long or short") {
  const roster_test::freed_memory memory({"planted-long-text-on-the-heap", "short-one"});
  {
    const std::string text("planted-long-text-on-the-heap");
    CHECK(text.data() != nullptr);  // observed, so that it is not optimized away
  }
  if (!roster_test::is_watched) return;
  CHECK(memory.blocks_with_secrets() == 1);
  {
    const auto text = std::make_unique<std::string>("short-one");
    CHECK(text->data() != nullptr);
  }
  CHECK(memory.blocks_with_secrets() == 2);
}
