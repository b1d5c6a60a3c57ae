// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of watched_items.hpp.

#include <roster/watch/detail/watched_items.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// True if a list is incomplete, or has drift, only because of some of its targets.
inline bool targets_explain(const report& list) {
  const auto any = [&](bool report::source::* wrong) { return std::ranges::any_of(list.targets, wrong); };
  return !list.targets.empty() && (!list.incomplete || any(&report::source::incomplete)) &&
         (!list.drift || any(&report::source::drift));
}

inline bool is_complete_target(const report::source* one) {
  return one->ended && !one->failed && !one->incomplete && !one->drift;
}

ROSTER_DECL void watched_sources::end_poll(const report& list, const doubts_by_source& doubts,
                                           const poll_start& began) {
  std::map<std::string, std::vector<const report::source*>>
      sources;  // several reports if targets share a name
  if (!by_target_) sources.try_emplace("");
  for (const auto& [name, doubt] : doubts) sources.try_emplace(name);
  if (by_target_)
    for (const auto& one : list.targets) sources[one.from.name].push_back(&one);

  std::erase_if(states_, [](const auto& known) { return known.second.gone; });
  for (const auto& [name, targets] : sources) states_.try_emplace(name);
  const std::vector<const report::source*> none;
  const bool each_alone = by_target_ && list.ended && targets_explain(list);
  for (auto& [name, state] : states_) {
    const auto listed = sources.find(name);
    state.gone = listed == sources.end();
    if (!state.gone) state.targets = listed->second.size();
    const auto& targets = state.gone ? none : listed->second;
    const auto doubt = doubts.find(name);
    const bool is_doubtful = doubt != doubts.end() && !doubt->second.empty();
    const bool is_complete = list.complete() || (each_alone && state.targets != 0 &&
                                                 std::ranges::all_of(targets, is_complete_target));
    read(state, targets, is_complete && !is_doubtful, is_doubtful ? doubt->second : list.note);
    state.gone = state.gone && state.last == listing_outcome::complete;
    if (state.last == listing_outcome::complete) state.complete = began;
  }
}

ROSTER_DECL void watched_sources::read(source_state& one, const std::vector<const report::source*>& targets,
                                       bool is_complete, const std::string& doubt) {
  one.last = is_complete ? listing_outcome::complete : listing_outcome::partial;
  one.failed.reset();
  one.note = is_complete ? "" : doubt;
  for (const auto* target : targets) {
    if (!is_complete && !target->note.empty()) one.note = target->note;
    if (target->failed) one.failed = target->failed;
  }
  if (!one.failed) return;
  one.last = listing_outcome::failed;
  one.note = one.failed->what();
}

ROSTER_DECL void watched_sources::fail_poll(const report& list, const failure& why) {
  std::erase_if(states_, [](const auto& known) { return known.second.gone; });
  if (by_target_)
    for (const auto& one : list.targets) states_.try_emplace(one.from.name);
  if (!by_target_) states_.try_emplace("");
  for (auto& [name, state] : states_) {
    state.last = listing_outcome::failed;
    state.failed = why;
    state.note = why.what();
  }
}

ROSTER_DECL listing_outcome watched_sources::outcome_of(const std::string& source) const {
  const auto found = states_.find(source);
  return found == states_.end() ? listing_outcome::partial : found->second.last;
}

ROSTER_DECL void watched_sources::write_times(report& into) const {
  for (auto& one : into.targets)
    if (const auto found = states_.find(one.from.name); found != states_.end() && found->second.complete)
      one.last_complete = found->second.complete->wall;
}

ROSTER_DECL std::vector<watched_source> watched_sources::all(
    std::chrono::steady_clock::time_point now) const {
  std::vector<watched_source> out;
  for (const auto& [name, state] : states_) {
    if (state.gone) continue;
    watched_source one{.name = name,
                       .stale = state.last != listing_outcome::complete,
                       .failed = state.failed,
                       .note = state.note};
    if (state.complete) {
      one.last_complete = state.complete->wall;
      one.age = std::chrono::floor<std::chrono::milliseconds>(now - state.complete->steady);
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace roster::inline v0::detail
