// SPDX-License-Identifier: BSL-1.0
#pragma once
// A user function that throws at some items, once at each. For the range these items are consumed there.

#include <cstddef>
#include <memory>
#include <ranges>
#include <set>
#include <stdexcept>
#include <support/stage.hpp>
#include <utility>
#include <vector>

namespace law {

class trap final : public stage {
  auto untrapped() const {
    return std::views::filter([this](const item& i) { return ids_.count(i.id) == 0; });
  }

 public:
  /// `late`: throws when the item is dereferenced, not when it is found. For the last adaptor of a pipeline.
  trap(std::set<int> ids, bool late)
      : stage(late ? "transform(trap)" : "filter(trap)", {late ? passes : selects, as_many}),
        ids_(std::move(ids)),
        late_(late) {}

  any_view<item> over_pages(any_view<item> upstream, roster::detail::adaptor_states& states,
                            const noting&) const override {
    const auto spring = [ids = std::make_shared<std::set<int>>(ids_)](const item& i) {
      if (ids->erase(i.id) > 0) throw sprung();
    };
    const auto pass = [spring](const item& i) { return spring(i), true; };
    const auto give = [spring](const item& i) { return spring(i), i; };
    using roster::detail::build_pipeline;
    if (late_)
      return any_view<item>::of(build_pipeline(std::move(upstream), states, std::views::transform(give)));
    return any_view<item>::of(build_pipeline(std::move(upstream), states, std::views::filter(pass)));
  }
  any_list<item> over_list(any_list<item> upstream, const noting&) const override {
    return any_list<item>::of(std::move(upstream) | untrapped());
  }
  std::vector<item> of_all(const std::vector<item>& all) const override {
    return values_of(all | untrapped());
  }

 private:
  static constexpr roster::demand passes(roster::demand wanted, const flow&) { return wanted; }
  static constexpr roster::demand selects(roster::demand, const flow&) { return roster::detail::unlimited; }
  static constexpr std::size_t as_many(std::size_t wanted, std::size_t) { return wanted; }

  std::set<int> ids_;
  bool late_;
};

}  // namespace law
