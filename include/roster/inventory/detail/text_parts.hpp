// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parts of resource names, for mappings.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the part of a text between two separators, counted from 0; "" if there is none.
inline std::string_view part_of(std::string_view text, char separator, std::size_t index) {
  for (; index != 0; --index) {
    const auto at = text.find(separator);
    if (at == text.npos) return {};
    text.remove_prefix(at + 1);
  }
  return text.substr(0, text.find(separator));
}

/// Returns the region of an ARN, arn:aws:sagemaker:REGION:ACCOUNT:….
/// Example: text_parts: finds the region and the account of an ARN
inline std::string region_of_arn(std::string_view arn) { return std::string(part_of(arn, ':', 3)); }
/// Returns the account of an ARN.
inline std::string account_of_arn(std::string_view arn) { return std::string(part_of(arn, ':', 4)); }

/// Returns the segment after another one, "acme" for ("/projects/acme/locations/x", "projects"); "" if there is none.
/// Example: text_parts: finds a segment of a resource name
inline std::string segment_after(std::string_view name, std::string_view collection) {
  while (!name.empty()) {
    const auto end = name.find('/');
    const auto first = name.substr(0, end);
    name.remove_prefix(end == name.npos ? name.size() : end + 1);
    if (first == collection) return std::string(part_of(name, '/', 0));
  }
  return {};
}

/// A value that several parts of an item have in common: absent if one of them differs.
/// Example: text_parts: a common value is that of all parts
class common_value {
 public:
  void add(const std::optional<std::string>& value) {
    const auto text = value.value_or("");
    if (differs_ || text.empty()) return;
    differs_ = value_ && *value_ != text;
    value_ = text;
  }
  std::optional<std::string> get() const { return differs_ ? std::nullopt : value_; }

 private:
  std::optional<std::string> value_{};
  bool differs_{};
};

}  // namespace roster::inline v0::detail
