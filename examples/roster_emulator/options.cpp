// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <roster/emulator/data/load_options.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/wire/columns.hpp>
#include <string_view>
#include <system_error>

#include "completion.hpp"

namespace roster_emulator {
namespace {

constexpr std::size_t max_services = 1'000'000;
constexpr std::int64_t max_seconds = 1'000'000'000;

/// Reads the file of an option that is never empty.
std::string read_pem(const std::string& option, const std::string& path) {
  auto content = read_file(option, path);
  if (content.empty()) throw usage_error(option + ": \"" + roster::escape_for_log(path, 200) + "\" is empty");
  return content;
}

template <class Number>
Number parse_number(const std::string& option, const std::string& text, Number least,
                    Number most = std::numeric_limits<Number>::max()) {
  Number value{};
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end || value < least || value > most)
    throw usage_error(option + ": invalid value \"" + roster::escape_for_log(text, 100) +
                      "\"; expected a whole number from " + std::to_string(least) + " to " +
                      std::to_string(most));
  return value;
}

template <std::size_t Count>
std::string parse_word(const std::string& option, const std::string& text,
                       const std::string_view (&words)[Count]) {
  if (std::ranges::count(words, std::string_view(text)) != 0) return text;
  throw usage_error(option + ": invalid value \"" + roster::escape_for_log(text, 100) + "\"; expected " +
                    shell_completion::joined(words, " or ") + roster::detail::suggestion(text, words));
}

roster::emulator::member_order parse_member_order(const std::string& option, const std::string& text) {
  using roster::emulator::member_order;
  const bool is_random = parse_word(option, text, member_orders) == "random";
  return is_random ? member_order::random : member_order::documented;
}

using setter = std::function<void(options&, const std::string& option, const std::string& value)>;

const std::map<std::string, setter>& setters() {
  using std::string;
  static const std::map<string, setter> all{
      {"--port", [](options& o, const string& n,
                    const string& v) { o.server.port = parse_number<std::uint16_t>(n, v, 0); }},
      {"--services",
       [](options& o, const string& n, const string& v) {
         o.emulator.services = parse_number<std::size_t>(n, v, 0, max_services);
       }},
      {"--seed", [](options& o, const string& n,
                    const string& v) { o.emulator.seed = parse_number<std::uint64_t>(n, v, 0); }},
      {"--data", [](options& o, const string&, const string& v) { o.data_file = v; }},
      {"--access-key-id",
       [](options& o, const string& n, const string& v) { o.emulator.access_key_id = v, o.key_option = n; }},
      {"--access-key-secret",
       [](options& o, const string& n, const string& v) {
         o.emulator.access_key_secret = roster::secret(v);
         o.key_option = n;
       }},
      {"--page-size-clamp",
       [](options& o, const string& n, const string& v) {
         o.emulator.page_size_clamp = parse_number<std::int64_t>(n, v, 1);
       }},
      {"--member-order", [](options& o, const string& n,
                            const string& v) { o.emulator.member_order = parse_member_order(n, v); }},
      {"--completion",
       [](options& o, const string& n, const string& v) { o.completion = parse_word(n, v, shells); }},
      {"--fault", [](options& o, const string&,
                     const string& v) { o.emulator.faults.push_back(roster::emulator::parse_fault(v)); }},
      {"--certificate",
       [](options& o, const string& n, const string& v) { o.server.certificate_pem = read_pem(n, v); }},
      {"--private-key", [](options& o, const string& n,
                           const string& v) { o.server.private_key_pem = roster::secret(read_pem(n, v)); }},
      {"--tls",
       [](options& o, const string& n, const string& v) {
         if (v.empty()) throw usage_error(n + ": missing value; expected the name of a file to write");
         o.authority_file = v;
       }},
      {"--max-seconds",
       [](options& o, const string& n, const string& v) {
         o.max_time = std::chrono::seconds(parse_number<std::int64_t>(n, v, 1, max_seconds));
       }},
  };
  return all;
}

/// Checks that depend on several options.
void check_options(const options& wanted) {
  const auto& faults = wanted.emulator.faults;
  const bool of_tls = std::any_of(faults.begin(), faults.end(), [](const roster::emulator::fault& one) {
    return one.kind == roster::emulator::fault_kind::tls;
  });
  if (of_tls && wanted.authority_file.empty()) throw usage_error("--fault tls requires --tls");
  const bool has_certificate = !wanted.server.certificate_pem.empty();
  const bool has_key = !wanted.server.private_key_pem.empty();
  if (!wanted.authority_file.empty() && (has_certificate || has_key))
    throw usage_error("--tls cannot be combined with --certificate or --private-key");
  if (has_certificate && !has_key)
    throw usage_error("--certificate requires --private-key; it may be the same file");
  if (has_key && !has_certificate) throw usage_error("--private-key requires --certificate");
}

constexpr std::string_view flags[]{"--log", "--stats", "--gzip", "--help", "--version"};

/// Returns the member of an option without a value; null for other options.
bool* flag_of(options& wanted, std::string_view name) {
  if (name == "--log") return &wanted.log;
  if (name == "--stats") return &wanted.stats;
  if (name == "--gzip") return &wanted.server.gzip;
  if (name == "--help") return &wanted.help;
  if (name == "--version") return &wanted.version;
  return nullptr;
}

[[noreturn]] void throw_unknown_option(std::string_view name) {
  std::vector<std::string_view> names(std::begin(flags), std::end(flags));
  for (const auto& [known, _] : setters()) names.push_back(known);
  const auto hint = roster::detail::suggestion(name, names);
  throw usage_error("unknown option \"" + roster::escape_for_log(name, 100) + '"' +
                    (hint.empty() ? "; see roster-emulator --help" : hint));
}

}  // namespace

std::string read_file(const std::string& option, const std::string& path) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  // Opening a FIFO may block forever.
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    throw usage_error(option + ": \"" + roster::escape_for_log(path, 200) + "\" is not a regular file");
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) throw usage_error(option + ": cannot read \"" + roster::escape_for_log(path, 200) + "\"");
  return content;
}

options parse_options(const std::vector<std::string>& arguments) {
  options out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto name = arguments[i] == "-h" ? "--help" : arguments[i];
    if (name == "--") {
      if (i + 1 == arguments.size()) break;
      throw usage_error("unexpected argument \"" + roster::escape_for_log(arguments[i + 1], 100) +
                        "\" after --");
    }
    std::optional<std::string> value;
    if (const auto equals = name.find('='); equals != std::string::npos && name.starts_with("--")) {
      value = name.substr(equals + 1);
      name.resize(equals);
    }
    if (bool* const flag = flag_of(out, name)) {
      if (value) throw usage_error(name + " takes no value");
      *flag = true;
      continue;
    }
    const auto known = setters().find(name);
    if (known == setters().end()) throw_unknown_option(name);
    if (!value && i + 1 == arguments.size()) throw usage_error(name + ": missing value");
    known->second(out, name, value ? *value : arguments[++i]);
  }
  if (!out.help && !out.version && out.completion.empty()) check_options(out);
  out.server.make_certificate = !out.authority_file.empty();
  return out;
}

}  // namespace roster_emulator
