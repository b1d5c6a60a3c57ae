// SPDX-License-Identifier: BSL-1.0
#pragma once
// Says how much of a list must be known before something can be told of what a pipeline makes of it, by asking the
// standard about lists that begin with what is known. Knows nothing of how the library works.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <vector>

namespace law {

/// Returns how many items two lists have in common before they differ.
template <class Value>
std::size_t common_items(const std::vector<Value>& a, const std::vector<Value>& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

class oracle {
 public:
  /// `standard(list)` gives what the standard makes of a list; `continuations` are ways in which any list may go
  /// on, such that at least one of them tells it from a list that is over.
  template <class Row, class Standard>
  oracle(const std::deque<std::vector<Row>>& pages, const std::vector<std::vector<Row>>& continuations,
         Standard standard) {
    std::vector<Row> known;
    note(known, continuations, standard);
    pages_.push_back(0);
    for (const auto& page : pages) {
      for (const auto& row : page) {
        known.push_back(row);
        note(known, continuations, standard);
      }
      pages_.push_back(known.size());
    }
  }

  /// The fewest items of the list that tell the first `items` items of the pipeline, if it has so many.
  std::size_t known_for(std::size_t items) const {
    std::size_t known = 0;
    while (known < results_.size() && results_[known] < items) ++known;
    return known;
  }
  /// The fewest items of the list that tell that the pipeline ends; one more than there are if it may go on.
  std::size_t known_for_end() const {
    std::size_t known = 0;
    while (known < ended_.size() && !ended_[known]) ++known;
    return known;
  }
  bool ends_early() const { return known_for_end() < ended_.size(); }

  /// The fewest requests that bring so many items of the list; beyond the list, the one that brings no page.
  std::size_t requests_for(std::size_t known) const {
    std::size_t requests = 0;
    while (requests < pages_.size() && pages_[requests] < known) ++requests;
    return requests;
  }

 private:
  template <class Row, class Standard>
  void note(const std::vector<Row>& known, const std::vector<std::vector<Row>>& continuations,
            Standard& standard) {
    const auto over = standard(known);
    auto certain = over.size();
    bool ended = true;
    for (const auto& paging_strategy : continuations) {
      auto longer = known;
      longer.insert(longer.end(), paging_strategy.begin(), paging_strategy.end());
      const auto more = standard(std::move(longer));
      certain = std::min(certain, common_items(over, more));
      ended = ended && over == more;
    }
    results_.push_back(certain);
    ended_.push_back(ended);
  }

  std::vector<std::size_t> results_{};  // items that are certain, by the number of items known
  std::vector<bool> ended_{};           // by the number of items known
  std::vector<std::size_t> pages_{};    // items known after so many pages
};

}  // namespace law
