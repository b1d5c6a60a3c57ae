// SPDX-License-Identifier: BSL-1.0
#include "warnings.hpp"

#include <algorithm>
#include <optional>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/unknown_values.hpp>
#include <set>
#include <string>
#include <string_view>

#include "conditions.hpp"
#include "stderr_log.hpp"
#include "tasks.hpp"

namespace roster_ls {
namespace {

std::string in_quotes(std::string_view text) { return '\'' + roster::escape_for_log(text, 64) + '\''; }

std::string did_you_mean(std::optional<std::string_view> closest_match) {
  return closest_match ? "; did you mean " + in_quotes(*closest_match) + '?' : std::string();
}

void warn(const roster::unknown_value& one) {
  std::string documented;
  if (!one.closest_match)
    for (const auto text : one.documented)
      documented += (documented.empty() ? "; documented values: " : ", ") + std::string(text);
  say("warning: " + in_quotes(one.value) + " is not a documented value of " + one.field +
      did_you_mean(one.closest_match) + documented);
}

template <class Listing>
void warn_of_conditions(const options& wanted) {
  for (const auto& one : roster::unknown_values(make_condition<Listing>(wanted))) warn(one);
}

template <class Operation>
void warn_of_values(const options& wanted) {
  constexpr auto letters = roster::case_of<Operation>;
  warn_of_conditions<api_listing<Operation>>(wanted);
  for (const auto& [name, value] : wanted.parameters)
    if (const auto one = roster::unknown_values<typename Operation::request, letters>(name, value))
      warn(*one);
}

/// Checks only regions that determine the host; one with an --endpoint may have any name.
void warn_of_regions(const sources& from) {
  const auto known = known_regions();
  std::set<std::string> checked;
  for (const auto& source : from.eas) {
    const auto& region = source.config.region;
    const bool decides = source.config.endpoint.empty() && roster::alibaba::detail::is_region_name(region);
    if (!decides || !checked.insert(region).second) continue;
    if (std::find(known.begin(), known.end(), region) == known.end())
      say("warning: unknown region " + in_quotes(region) +
          did_you_mean(roster::closest_match(region, known)));
  }
}

}  // namespace

void print_warnings(const options& wanted, const sources& from) {
  if (wanted.which == api::eas) warn_of_values<eas_operation>(wanted);
  if (wanted.which == api::qianfan) warn_of_values<qianfan_operation>(wanted);
  if (wanted.which == api::services) warn_of_conditions<service_listing>(wanted);
  warn_of_regions(from);
}

}  // namespace roster_ls
