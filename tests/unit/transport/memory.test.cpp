// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <malloc.h>
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <roster/emulator/server/detail/compress.hpp>
#include <roster/failure.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>

// Counts all allocations of this test program.
namespace {
std::atomic<std::size_t> allocated{0};
std::atomic<std::size_t> max_allocated{0};
}  // namespace

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = allocated += malloc_usable_size(memory);
  if (now > max_allocated) max_allocated = now;
  return memory;
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) allocated -= malloc_usable_size(memory);
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

/// Returns the peak memory for a response that begins with `start` and continues with `flood` forever, or until it is
/// rejected.
std::size_t max_held(const std::string& start, const std::string& flood, std::size_t times = 1'000'000,
                     bool accept_gzip = false) {
  const std::size_t before = allocated;
  max_allocated = before;
  bool refused = false;
  try {
    roster::detail::response_reader reader({}, true, "http://h:80", accept_gzip);
    const auto put = [&](std::string_view text) {
      while (!text.empty() && !reader.complete()) {
        const auto space = reader.space();
        const std::size_t n = std::min(space.size(), text.size());
        std::memcpy(space.data(), text.data(), n);
        reader.received(n);
        text.remove_prefix(n);
      }
    };
    put(start);
    for (std::size_t i = 0; i < times && !reader.complete(); ++i) put(flood);
  } catch (const roster::failure& f) {
    refused = true;
    CHECK(f.condition() == roster::errc::too_large);
  }
  const bool ends = start.find("Content-Length") != start.npos;
  CHECK(refused != ends);
  return max_allocated - before;
}

}  // namespace

TEST_CASE(
    "response reader: memory is bounded for endless extensions, trailers, header lines and informational "
    "responses (faults 28, 29, 30)") {
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string x(4000, 'x');
  CHECK(max_held(chunked + "5;", x) < 128 * 1024);
  CHECK(max_held(chunked + "0\r\nX: ", x) < 128 * 1024);
  CHECK(max_held(chunked + "0\r\n", "X: y\r\n") < 128 * 1024);
  CHECK(max_held("HTTP/1.1 200 OK\r\nX: ", x) < 256 * 1024);
  CHECK(max_held("HTTP/1.1 200 OK\r\n", "X: y\r\n") < 4 * mebibyte);
  CHECK(max_held("", "HTTP/1.1 103 Hints\r\n\r\n") < 128 * 1024);
}

TEST_CASE(
    "response reader: memory for a body is at most three times its limit, or exactly its size if the length "
    "is known (fault 27)") {
  const std::string x(16 * 1024, 'x');
  CHECK(max_held("HTTP/1.1 200 OK\r\nContent-Length: 8388608\r\n\r\n", x) < 9 * mebibyte);
  CHECK(max_held("HTTP/1.1 200 OK\r\n\r\n", x) < 25 * mebibyte);
  CHECK(max_held("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4000\r\n" + x + "\r\n") <
        25 * mebibyte);
}

TEST_CASE("response reader: memory for a compressed body is at most three times its limit") {
  const std::string bomb = roster::emulator::detail::gzip_text(std::string(1'000'000, '\0'));
  const std::string start = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
  char size[16];
  std::snprintf(size, sizeof size, "%zx", bomb.size());
  CHECK(max_held(start + "\r\n", bomb, 1'000'000, true) < 25 * mebibyte);
  CHECK(max_held(start + "Transfer-Encoding: chunked\r\n\r\n", size + ("\r\n" + bomb) + "\r\n", 1'000'000,
                 true) < 25 * mebibyte);
}
