// SPDX-License-Identifier: BSL-1.0
#pragma once
// One adaptor of a random pipeline: the same standard closures, applied by the library to pages and by the
// standard to a list, between views whose types do not tell them.

#include <compare>
#include <cstddef>
#include <memory>
#include <ranges>
#include <roster/paging/demand.hpp>
#include <roster/range/detail/adaptor_states.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <string>
#include <support/any_list.hpp>
#include <support/any_view.hpp>
#include <support/pipelines.hpp>
#include <tuple>
#include <utility>
#include <vector>

namespace law {

/// What goes through random pipelines. Every adaptor makes items of items.
struct item {
  int id{};          ///< the place in the list, from 1, of the last item that it was made of
  int group{};       ///< what functions decide by
  unsigned value{};  ///< tells what it was made of
  auto operator<=>(const item&) const = default;
};
inline int id_of(const item& i) { return i.id; }
inline int id_of(const item&, const item& second) { return second.id; }

/// What has gone through an adaptor whose count is `count`.
struct flow {
  roster::demand count{};
  roster::demand arrived{};
  roster::demand left{};  ///< items that have come out
};

/// What is known of an adaptor besides what it does.
struct manners {
  /// How many items it must ask for if so many are wanted of it; the table of the contract.
  roster::demand (*hint)(roster::demand wanted, const flow&);
  /// How many items that pass every function are enough, whatever came before, for so many to come out.
  std::size_t (*enough)(std::size_t wanted, std::size_t count);
  bool ends{};       ///< may end the list
  bool skips{};      ///< swallows items by their number
  bool keeps{};      ///< looks at items before it knows whether anybody wants them
  bool counts{};     ///< its function counts its calls
  bool several{};    ///< may make several items of one
  bool may_go_on{};  ///< only the next item tells whether an item is whole
  roster::demand count{};
};

/// Throws at every so many calls of the user's functions.
struct fuse {
  int every;
  int called{};
  void call() {
    if (++called % every == 0) throw sprung();
  }
};

/// Wraps the functions of an adaptor so that their calls are noted from `first` on, and some of them throw.
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

  /// What the library makes of pages, and the standard of a list.
  virtual any_view<item> over_pages(any_view<item> upstream, roster::detail::adaptor_states& states,
                                    const noting& note) const = 0;
  virtual any_list<item> over_list(any_list<item> upstream, const noting& note) const = 0;
  /// What the standard makes of a whole list, with no type hidden and no call noted.
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

/// An adaptor out of standard closures, to be applied one after the other: `make(note)` returns a tuple of new
/// ones, whose functions are wrapped by `note`.
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
