// SPDX-License-Identifier: BSL-1.0
#pragma once
// The command line of roster-ls as a value.

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster_ls {

/// An invalid command line; exit status 2.
struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What is listed: one of the two APIs with all their fields, or services in the terms that all APIs have in common.
enum class api { eas, qianfan, services };
enum class format { table, wide, name, json, jsonl, yaml, csv, tsv, markdown, prometheus, prometheus_sd };
enum class colour_use { automatic, always, never };
enum class shell { bash, zsh, fish };

/// "--endpoint [REGION=]URL"
struct endpoint_choice {
  std::string region{};
  std::string url{};
};

struct options {
  std::vector<std::string> apis{};  ///< by name; empty: the sources of the configuration file, or both clouds
  roster_ls::api which{api::services};
  std::optional<std::string> config{};  ///< "": none; unset: the one in the user's folder
  bool help{};
  std::string topic{};  ///< of the help; "": everything
  bool version{};
  std::optional<shell> completion{};  ///< the script to print

  std::optional<std::size_t> emulator{};  ///< number of generated services of each API
  std::vector<endpoint_choice> endpoints{};
  std::vector<std::string> regions{};
  std::string ca_file{};
  std::optional<std::string> proxy{};     ///< "": none; unset: that of the environment
  std::optional<std::string> no_proxy{};  ///< hosts for which `proxy` is not used
  bool require_tls{};                     ///< no http to other machines
  bool allow_legacy_ciphers{};
  bool compressed{};
  std::vector<std::string> profiles{};  ///< of the vendor's files, for eas

  std::vector<std::pair<std::string, std::string>> parameters{};
  bool unchecked{};  ///< parameters that the schema does not know are sent
  std::vector<std::string> labels{};
  std::vector<std::string> conditions{};
  std::optional<std::uint64_t> limit{};
  std::uint64_t skip{};
  std::string sort_by{};
  bool descending{};
  bool count{};
  std::vector<std::string> group_by{};
  std::vector<std::string> sums{};
  std::string since{};  ///< only services created since: "30d" or a time

  std::optional<std::int64_t> page_size{};
  std::size_t prefetch{};  ///< pages
  std::optional<std::chrono::milliseconds> timeout{};
  std::chrono::milliseconds deadline{std::chrono::minutes(10)};  ///< of one endpoint
  std::uint64_t max_items{100'000};                              ///< of one endpoint; 0: no limit
  std::optional<std::size_t> retries{};
  std::optional<double> rate{};  ///< requests a second, of each account
  bool stable{};
  bool lenient{};  ///< fields that cannot be decoded are skipped
  bool verify{};
  std::size_t parallel{8};                           ///< listings that are read concurrently
  bool unordered{};                                  ///< rows are written in the order of arrival
  std::optional<std::chrono::milliseconds> watch{};  ///< from the start of a poll to the start of the next
  std::optional<std::uint64_t> polls{};              ///< number of polls of a watch; unset: unlimited

  format output{format::table};
  std::vector<std::string> fields{};
  bool headers{true};
  colour_use colour{colour_use::automatic};
  bool byte_order_mark{};  ///< before CSV
  bool safe{};             ///< CSV and TSV are escaped as they are on a terminal
  bool reveal_secrets{};
  bool progress{};
  bool verbose{};
  bool stats{};
  bool dry_run{};
  bool explain{};
  bool openapi{};  ///< print the OpenAPI document of the API
};

/// Returns whether the output is for Prometheus, which has the fields that all APIs have in common.
bool is_for_prometheus(const options& wanted) noexcept;

/// Returns the first option in use that works with eas and qianfan only; "" if there is none.
std::string_view option_of_two_apis(const options& wanted) noexcept;

/// Returns the values of an option that accepts only these; an empty list for other options.
std::vector<std::string_view> values_of_option(std::string_view option);

/// Returns whether an API was chosen, or none, which means all.
bool chooses(const options& wanted, std::string_view api);

/// Parses the arguments after the program's name.
/// Fails: usage_error, one line that names the option.
options parse_options(const std::vector<std::string>& arguments);

}  // namespace roster_ls
