// SPDX-License-Identifier: BSL-1.0
#pragma once
// The pages written by pages.py, that is, responses that were not serialized by Roster.

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

inline std::ifstream open_page_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path + "; benchmarks/pages.py writes it");
  return file;
}

/// Returns a page.
inline std::string read_page(const std::string& path) {
  std::ifstream file = open_page_file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Returns the pages of a list, one per line.
inline std::vector<std::string> read_pages(const std::string& path) {
  std::ifstream file = open_page_file(path);
  std::vector<std::string> pages;
  for (std::string line; std::getline(file, line);) pages.push_back(std::move(line));
  return pages;
}

}  // namespace bench
