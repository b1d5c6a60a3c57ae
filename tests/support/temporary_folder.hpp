// SPDX-License-Identifier: BSL-1.0
#pragma once
// A folder for the files of one test, removed afterwards; and a test environment.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <roster/auth/environment.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fake {

class temporary_folder {
 public:
  temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "roster-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string path() const { return path_.string(); }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

  /// Writes a file, creating its folders, and returns its path.
  std::string write(const std::string& name, std::string_view text) const {
    const auto where = path_ / name;
    std::filesystem::create_directories(where.parent_path());
    std::ofstream out(where, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + where.string());
    return where.string();
  }

 private:
  std::filesystem::path path_;
};

using variables = std::map<std::string, std::string, std::less<>>;

/// Looks variables up in `map`, which must outlive the result.
inline roster::environment environment_of(const variables& map) {
  return [&map](std::string_view name) -> std::optional<std::string> {
    const auto found = map.find(name);
    if (found == map.end()) return std::nullopt;
    return found->second;
  };
}

}  // namespace fake
