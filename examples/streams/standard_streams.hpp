// SPDX-License-Identifier: BSL-1.0
#pragma once
// The standard streams of a program: closed ones stay unusable, and no failed write is ignored.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace standard_streams {

/// Occupies the descriptors of standard streams that are closed, so that no socket or file of the program gets their
/// numbers. Reading and writing them fails as before, with EBADF.
inline void reserve() {
  for (const int one : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(one, F_GETFD) == -1 && errno == EBADF)
      if (::open("/dev/null", one == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1) return;
}

/// Writes the whole text. Returns 0, or the errno of the write that failed.
inline int write_all(int stream, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(stream, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace standard_streams
