// SPDX-License-Identifier: BSL-1.0
#pragma once
// The pages written by pages.py, that is, responses that were not serialized by Roster.

#include <charconv>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
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

/// Returns the number of the page in a request line or a query: 1 unless it has PageNumber.
inline std::size_t requested_page(std::string_view line) {
  constexpr std::string_view parameter = "PageNumber=";
  std::size_t number = 1;
  const auto at = line.find(parameter);
  if (at != line.npos)
    std::from_chars(line.data() + at + parameter.size(), line.data() + line.size(), number);
  return number;
}

/// Returns the pages of a list, one per line.
inline std::vector<std::string> read_pages(const std::string& path) {
  std::ifstream file = open_page_file(path);
  std::vector<std::string> pages;
  for (std::string line; std::getline(file, line);) pages.push_back(std::move(line));
  return pages;
}

}  // namespace bench
