// SPDX-License-Identifier: BSL-1.0
#pragma once
// Services grouped by the values of fields, with counts and sums.

#include <cstddef>
#include <map>
#include <roster/wire/columns.hpp>
#include <string>
#include <vector>

#include "options.hpp"

namespace roster_ls {

/// One column of grouped output: its title and whether its cells are texts.
struct group_column {
  std::string title{};
  bool is_json{};  ///< lists and objects, whose cells are JSON
};

/// Counts services by the values of the fields of --group-by, and adds up those of --sum.
class groups {
 public:
  /// Fails: usage_error when --sort-by names no column of the groups.
  groups(const options& wanted, std::vector<group_column> keys);

  /// Counts one service. A value to add up may be absent.
  void add(const std::vector<roster::cell>& keys, const std::vector<roster::cell>& values);

  const std::vector<group_column>& columns() const noexcept { return columns_; }

  /// Returns one row for each group: the keys, the number of services and the sums. They are sorted by --sort-by or by the
  /// keys, and limited by --skip and --limit.
  std::vector<std::vector<roster::cell>> rows() const;

 private:
  struct group {
    std::vector<roster::cell> keys{};
    std::int64_t count{};
    std::vector<roster::cell> sums{};
  };

  const options& wanted_;
  std::vector<group_column> columns_;
  std::size_t sort_column_{};
  std::map<std::vector<std::string>, std::size_t> index_{};
  std::vector<group> groups_{};
};

/// Returns the sum of two cells; an absent one counts as 0, and an integer that is too large becomes a real number.
/// Two absent cells have an absent sum.
roster::cell sum_of(const roster::cell& left, const roster::cell& right);

}  // namespace roster_ls
