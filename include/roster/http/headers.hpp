// SPDX-License-Identifier: BSL-1.0
#pragma once
// Header fields as a plain list with names that ignore letter case; nothing of a network library in it.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::http {

struct header {
  std::string name{};
  std::string value{};
};

/// Tells whether two ASCII texts are the same but for letter case.
constexpr bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// An ordered list of header fields; a name may repeat.
class headers {
 public:
  headers() = default;
  headers(std::initializer_list<header> list) : list_(list) {}

  void add(std::string name, std::string value) { list_.push_back({std::move(name), std::move(value)}); }

  /// Replaces every field of that name by one.
  void set(std::string_view name, std::string value) {
    erase(name);
    list_.push_back({std::string(name), std::move(value)});
  }

  void erase(std::string_view name) {
    std::erase_if(list_, [&](const header& h) { return same_ignoring_case(h.name, name); });
  }

  /// Returns the first value of that name; "" when there is none.
  /// Lifetime: until the list changes.
  std::string_view get(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (same_ignoring_case(h.name, name)) return h.value;
    return {};
  }

  bool contains(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (same_ignoring_case(h.name, name)) return true;
    return false;
  }

  auto begin() const noexcept { return list_.begin(); }
  auto end() const noexcept { return list_.end(); }
  std::size_t size() const noexcept { return list_.size(); }

 private:
  std::vector<header> list_{};
};

}  // namespace roster::http
