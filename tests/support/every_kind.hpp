// SPDX-License-Identifier: BSL-1.0
#pragma once
// A struct with every kind of member, for the tests of this component.

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <roster/schema/bytes.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/one_or_many.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <variant>
#include <vector>

namespace every_kind {

enum class state { running, stopped };
constexpr auto texts_of(state) {
  return roster::enum_texts<state>({{state::running, "Running"}, {state::stopped, "Stopped"}});
}

struct inside {
  std::string id{};
  std::optional<std::int64_t> public_{};
  std::optional<double> qps{};
  roster::unknown_fields unknown{};
  friend bool operator==(const inside&, const inside&) = default;
};

struct thing {
  std::string name{};
  bool on{};
  roster::flag spot{};
  std::int64_t count{};
  std::int8_t small{};
  std::uint64_t large{};
  double ratio{};
  float share{};
  roster::open_enum<every_kind::state> state{};
  roster::secret token{};
  roster::json_text config{};
  roster::utc_time created{};
  std::optional<std::string> note{};
  std::optional<bool> maybe{};
  std::optional<std::int64_t> gpu{};
  std::optional<double> load{};
  std::optional<roster::open_enum<every_kind::state>> last_state{};
  std::optional<roster::secret> key{};
  std::optional<roster::json_text> extra{};
  std::optional<roster::utc_time> updated{};
  std::optional<inside> place{};
  std::optional<std::vector<int>> sizes{};
  std::vector<std::string> tags{};
  std::vector<bool> bits{};
  std::vector<std::optional<int>> gaps{};
  std::vector<inside> parts{};
  std::vector<std::vector<int>> grid{};
  std::map<std::string, std::optional<std::string>> label{};
  std::map<std::string, int> weights{};
  inside own{};
  roster::bytes hash{};
  std::variant<std::string, std::int64_t, bool, std::vector<int>, inside> either{};
  std::optional<std::variant<double, roster::secret, std::map<std::string, int>>> other{};
  roster::one_or_many<std::string> names{};
  std::vector<roster::json_text> values{};
  roster::unknown_fields unknown{};
  friend bool operator==(const thing&, const thing&) = default;

  static consteval auto wire_names() { return roster::names{roster::renamed{&thing::gpu, "GPU"}}; }
};

}  // namespace every_kind
