// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of private_file.hpp.

#include <roster/recording/detail/private_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <roster/detail/open_flags.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <system_error>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL private_file::private_file(const std::string& what, const std::string& path)
    : name_(what + " \"" + escape_for_log(path, 200) + '"') {
  if (path.find('\0') != path.npos) fail("it is not a path: it contains a zero byte");
  // O_NONBLOCK: a pipe without a reader fails at once. No O_TRUNC: it is not known yet whether it is a regular file.
  constexpr int how = O_WRONLY | O_CREAT | careful_open | open_no_link;
  descriptor_ = ::open(path.c_str(), how, S_IRUSR | S_IWUSR);
  struct stat status{};
  if (descriptor_ < 0 && errno == ELOOP) fail("it is a symbolic link");
  if (descriptor_ < 0 && errno == ENXIO) fail("it is not a regular file");
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) fail(std::generic_category().message(errno));
  if (!S_ISREG(status.st_mode)) fail("it is not a regular file");
#if !defined(_WIN32)  // there, a file has the permissions of its folder
  if (::fchmod(descriptor_, S_IRUSR | S_IWUSR) != 0) fail(std::generic_category().message(errno));
#endif
  if (::ftruncate(descriptor_, 0) != 0) fail(std::generic_category().message(errno));
}

ROSTER_DECL private_file::~private_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

ROSTER_DECL void private_file::write(std::string_view text) {
  while (!text.empty()) {
    const auto size = (std::min)(text.size(), std::size_t{1} << 20U);
    const auto count = ::write(descriptor_, text.data(), static_cast<unsigned>(size));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(std::generic_category().message(errno));
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

ROSTER_DECL void private_file::fail(const std::string& why) {
  if (const int open = std::exchange(descriptor_, -1); open >= 0) ::close(open);
  throw failure(errc::invalid_argument, name_ + " cannot be written: " + why);
}

}  // namespace roster::inline v0::detail
