// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of text_file.hpp.

#include <roster/auth/detail/text_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <roster/detail/wipe.hpp>
#include <string_view>
#include <system_error>

namespace roster::inline v0::detail {

/// RAII handle of an open file.
class open_file {
 public:
  // Non-blocking, so that a pipe without a writer opens immediately and can be rejected.
  explicit open_file(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

inline text_file not_read(int error) {
  if (error == ENOENT || error == ENOTDIR) return {.problem = "does not exist", .absent = true};
  return {.problem = "cannot be read: " + std::generic_category().message(error)};
}

/// Returns why a file of this type is not read; "" if it is.
inline std::string problem_of_kind(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "is a directory";
  if (!S_ISREG(status.st_mode)) return "is not a regular file";
  return {};
}

inline std::string too_large(std::size_t most) {
  return "is too large (more than " + std::to_string(most) + " bytes)";
}

/// Returns why a file with this content is rejected; "" if it is accepted.
inline std::string problem_of_text(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "is UTF-16; expected UTF-8";
  const auto zero = text.find('\0');
  if (zero != text.npos) return "is not text: byte " + std::to_string(zero) + " is zero";
  return {};
}

inline text_file read_all(const open_file& file, std::size_t most) {
  text_file out;
  std::string buffer(8192, '\0');
  const wipe_at_exit wiped(buffer);
  while (true) {
    const auto count = ::read(file.descriptor(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count > 0)
      append_secret(out.text, std::string_view(buffer).substr(0, static_cast<std::size_t>(count)));
    if (count < 0)
      out.problem = not_read(errno).problem;
    else if (out.text.size() > most)
      out.problem = too_large(most);
    if (count <= 0 || !out.problem.empty()) return out;
  }
}

ROSTER_DECL text_file read_text_file(const std::string& path, std::size_t most) {
  if (path.find('\0') != path.npos) return {.problem = "is not a path: it contains a zero byte"};
  struct stat status{};
  // Checked before opening, since opening a device can have side effects.
  if (::stat(path.c_str(), &status) != 0) return not_read(errno);
  if (auto problem = problem_of_kind(status); !problem.empty()) return {.problem = std::move(problem)};
  const open_file file(path);
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) return not_read(errno);
  if (auto problem = problem_of_kind(status); !problem.empty()) return {.problem = std::move(problem)};
  auto out = read_all(file, most);
  if (out.problem.empty()) out.problem = problem_of_text(out.text);
  if (!out.problem.empty()) wipe(out.text);
  if (out.text.starts_with("\xEF\xBB\xBF")) out.text.erase(0, 3);
  return out;
}

}  // namespace roster::inline v0::detail
