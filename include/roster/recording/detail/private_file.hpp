// SPDX-License-Identifier: BSL-1.0
#pragma once
// A file that only its owner may read, for recorded traffic between a client and a service.

#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A file that is overwritten from its start. Its permissions become 0600, even if it existed with others. Rejects
/// symbolic links, directories, pipes and devices.
class private_file {
 public:
  /// Opens and truncates the file.
  /// Fails: failure(errc::invalid_argument); the message calls the file `what` and has its path and the reason.
  ROSTER_DECL private_file(const std::string& what, const std::string& path);
  private_file(const private_file&) = delete;
  private_file& operator=(const private_file&) = delete;
  ROSTER_DECL ~private_file();

  /// Writes all of `text`, unbuffered.
  /// Fails: as the constructor.
  ROSTER_DECL void write(std::string_view text);

 private:
  [[noreturn]] void fail(const std::string& why);

  std::string name_;
  int descriptor_{-1};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/private_file.ipp>
#endif
