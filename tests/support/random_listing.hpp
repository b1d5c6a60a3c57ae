// SPDX-License-Identifier: BSL-1.0
#pragma once
// A random pipeline over a random list in random pages, with failures and exceptions. Everything follows from
// a seed and has a printable description.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <random>
#include <roster/range/detail/adaptor.hpp>
#include <set>
#include <sstream>
#include <string>
#include <support/adaptor_catalog.hpp>
#include <support/fake_list.hpp>
#include <support/properties.hpp>
#include <support/reference_model.hpp>
#include <support/stage.hpp>
#include <support/throwing_stage.hpp>
#include <vector>

namespace law {

/// The adaptors of a random pipeline in the order in which they are applied.
using stages = std::vector<std::shared_ptr<const stage>>;

/// All of them as one adaptor, which the library treats as a native adaptor, so that the type of the range
/// does not depend on them.
struct any_adaptors : roster::detail::native_adaptor {
  const stages* all;
  noting note;

  any_adaptors(const stages& of, calls& log, fuse* blows = nullptr)
      : all(&of), note{.log = &log, .blows = blows} {}

  template <class V>
  static consteval bool accepts() {
    return true;
  }
  template <class V>
  auto apply(V pages, roster::detail::adaptor_states& states) && {
    auto view = any_view<item>::of(std::move(pages));
    for (const auto& one : *all) {
      view = one->over_pages(std::move(view), states, note);
      note.first += 2;
    }
    return view;
  }
};

class random_listing {
 public:
  explicit random_listing(unsigned seed) : seed_(seed), random_(seed) {
    const auto size = between(0, 18);
    for (int id = 1; id <= size; ++id) flat.push_back({id, between(0, 6), static_cast<unsigned>(id)});
    pages = fake::split(flat, random_);
    for (int left = between(0, 6); left > 0; --left) add_stage();
    if (between(0, 3) == 0) add_trap();
    how = {.posted = between(0, 1) == 0, .failing = between(0, 7) == 0};
    continuations_ = continuations();
  }

  std::vector<item> flat{};
  std::deque<std::vector<item>> pages{};
  stages pipeline{};
  std::set<int> traps{};  ///< ids of the items at which a function throws, once for each
  delivery how{};

  /// Returns the standard's result for a list that begins as this one does.
  std::vector<item> standard(std::vector<item> list) const {
    for (const auto& one : pipeline) list = one->of_all(list);
    return list;
  }
  /// The same, lazily item by item, recording the calls.
  std::vector<item> standard(calls& log) const {
    auto list = any_list<item>::of(std::views::all(flat));
    noting note{.log = &log};
    for (const auto& one : pipeline) {
      list = one->over_list(std::move(list), note);
      note.first += 2;  // an adaptor has at most two functions
    }
    return values_of(list);
  }

  /// Returns what could be determined early by counting items that are skipped after an adaptor that ends the
  /// list.
  counted known_by_counting() const {
    const auto ends = [](const auto& one) { return one->how().ends; };
    const auto skips = [](const auto& one) { return one->how().skips; };
    if (std::none_of(std::ranges::find_if(pipeline, ends), pipeline.end(), skips)) return counted::nothing;
    return keeps() ? counted::items_and_end : counted::end;
  }

  /// Returns whether an adaptor may hold items at the end of the list that are never wanted, nor passed to
  /// later functions.
  bool keeps() const { return number_with(&manners::keeps) > 0; }

  /// Returns how many functions, from the first one, produce items that are buffered and may then be skipped.
  std::size_t functions_kept_for() const {
    bool skipped = false;
    for (std::size_t n = pipeline.size(); n-- > 0;) {
      skipped = skipped || pipeline[n]->how().skips;  // pairwise: the last one
      if (skipped && pipeline[n]->how().keeps) return 2 * n;
    }
    return 0;
  }

  oracle known() const {
    return oracle(pages, continuations_,
                  [this](std::vector<item> list) { return standard(std::move(list)); });
  }

  /// Returns the expected demand of each of the first requests, each of which returns a page.
  std::vector<roster::demand> hints(std::size_t requests) const {
    std::vector<roster::demand> all;
    std::vector<item> come;
    for (std::size_t request = 0; request < requests; ++request) {
      all.push_back(hint_behind(come));
      if (request < pages.size()) come.insert(come.end(), pages[request].begin(), pages[request].end());
    }
    return all;
  }

