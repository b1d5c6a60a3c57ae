// SPDX-License-Identifier: BSL-1.0
#pragma once
// A file that only its owner may read, for what passes between a client and a service.

#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A file that is written from its start; its permissions are 0600, also if it was there before with others. A symbolic
/// link, a directory, a pipe and a device are refused.
class private_file {
 public:
  /// Fails: failure(errc::invalid_argument) that calls the file `what` and names its path and the reason.
  ROSTER_DECL private_file(const std::string& what, const std::string& path);
  private_file(const private_file&) = delete;
  private_file& operator=(const private_file&) = delete;
  ROSTER_DECL ~private_file();

  /// Writes all of `text`, not buffered. Fails as above.
  ROSTER_DECL void write(std::string_view text);

 private:
  [[noreturn]] void refuse(const std::string& why);

  std::string name_;
  int descriptor_{-1};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/private_file.ipp>
#endif
