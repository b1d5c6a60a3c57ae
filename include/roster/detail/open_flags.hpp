// SPDX-License-Identifier: BSL-1.0
#pragma once
// The flags of open() for files that can be something else than was expected.

#include <fcntl.h>

namespace roster::inline v0::detail {

#if defined(_WIN32)
/// No translation of line ends, and not inherited by other programs.
inline constexpr int careful_open = O_BINARY | O_NOINHERIT;
/// There is no flag for it; a program without privileges cannot create symbolic links.
inline constexpr int open_no_link = 0;
#else
/// Not inherited by other programs. A terminal does not become that of the process, and a pipe without another end does
/// not block.
inline constexpr int careful_open = O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
/// Fails for a symbolic link.
inline constexpr int open_no_link = O_NOFOLLOW;
#endif

}  // namespace roster::inline v0::detail
