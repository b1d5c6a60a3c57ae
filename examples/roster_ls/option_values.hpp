// SPDX-License-Identifier: BSL-1.0
#pragma once
// The values of options, read from the command line.

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>
#include <roster/failure.hpp>
#include <roster/wire/columns.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "options.hpp"

namespace roster_ls {

/// Quotes an argument for a message. An argument with a URL, possibly of another option, may contain a password.
std::string in_message(std::string_view text);

/// Returns a number from `least` to `most`. The message of a number that is too large has both.
template <class Number>
Number parse_number(std::string_view option, std::string_view text, Number least,
                    Number most = std::numeric_limits<Number>::max()) {
  Number value{};
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  const bool is_number = at == end && error != std::errc::invalid_argument;
  if (is_number && error == std::errc{} && value >= least && value <= most) return value;
  const bool is_too_large = is_number && text.front() != '-' && (error != std::errc{} || value > most);
  const bool has_limit = is_too_large || most != std::numeric_limits<Number>::max();
  throw usage_error(std::string(option) + ": invalid value " + in_message(text) +
                    "; expected a whole number " + (has_limit ? "from " : "of at least ") +
                    std::to_string(least) + (has_limit ? " to " + std::to_string(most) : ""));
}

/// Calls `use`, which rejects invalid values as the library does. `from` is the option, or the file and line.
/// Fails: usage_error.
template <class Use>
void check_value(std::string_view from, Use use) {
  try {
    use();
  } catch (const roster::failure& f) {
    if (f.condition() != roster::errc::invalid_argument) throw;
    std::string_view problem = f.what();
    if (const std::string_view kind = "invalid argument: "; problem.starts_with(kind))
      problem.remove_prefix(kind.size());
    throw usage_error(std::string(from) + ": " + std::string(problem));
  }
}

/// Fails: usage_error for a URL that is no endpoint.
void check_endpoint(std::string_view from, std::string_view url);
/// Fails: usage_error for a text that is neither the name of a region nor "all".
void check_region(std::string_view from, std::string_view region);
/// Fails: usage_error for a value that is not UTF-8; paths may be other bytes.
void check_utf8(std::string_view option, std::string_view value);
/// Fails: usage_error for ""; `expected` is what is missing. An empty shell variable must not select the default.
void check_not_empty(std::string_view option, std::string_view value, std::string_view expected);

std::chrono::milliseconds parse_seconds(std::string_view option, std::string_view text);
double parse_rate(std::string_view option, std::string_view text);
std::string parse_proxy(const std::string& text);
std::vector<std::string> split(std::string_view text, char separator);
std::pair<std::string, std::string> parse_parameter(std::string_view text);
endpoint_choice parse_endpoint_choice(std::string_view text);

/// Returns the time of --since for a condition: "now-30d" for "30d", any other text unchanged.
std::string parse_since(const std::string& text);

template <class Value>
using named_value = std::pair<std::string_view, Value>;

inline constexpr std::array formats{
    named_value<format>{"table", format::table},
    named_value<format>{"wide", format::wide},
    named_value<format>{"name", format::name},
    named_value<format>{"json", format::json},
    named_value<format>{"jsonl", format::jsonl},
    named_value<format>{"yaml", format::yaml},
    named_value<format>{"csv", format::csv},
    named_value<format>{"tsv", format::tsv},
    named_value<format>{"markdown", format::markdown},
    named_value<format>{"prometheus", format::prometheus},
    named_value<format>{"prometheus-sd", format::prometheus_sd},
};

inline constexpr std::array colour_uses{
    named_value<colour_use>{"auto", colour_use::automatic},
    named_value<colour_use>{"always", colour_use::always},
    named_value<colour_use>{"never", colour_use::never},
};

inline constexpr std::array shells{
    named_value<shell>{"bash", shell::bash},
    named_value<shell>{"zsh", shell::zsh},
    named_value<shell>{"fish", shell::fish},
};

template <class Values>
std::vector<std::string_view> names_of(const Values& values) {
  std::vector<std::string_view> names;
  for (const auto& [name, _] : values) names.push_back(name);
  return names;
}

/// Returns the value with this name. A message lists the names: "table, wide or name".
template <class Value, std::size_t Count>
Value parse_name(std::string_view option, std::string_view text,
                 const std::array<named_value<Value>, Count>& values) {
  for (const auto& [name, value] : values)
    if (name == text) return value;
  const auto names = names_of(values);
  std::string expected;
  for (const auto name : names) {
    if (!expected.empty()) expected += name == names.back() ? " or " : ", ";
    expected += name;
  }
  throw usage_error(std::string(option) + ": invalid value " + in_message(text) + "; expected " + expected +
                    roster::detail::suggestion(text, names));
}

}  // namespace roster_ls
