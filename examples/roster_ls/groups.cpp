// SPDX-License-Identifier: BSL-1.0
#include "groups.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <roster/escape_for_log.hpp>
#include <string_view>
#include <utility>
#include <variant>

namespace roster_ls {
namespace {

double real_of(const roster::cell& number) {
  const auto* const integer = std::get_if<std::int64_t>(&number.value);
  return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(number.value);
}

}  // namespace

roster::cell sum_of(const roster::cell& left, const roster::cell& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  const auto* const a = std::get_if<std::int64_t>(&left.value);
  const auto* const b = std::get_if<std::int64_t>(&right.value);
  using limits = std::numeric_limits<std::int64_t>;
  if (a != nullptr && b != nullptr && (*b < 0 ? *a >= limits::min() - *b : *a <= limits::max() - *b))
    return {.value = *a + *b};
  return {.value = real_of(left) + real_of(right)};
}

groups::groups(const options& wanted, std::vector<group_column> keys)
    : wanted_(wanted), columns_(std::move(keys)) {
  columns_.push_back({.title = "count"});
  for (const auto& field : wanted.sums) columns_.push_back({.title = "sum(" + field + ')'});
  if (wanted.sort_by.empty()) return;
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const group_column& one) { return one.title == wanted.sort_by; });
  if (found == columns_.end()) {
    std::vector<std::string_view> titles;
    for (const auto& one : columns_) titles.push_back(one.title);
    std::string expected;
    for (const auto title : titles)
      expected += (expected.empty() ? "" : ", ") + roster::escape_for_log(title, std::string::npos);
    throw usage_error("--sort-by: unknown column \"" + roster::escape_for_log(wanted.sort_by, 64) +
                      "\" of --group-by; expected one of " + expected);
  }
  sort_column_ = static_cast<std::size_t>(found - columns_.begin());
}

void groups::add(const std::vector<roster::cell>& keys, const std::vector<roster::cell>& values) {
  std::vector<std::string> texts;
  for (const auto& key : keys) texts.push_back(key.empty() ? "" : '=' + key.text());  // "" is not absent
  const auto [position, is_new] = index_.try_emplace(std::move(texts), groups_.size());
  if (is_new) groups_.push_back({.keys = keys, .sums = std::vector<roster::cell>(values.size())});
  auto& one = groups_[position->second];
  ++one.count;
  for (std::size_t i = 0; i < values.size(); ++i) one.sums[i] = sum_of(one.sums[i], values[i]);
}

std::vector<std::vector<roster::cell>> groups::rows() const {
  std::vector<std::vector<roster::cell>> all;
  for (const auto& one : groups_) {
    auto row = one.keys;
    row.push_back({.value = one.count});
    row.insert(row.end(), one.sums.begin(), one.sums.end());
    all.push_back(std::move(row));
  }
  const auto is_less = [&](const auto& left, const auto& right) {
    if (!wanted_.sort_by.empty()) {
      const auto& a = left[sort_column_];
      const auto& b = right[sort_column_];
      const bool turn = wanted_.descending && !a.empty() && !b.empty();
      if (const auto order = turn ? compare_cells(b, a) : compare_cells(a, b); order != 0) return order < 0;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (const auto order = compare_cells(left[i], right[i]); order != 0) return order < 0;
    return false;
  };
  std::sort(all.begin(), all.end(), is_less);
  const auto skipped = (std::min)(wanted_.skip, static_cast<std::uint64_t>(all.size()));
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(skipped));
  if (wanted_.limit && *wanted_.limit < all.size()) all.resize(*wanted_.limit);
  return all;
}

}  // namespace roster_ls
