// SPDX-License-Identifier: BSL-1.0
#include "column_widths.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace roster_ls {
namespace {

constexpr std::size_t narrowest_title = 4;
constexpr std::size_t narrowest_detail = 5;
constexpr std::size_t narrowest_context = 6;
constexpr std::size_t narrowest_state = 7;  // "Running", "Serving", "Stopped"
constexpr std::size_t narrowest_identifier = 8;

class fitting {
 public:
  fitting(const std::vector<column_size>& columns, std::size_t limit) : columns_(columns), limit_(limit) {
    for (std::size_t i = 0; i < columns.size(); ++i) widths_.push_back(natural(i));
  }

  std::vector<std::size_t> result() && {
    using enum importance;
    cut_titles();
    cut({detail}, narrowest_detail);
    cut({state}, narrowest_state);
    cut({context}, narrowest_context);
    skip_field({detail});
    skip_field({context});
    cut({identifier}, narrowest_identifier);
    cut({detail, context, state, identifier}, 1);
    skip_field({detail, context, state, identifier});
    for (const auto one : {identifier, state, context, detail}) widen(one);
    widen_titles();
    return std::move(widths_);
  }

 private:
  using kinds = std::initializer_list<importance>;

  bool is_any(std::size_t column, kinds these) const {
    return std::find(these.begin(), these.end(), columns_[column].importance) != these.end();
  }

  std::size_t natural(std::size_t column) const {
    return std::min(std::max(columns_[column].title, columns_[column].content), limit_);
  }

  std::size_t total() const {
    std::size_t sum = 0;
    for (const auto width : widths_)
      if (width != 0) sum += width + (sum == 0 ? 0 : column_gap);
    return sum;
  }

  /// Returns by how many columns a row is too wide.
  std::size_t excess() const { return total() - std::min(total(), limit_); }

  /// Truncates titles that are wider than all cells below them.
  void cut_titles() {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const auto least = std::min(widths_[i], std::max(columns_[i].content, narrowest_title));
      widths_[i] -= std::min(excess(), widths_[i] - least);
    }
  }

  /// Makes the widest of these columns narrower until the row fits or all are down to `least`.
  void cut(kinds these, std::size_t least) {
    for (auto left = excess(); left > 0; --left) {
      std::size_t* widest = nullptr;
      for (std::size_t i = 0; i < widths_.size(); ++i)
        if (is_any(i, these) && widths_[i] > least && (widest == nullptr || widths_[i] >= *widest))
          widest = &widths_[i];
      if (widest == nullptr) return;
      --*widest;
    }
  }

  /// Drops these columns, the last one first, until the row fits. One column always remains.
  void skip_field(kinds these) {
    for (std::size_t i = widths_.size(); excess() > 0 && i-- > 0;) {
      const bool is_last =
          std::count(widths_.begin(), widths_.end(), std::size_t{0}) + 1 == std::ssize(widths_);
      if (is_any(i, these) && !is_last) widths_[i] = 0;
    }
  }

  /// Distributes the remaining width to the cells of these columns.
  void widen(importance these) {
    for (std::size_t i = 0; i < widths_.size(); ++i)
      if (columns_[i].importance == these) widen(i, std::min(columns_[i].content, limit_));
  }

  void widen_titles() {
    for (std::size_t i = 0; i < widths_.size(); ++i) widen(i, natural(i));
  }

  void widen(std::size_t column, std::size_t most) {
    auto& width = widths_[column];
    if (width != 0 && width < most) width += std::min(limit_ - std::min(total(), limit_), most - width);
  }

  const std::vector<column_size>& columns_;
  std::size_t limit_;
  std::vector<std::size_t> widths_{};
};

}  // namespace

std::vector<std::size_t> fit_columns(const std::vector<column_size>& columns, std::size_t limit) {
  return fitting(columns, std::max<std::size_t>(limit, 1)).result();
}

}  // namespace roster_ls
