// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <roster/wire/columns.hpp>
#include <string_view>

#include "catalog.hpp"
#include "config.hpp"
#include "option_values.hpp"

namespace roster_ls {
namespace {

/// "FIELD", "FIELD:asc" or "FIELD:desc"
void set_sort(options& o, const std::string& text) {
  const auto colon = std::min(text.find(':'), text.size());
  const auto direction = std::string_view(text).substr(colon);
  if (colon == 0 || (!direction.empty() && direction != ":asc" && direction != ":desc"))
    throw usage_error("--sort-by: invalid value " + in_message(text) +
                      "; expected FIELD, FIELD:asc or FIELD:desc");
  o.sort_by = text.substr(0, colon);
  o.descending = direction == ":desc";
}

/// The options with a value and their handlers; those without a value are in `switches`.
using with_value = std::function<void(options&, const std::string&)>;
using without_value = std::function<void(options&)>;

const std::map<std::string_view, with_value>& valued() {
  static const std::map<std::string_view, with_value> all{
      {"--endpoint",
       [](options& o, const std::string& v) { o.endpoints.push_back(parse_endpoint_choice(v)); }},
      {"--region",
       [](options& o, const std::string& v) {
         check_not_empty("--region", v, "a name such as cn-shanghai, or all");
         o.regions.push_back(v);
       }},
      {"--config", [](options& o, const std::string& v) { o.config = v; }},
      {"--ca-file",
       [](options& o, const std::string& v) {
         check_not_empty("--ca-file", v, "the path of a PEM file");
         o.ca_file = v;
       }},
      {"--proxy", [](options& o, const std::string& v) { o.proxy = parse_proxy(v); }},
      {"--no-proxy", [](options& o, const std::string& v) { o.no_proxy = v; }},
      {"--profile",
       [](options& o, const std::string& v) {
         check_not_empty("--profile", v, "the name of a profile in the vendor's files");
         o.profiles.push_back(v);
       }},
      {"--param", [](options& o, const std::string& v) { o.parameters.push_back(parse_parameter(v)); }},
      {"--label", [](options& o, const std::string& v) { o.labels.push_back(v); }},
      {"--where", [](options& o, const std::string& v) { o.conditions.push_back(v); }},
      {"--limit",
       [](options& o, const std::string& v) { o.limit = parse_number<std::uint64_t>("--limit", v, 0); }},
      {"--skip",
       [](options& o, const std::string& v) { o.skip = parse_number<std::uint64_t>("--skip", v, 0); }},
      {"--sort-by", [](options& o, const std::string& v) { set_sort(o, v); }},
      {"--page-size",
       [](options& o, const std::string& v) {
         o.page_size = parse_number<std::int64_t>("--page-size", v, 1);
       }},
      {"--prefetch",
       [](options& o, const std::string& v) { o.prefetch = parse_number<std::size_t>("--prefetch", v, 0); }},
      {"--timeout", [](options& o, const std::string& v) { o.timeout = parse_seconds("--timeout", v); }},
      {"--deadline", [](options& o, const std::string& v) { o.deadline = parse_seconds("--deadline", v); }},
      {"--max-items",
       [](options& o, const std::string& v) {
         o.max_items = parse_number<std::uint64_t>("--max-items", v, 0);
       }},
      {"--retries",
       [](options& o, const std::string& v) { o.retries = parse_number<std::size_t>("--retries", v, 0); }},
      {"--rate", [](options& o, const std::string& v) { o.rate = parse_rate("--rate", v); }},
      {"--parallel",
       [](options& o, const std::string& v) { o.parallel = parse_number<std::size_t>("--parallel", v, 1); }},
      {"--watch", [](options& o, const std::string& v) { o.watch = parse_seconds("--watch", v); }},
      {"--rounds",
       [](options& o, const std::string& v) { o.polls = parse_number<std::uint64_t>("--rounds", v, 1); }},
      {"--output", [](options& o, const std::string& v) { o.output = parse_name("--output", v, formats); }},
      {"--color", [](options& o, const std::string& v) { o.colour = parse_name("--color", v, colour_uses); }},
      {"--fields", [](options& o, const std::string& v) { o.fields = split(v, ','); }},
      {"--group-by", [](options& o, const std::string& v) { o.group_by = split(v, ','); }},
      {"--sum", [](options& o, const std::string& v) { o.sums = split(v, ','); }},
      {"--since", [](options& o, const std::string& v) { o.since = parse_since(v); }},
      {"--completion",
       [](options& o, const std::string& v) { o.completion = parse_name("--completion", v, shells); }},
  };
  return all;
}

constexpr std::size_t services_by_default = 24;
constexpr std::size_t most_services = 100'000;  // one gigabyte

const std::map<std::string_view, without_value>& switches() {
  static const std::map<std::string_view, without_value> all{
      {"--emulator", [](options& o) { o.emulator = services_by_default; }},
      {"--unchecked", [](options& o) { o.unchecked = true; }},
      {"--allow-legacy-ciphers", [](options& o) { o.allow_legacy_ciphers = true; }},
      {"--compressed", [](options& o) { o.compressed = true; }},
      {"--require-tls", [](options& o) { o.require_tls = true; }},
      {"--count", [](options& o) { o.count = true; }},
      {"--stable", [](options& o) { o.stable = true; }},
      {"--lenient", [](options& o) { o.lenient = true; }},
      {"--verify", [](options& o) { o.verify = true; }},
      {"--unordered", [](options& o) { o.unordered = true; }},
      {"--no-headers", [](options& o) { o.headers = false; }},
      {"--bom", [](options& o) { o.byte_order_mark = true; }},
      {"--safe", [](options& o) { o.safe = true; }},
      {"--reveal-secrets", [](options& o) { o.reveal_secrets = true; }},
      {"--progress", [](options& o) { o.progress = true; }},
      {"--verbose", [](options& o) { o.verbose = true; }},
      {"--stats", [](options& o) { o.stats = true; }},
      {"--dry-run", [](options& o) { o.dry_run = true; }},
      {"--explain", [](options& o) { o.explain = true; }},
      {"--openapi", [](options& o) { o.openapi = true; }},
      {"--help", [](options& o) { o.help = true; }},
      {"--version", [](options& o) { o.version = true; }},
  };
  return all;
}

std::string_view long_name(std::string_view option) {
  if (option == "-p") return "--param";
  if (option == "-l") return "--label";
  if (option == "-o") return "--output";
  if (option == "-v") return "--verbose";
  if (option == "-h") return "--help";
  return option;
}

/// Sets the switches at the beginning of combined short options: of "-vo" it returns "-o". The last one remains.
std::string set_short_switches(options& o, std::string argument) {
  while (argument.size() > 2 && argument[1] != '-' && argument[2] != '=') {
    const auto flag = switches().find(long_name(argument.substr(0, 2)));
    if (flag == switches().end()) break;
    flag->second(o);
    argument.erase(1, 1);
  }
  return argument;
}

bool is_long_option(std::string_view argument) {
  if (argument == "--") return true;
  const auto name = argument.substr(0, argument.find('='));
  return name.starts_with("--") && (switches().contains(name) || valued().contains(name));
}

[[noreturn]] void throw_unknown_option(std::string_view option) {
  std::vector<std::string_view> known;
  for (const auto& [name, _] : valued()) known.push_back(name);
  for (const auto& [name, _] : switches()) known.push_back(name);
  const auto near = roster::closest_match(option, known);
  throw usage_error("unknown option " + in_message(option) +
                    (near ? "; did you mean " + in_message(*near) + "?" : "; see roster-ls --help"));
}

/// Adds an API; "all" means every one.
void add_api(options& o, const std::string& text) {
  if (o.emulator && !text.empty() && text.find_first_not_of("0123456789") == text.npos)
    throw usage_error("unknown API " + in_message(text) +
                      "; the number of services is part of the option: --emulator=" + text);
  std::vector<std::string_view> names{"eas", "qianfan", "all", "help"};
  if (text == "help") throw usage_error("help is the first word: roster-ls help [TOPIC]");
  for (const auto& one : catalog()) names.push_back(one.name);
  if (std::find(names.begin(), names.end(), text) == names.end())
    throw usage_error("unknown API " + in_message(text) +
                      "; expected eas, qianfan, all or one of those in --help" +
                      roster::detail::suggestion(text, names));
  if (std::find(o.apis.begin(), o.apis.end(), text) == o.apis.end()) o.apis.push_back(text);
}

void set_which(options& o) {
  if (std::find(o.apis.begin(), o.apis.end(), "all") != o.apis.end()) {
    if (o.apis.size() > 1) throw usage_error("all cannot be combined with other APIs");
    o.apis.clear();
  }
  if (o.apis.size() != 1 || is_for_prometheus(o)) return;
  if (o.apis.front() == "eas") o.which = api::eas;
  if (o.apis.front() == "qianfan") o.which = api::qianfan;
}

/// Checks the options that do not work with the APIs other than eas and qianfan.
void check_catalogued(const options& o, const std::string& name) {
  const bool several = o.apis.size() > 1;
  if (o.emulator) throw usage_error("--emulator has services of eas and qianfan only, not of " + name);
  if (several && (!o.endpoints.empty() || !o.regions.empty()))
    throw usage_error("--endpoint and --region with several APIs work with eas and qianfan only; list " +
                      name + " alone, or name its endpoint and region in the configuration file");
  for (const auto& endpoint : o.endpoints)
    if (!endpoint.region.empty())
      throw usage_error("--endpoint REGION=URL works with eas only; write --endpoint URL");
  if (o.endpoints.size() > 1) throw usage_error("--endpoint can be used once with " + name);
  if (const auto option = option_of_two_apis(o); !option.empty())
    throw usage_error(
        std::string(option) + " works with eas and qianfan only" +
        (option == "--page-size" ? "; with " + name + ", set its own parameter with --param" : ""));
}

/// Checks the combinations of options.
void check(const options& o) {
  const bool one = o.apis.size() == 1;
  const auto needs_one = [&](bool used, const std::string& option) {
    if (used && !one)
      throw usage_error(option + " requires one API, since the names differ: roster-ls eas " + option +
                        " … or roster-ls qianfan " + option + " …");
  };
  needs_one(!o.parameters.empty(), "--param");
  const auto is_catalogued = [](const std::string& name) { return name != "eas" && name != "qianfan"; };
  const auto other = std::find_if(o.apis.begin(), o.apis.end(), is_catalogued);
  if (other != o.apis.end()) check_catalogued(o, *other);
  if (o.explain && !o.dry_run && o.which == api::services)
    throw usage_error("--explain requires eas or qianfan alone: roster-ls eas --explain");
  if (!o.sums.empty() && o.group_by.empty()) throw usage_error("--sum requires --group-by");
  if (!o.group_by.empty() && (o.count || o.watch || !o.fields.empty() || o.output == format::name))
    throw usage_error("--group-by cannot be combined with --count, --fields, --watch or --output name");
  if (o.byte_order_mark && o.output != format::csv) throw usage_error("--bom works with --output csv only");
  if (!o.labels.empty() && o.which == api::qianfan)
    throw usage_error("--label does not work with qianfan: its services have no labels");
  if (o.stable && o.which == api::qianfan)
    throw usage_error(
        "--stable works with eas only: qianfan's markers keep their position when services are added");
  if (o.unchecked && o.parameters.empty()) throw usage_error("--unchecked requires --param Name=Value");
  if (!o.regions.empty() && o.which == api::qianfan)
    throw usage_error("--region works with eas only: qianfan has one endpoint for all regions");
  if (!o.profiles.empty() && o.which == api::qianfan)
    throw usage_error("--profile works with eas only: the files of qianfan have no profiles");
  if (o.explain && o.dry_run)
    throw usage_error("--explain and --dry-run cannot be combined: each of them replaces the list");
  if (o.openapi && (!one || o.endpoints.size() > 1))
    throw usage_error("--openapi requires one API, and one --endpoint at most: roster-ls --openapi eas");
  if (o.openapi && (o.dry_run || o.explain || o.watch))
    throw usage_error("--openapi cannot be combined with --dry-run, --explain or --watch");
  if (o.polls && !o.watch) throw usage_error("--rounds requires --watch");
  if (is_for_prometheus(o) && (o.count || !o.fields.empty() || !o.group_by.empty()))
    throw usage_error(
        "--output prometheus and prometheus-sd cannot be combined with --count, --fields or --group-by");
  const bool cut = o.limit || o.skip != 0 || !o.sort_by.empty() || o.count;
  if (o.watch && (cut || o.explain || o.dry_run))
    throw usage_error(
        "--watch cannot be combined with --limit, --skip, --sort-by, --count, --explain or --dry-run");
  if (o.watch && o.output != format::table && o.output != format::wide && o.output != format::name &&
      o.output != format::jsonl)
    throw usage_error(
        "--watch supports the formats table, wide, name and jsonl only, since its output does not end");
  if (o.emulator && !o.profiles.empty())
    throw usage_error("--emulator cannot be combined with --profile: it has its own credentials");
  if (o.emulator && (!o.endpoints.empty() || !o.regions.empty()))
    throw usage_error("--emulator cannot be combined with --endpoint or --region: it has its own endpoint");
  if (o.emulator && o.proxy)
    throw usage_error("--emulator cannot be combined with --proxy: it runs on this machine");
  if (o.no_proxy && !o.proxy)
    throw usage_error("--no-proxy requires --proxy; set no_proxy for the proxies of the environment");
  for (const auto& [option, names] :
       {std::pair("--fields", &o.fields), std::pair("--group-by", &o.group_by), std::pair("--sum", &o.sums)})
    for (const auto& name : *names)
      if (name.empty())
        throw usage_error(std::string(option) +
                          ": missing name; expected names separated by commas, such as ServiceName,Status");
      else if (std::count(names->begin(), names->end(), name) > 1)
        throw usage_error(std::string(option) + ": " + in_message(name) + " is named twice");
  for (const auto& endpoint : o.endpoints)
    if (!endpoint.region.empty() && o.which == api::qianfan)
      throw usage_error("--endpoint REGION=URL works with eas only; write --endpoint URL");
}

}  // namespace

bool is_for_prometheus(const options& wanted) noexcept {
  return wanted.output == format::prometheus || wanted.output == format::prometheus_sd;
}

std::string_view option_of_two_apis(const options& wanted) noexcept {
  return wanted.page_size   ? "--page-size"
         : wanted.stable    ? "--stable"
         : wanted.verify    ? "--verify"
         : wanted.unchecked ? "--unchecked"
                            : "";
}

std::vector<std::string_view> values_of_option(std::string_view option) {
  if (option == "--output") return names_of(formats);
  if (option == "--color") return names_of(colour_uses);
  if (option == "--completion") return names_of(shells);
  return {};
}

bool chooses(const options& wanted, std::string_view api) {
  return wanted.apis.empty() || std::find(wanted.apis.begin(), wanted.apis.end(), api) != wanted.apis.end();
}

options parse_options(const std::vector<std::string>& arguments) {
  options out;
  if (!arguments.empty() && arguments.front() == "help") {
    if (arguments.size() > 2) throw usage_error("help takes one topic: roster-ls help [TOPIC]");
    out.help = true;
    if (arguments.size() == 2) out.topic = arguments.back();
    return out;
  }
  bool has_ended = false;  // the options, by "--"
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view argument = arguments[i];
    if (has_ended || argument.empty() || argument[0] != '-' || argument == "-") {
      add_api(out, arguments[i]);
      continue;
    }
    if (argument == "--") {
      has_ended = true;
      continue;
    }
    const std::string rest = set_short_switches(out, arguments[i]);
    argument = rest;
    // "--option=value", "-ovalue" and "-o value"
    std::optional<std::string> attached;
    if (argument.starts_with("--")) {
      if (const auto equals = argument.find('='); equals != std::string_view::npos) {
        attached = argument.substr(equals + 1);
        argument = argument.substr(0, equals);
      }
    } else if (argument.size() > 2) {
      attached = argument.substr(2);
      argument = argument.substr(0, 2);
    }
    const auto option = long_name(argument);
    if (option == "--emulator" && attached) {
      out.emulator = parse_number<std::size_t>("--emulator", *attached, 0, most_services);
    } else if (const auto flag = switches().find(option); flag != switches().end()) {
      if (attached) throw usage_error(std::string(option) + " takes no value");
      flag->second(out);
    } else if (const auto setter = valued().find(option); setter != valued().end()) {
      if (!attached && i + 1 == arguments.size()) throw usage_error(std::string(option) + ": missing value");
      if (!attached && is_long_option(arguments[i + 1]))  // such as after an empty shell variable
        throw usage_error(std::string(option) + ": missing value: " +
                          in_message(arguments[i + 1].substr(0, arguments[i + 1].find('='))) +
                          " is an option; write " + std::string(option) + "=VALUE to pass it as the value");
      const auto& value = attached ? *attached : arguments[++i];
      check_utf8(option, value);
      setter->second(out, value);
    } else {
      throw_unknown_option(argument);
    }
  }
  set_which(out);
  if (arguments.empty() && !config_path(std::nullopt)) out.emulator = services_by_default;
  if (!out.help && !out.version && !out.completion) check(out);
  return out;
}

}  // namespace roster_ls
