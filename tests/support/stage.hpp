// SPDX-License-Identifier: BSL-1.0
#pragma once
// One adaptor of a random pipeline: the same standard closures, applied by the library to pages and by the
// standard to a list, between type-erased views.

#include <compare>
#include <cstddef>
#include <memory>
#include <ranges>
#include <roster/paging/page.hpp>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <string>
#include <support/any_list.hpp>
#include <support/any_view.hpp>
#include <support/pipelines.hpp>
#include <tuple>
#include <utility>
#include <vector>

namespace law {

/// The item of random pipelines. Every adaptor maps items to items.
struct item {
  int id{};          ///< the position in the list, from 1, of the last item that it was made of
  int group{};       ///< what the functions decide by
  unsigned value{};  ///< identifies the items that it was made of
  auto operator<=>(const item&) const = default;
};
inline int id_of(const item& i) { return i.id; }
inline int id_of(const item&, const item& second) { return second.id; }

/// The number of items that have passed an adaptor whose count is `count`.
struct flow {
  roster::demand count{};
  roster::demand arrived{};
  roster::demand left{};  ///< items that were yielded
};

/// The known properties of an adaptor.
struct manners {
  /// Returns the expected demand of the adaptor if `wanted` items are wanted of it.
  roster::demand (*hint)(roster::demand wanted, const flow&);
  /// Returns how many items that pass every function suffice, after any earlier items, to yield `wanted`
  /// items.
  std::size_t (*enough)(std::size_t wanted, std::size_t count);
  bool ends{};       ///< may end the list
  bool skips{};      ///< skips items by their number
  bool keeps{};      ///< consumes items before it is known whether they are wanted
  bool counts{};     ///< its function counts its calls
  bool several{};    ///< may make several items of one
  bool may_go_on{};  ///< only the next item shows whether an item is complete
  roster::demand count{};
};

/// Throws at every n-th call of the user functions.
struct fuse {
  int every;
  int called{};
  void call() {
    if (++called % every == 0) throw sprung();
  }
};

/// Wraps the functions of an adaptor so that their calls are recorded from `first` on, and some of them
/// throw.
struct noting {
  calls* log;
  std::size_t first{};
  fuse* blows{};

  template <class Function>
  auto operator()(Function function, std::size_t which = 0) const {
    const auto fused = [blows = blows, function](auto&&... arguments) -> decltype(auto) {
      if (blows) blows->call();
      return function(std::forward<decltype(arguments)>(arguments)...);
    };
    return noted(*log, first + which, fused);
  }
};

class stage {
 public:
  stage(std::string words, const manners& how) : words_(std::move(words)), how_(how) {}
  virtual ~stage() = default;

  /// The library's result for pages, and the standard's for a list.
  virtual any_view<item> over_pages(any_view<item> upstream, roster::detail::adaptor_states& states,
                                    const noting& note) const = 0;
  virtual any_list<item> over_list(any_list<item> upstream, const noting& note) const = 0;
  /// Returns the standard's result for a whole list, without type erasure or recording.
  virtual std::vector<item> of_all(const std::vector<item>& all) const = 0;

  const std::string& words() const noexcept { return words_; }
  const manners& how() const noexcept { return how_; }

 private:
  std::string words_;
  manners how_;
};

struct not_noting {
  template <class Function>
  Function operator()(Function function, std::size_t = 0) const {
    return function;
  }
};

/// A stage made of standard closures that are applied one after the other: `make(note)` returns a tuple of
/// new ones, whose functions are wrapped by `note`.
template <class Make>
class stage_of final : public stage {
 public:
  stage_of(std::string words, Make make, const manners& how)
      : stage(std::move(words), how), make_(std::move(make)) {}

  any_view<item> over_pages(any_view<item> upstream, roster::detail::adaptor_states& states,
                            const noting& note) const override {
    const auto build = [&](auto... closures) {
      return roster::detail::build_pipeline(std::move(upstream), states, std::move(closures)...);
    };
    return any_view<item>::of(std::apply(build, make_(note)));
  }
  any_list<item> over_list(any_list<item> upstream, const noting& note) const override {
    return any_list<item>::of(piped(std::move(upstream), make_(note)));
  }
  std::vector<item> of_all(const std::vector<item>& all) const override {
    std::vector<item> out;
    out.reserve(all.size());
    for (auto&& one : piped(std::views::all(all), make_(not_noting{}))) out.push_back(one);
    return out;
  }

 private:
  template <class View, class Closures>
  static auto piped(View upstream, Closures closures) {
    return std::apply([&](auto&... each) { return (std::move(upstream) | ... | std::move(each)); }, closures);
  }

  Make make_;
};

template <class Make>
std::shared_ptr<const stage> make_stage(std::string words, Make make, manners how, int count = 0) {
  how.count = static_cast<roster::demand>(count);
  return std::make_shared<stage_of<Make>>(std::move(words), std::move(make), how);
}

}  // namespace law