  std::string words() const {
    std::ostringstream out;
    out << "seed " << seed_ << ": list";
    for (const auto& one : pipeline) out << " | " << one->words();
    out << "\npages of items as id:group:";
    for (const auto& page : pages) {
      out << " [";
      for (const auto& i : page) out << (&i == page.data() ? "" : " ") << i.id << ':' << i.group;
      out << ']';
    }
    if (!traps.empty()) out << "\nthe trap throws at";
    for (const int id : traps) out << ' ' << id;
    out << (how.posted ? "\nanswers are posted" : "\nanswers come at once")
        << (how.failing ? ", at the second request" : "");
    return out.str();
  }

 private:
  int between(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  void add_stage() {
    const auto which = static_cast<std::size_t>(between(0, static_cast<int>(std::size(alphabet::rows)) - 1));
    pipeline.push_back(alphabet::rows[which](between(0, 9)));
    // The reference model has no continuation that would determine the effect of several of these.
    const bool untold = number_with(&manners::several) + number_with(&manners::may_go_on) > 1;
    // Adaptors that keep items make the standard pass over a list several times, which breaks a function that
    // counts its calls; and the result of such a function must not be determined before the item is complete.
    const bool unfit = number_with(&manners::counts) > 0 &&
                       (pipeline.back()->how().keeps || number_with(&manners::may_go_on) > 0);
    if (untold || unfit || enough() > alphabet::plenty) pipeline.pop_back();
  }

  std::ptrdiff_t number_with(bool manners::* property) const {
    return std::ranges::count_if(pipeline, [&](const auto& one) { return one->how().*property; });
  }

  /// Inserts a throwing stage before the first adaptor that makes several items of one or whose items may
  /// continue: after such adaptors the ids of items do not identify them.
  void add_trap() {
    for (const auto& i : flat)
      if (between(0, 3) == 0) traps.insert(i.id);
    const auto behind = [](const auto& one) { return one->how().several || one->how().may_go_on; };
    const auto last = std::ranges::find_if(pipeline, behind) - pipeline.begin();
    const auto at = between(0, static_cast<int>(last));
    const bool late = at == std::ssize(pipeline) && between(0, 1) == 0;
    pipeline.insert(pipeline.begin() + at, std::make_shared<trap>(traps, late));
  }

  std::size_t enough() const {
    std::size_t items = 1;
    for (const auto& one : std::views::reverse(pipeline))
      items = one->how().enough(items, static_cast<std::size_t>(one->how().count));
    return items;
  }

  /// Returns items that pass every function: the first `alike` of one group; of the others, no two neighbours
  /// have the same group, even if some between them are skipped.
  static std::vector<item> passing(std::size_t alike, std::size_t others, int group) {
    std::vector<item> all(alike, item{1001, group, 8});
    for (int n = 0; n < static_cast<int>(others); ++n) all.push_back({1002 + n, (group + n) % 7, 9});
    return all;
  }

  /// Possible continuations of any list. If only the next item shows whether an item is complete, they have
  /// the same group and other groups.
  std::vector<std::vector<item>> continuations() const {
    const auto items = enough();
    std::vector<std::vector<item>> all{passing(0, items, 0)};
    if (number_with(&manners::may_go_on) == 0) return all;
    for (int group = 0; group <= 6; ++group) {
      all.push_back(passing(0, items, group));
      all.push_back(passing(items, items, group));
    }
    return all;
  }

  roster::demand hint_behind(const std::vector<item>& come) const {
    std::vector<roster::demand> certain{come.size()};  // before each stage, and after the last one
    std::vector<std::vector<item>> longer;
    for (const auto& more : continuations_) {
      longer.push_back(come);
      longer.back().insert(longer.back().end(), more.begin(), more.end());
    }
    auto items = come;
    for (const auto& one : pipeline) {
      items = one->of_all(items);
      std::size_t common = items.size();
      for (auto& list : longer) {
        list = one->of_all(list);
        common = std::min(common, common_items(items, list));
      }
      certain.push_back(common);
    }
    auto wanted = roster::detail::unlimited;
    for (std::size_t n = pipeline.size(); n-- > 0;) {
      const auto& known = pipeline[n]->how();
      wanted = known.hint(wanted, {known.count, certain[n], certain[n + 1]});
    }
    return wanted;
  }

  unsigned seed_;
  std::mt19937 random_;
  std::vector<std::vector<item>> continuations_{};
};

}  // namespace law
