// SPDX-License-Identifier: BSL-1.0
#include "help.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/escape_for_log.hpp>
#include <roster/wire/columns.hpp>
#include <string>
#include <utility>

#include "catalog.hpp"
#include "options.hpp"
#include "schemas.hpp"

namespace roster_ls {
namespace {

/// Returns words in lines of at most 80 columns, which are indented as far as the text before the first.
std::string wrapped(const std::string& before, const std::string& words) {
  std::string out;
  std::string line = before;
  for (std::size_t begin = 0; begin < words.size();) {
    const auto end = std::min(words.find(' ', begin), words.size());
    if (line.size() > before.size() && line.size() + 1 + end - begin > 80) {
      out += line + '\n';
      line.assign(before.size(), ' ');
    }
    line += (line.size() > before.size() ? " " : "") + words.substr(begin, end - begin);
    begin = end + 1;
  }
  return out + line + '\n';
}

/// Returns the names in lines of at most 80 columns.
std::string wrapped_names(const std::vector<schema_name>& names) {
  std::string words;
  for (const auto& one : names) words += (words.empty() ? "" : " ") + std::string(one.name);
  return wrapped("    ", words);
}

/// Returns a line for each name that has documented values.
std::string documented_values(const std::vector<schema_name>& names) {
  std::string out;
  for (const auto& one : names) {
    std::string words;
    for (const auto value : one.values) words += (words.empty() ? "" : ", ") + std::string(value);
    if (!words.empty()) out += wrapped("  " + std::string(one.name) + ": ", words);
  }
  return out;
}

constexpr std::string_view usage =
    R"(Lists AI services: those of Alibaba Cloud PAI-EAS, of Baidu Qianfan and of the
APIs below.

usage: roster-ls [API...|all] [options]
       roster-ls help [TOPIC]

Short options without a value can be combined with others: -vo json. After --,
every argument is an API.

With eas or qianfan alone, rows have the fields of that API, by its names. With
another API, with several or with all, they have the fields that all APIs have
in common: vendor, api, account, region, id, name, state, raw_state, model,
task, ready_replicas, wanted_replicas, accelerator, accelerators, urls, created,
updated, labels and billing; state is pending, deploying, running, degraded,
updating, stopping, stopped, failed, deleted or unknown. labels.team is the
label team, for --where, --fields, --sort-by and --group-by.

Without an API, the sources of the configuration file are listed: by default
$XDG_CONFIG_HOME/roster/config.toml or ~/.config/roster/config.toml. Without
that file, all is eas and qianfan. Without arguments and without that file,
roster-ls lists generated services from the embedded emulator.

Sources
  --emulator[=N]      list N generated services of each API (default: 24, at
                      most 100000), from the embedded emulator, over HTTP
  --endpoint [REGION=]URL
                      send requests to this endpoint, http or https; with eas it
                      replaces the one of REGION (repeatable)
  --region R          list this region, such as cn-shanghai, at its public
                      endpoint; "all": every known region (repeatable)
  --profile P         eas: use the credentials of this profile in the files
                      below, and its region unless one is given (repeatable:
                      every profile is listed in every region)
  --config F          use this configuration file; "": none. It is not used with
                      --endpoint, --region, --profile and --emulator
  --ca-file F         trust only the certificate authorities in this PEM file
  --proxy URL         use this HTTP proxy and ignore the environment, no_proxy
                      included; "": none. It is also used for loopback
                      endpoints, but never for requests for credentials to
                      this machine
  --no-proxy a,b      with --proxy: connect directly to these hosts, such as
                      localhost,127.0.0.0/8,.example.com
  --allow-legacy-ciphers
                      also offer TLS 1.2 cipher suites without forward secrecy
                      (RSA key exchange) or AEAD (CBC), for old servers
  --compressed        accept compressed responses (gzip)
  --require-tls       fail instead of sending requests over http (clear text) to
                      other machines; default: a warning. Metadata services
                      (169.254.0.0/16, 100.100.100.200) are excepted

Selection
  -p, --param Name=Value
                      set a request parameter by its wire name (repeatable)
  --unchecked         also send parameters that are not listed below
  -l, --label k=v,k2  only services with these labels; a key without a value
                      matches any value. qianfan has no labels
  --where CONDITION   only services that match this condition (repeatable; all
                      must match): 'field op value', 'field in (a, b)'; op is
                      == != < <= > >= or ~ (contains); && || ! and parentheses
                      combine conditions. Values may be quoted; times may be
                      2024-07 or now-30d. A comparison with an absent field is
                      false. Conditions that the service supports are sent to
                      it, the others run client-side (see --explain)
  --since 30d         only services created within this time (s, m, h, d or w),
                      or since a time such as 2024-07 or 2024-07-30T05:45:46Z
  --limit N           list at most N services
  --skip N            skip the first N
  --sort-by FIELD[:desc]
                      sort by this field; reads the whole list first
  --count             print only the number of services
  --group-by FIELD,F2 one row for each combination of values of these fields,
                      with the number of services; --sort-by, --limit and --skip
                      apply to these rows
  --sum FIELD,F2      with --group-by: add up these numbers, as sum(FIELD); sums
                      beyond 64 bits are rounded

Requests
  --page-size N       services per page; default: the documented maximum
  --prefetch N        pages to fetch ahead: N where pages are numbered, one
                      elsewhere; default: 0
  --timeout S         seconds for one attempt; default: 60
  --deadline S        seconds for the whole listing of one endpoint, with
                      --verify for all of its lists; default: 600
  --max-items N       fail when one endpoint lists more than N services; 0: no
                      limit; default: 100000
  --retries N         retries of one page after throttling or a transient
                      failure; default: 3
  --rate N            at most N requests per second to each API with each
                      profile, retries included; default: no limit
  --parallel N        list at most N regions, profiles and versions at the same
                      time; default: 8
  --unordered         write rows in order of arrival; default: one listing after
                      the other, in the order of the command line
  --watch S           list again every S seconds and show added (+), changed (~)
                      and removed (-) services. The first list is shown as
                      added. Nothing is shown as removed after a listing that
                      failed or is incomplete
  --rounds N          with --watch: stop after N lists
  --stable            eas: sort by creation time, oldest first, so that new
                      services do not shift the others between pages
  --lenient           skip fields that cannot be decoded, and report at the end
                      how many; default: the listing fails
  --verify            list until two consecutive lists hold the same services,
                      at most five times; nothing is written before

Output
  -o, --output FORMAT table, wide, name, json, jsonl, yaml, csv, tsv,
                      markdown, prometheus or prometheus-sd; json, jsonl, yaml,
                      csv and tsv hold every field, by its name. prometheus has
                      metrics in the text format, and prometheus-sd the targets
                      for HTTP service discovery, both of the common fields. On
                      a terminal, tables are cut to its width (or to COLUMNS, if
                      that is set)
  --fields a,b.c      only these fields, by their wire names
  --no-headers        no header line in table, wide, csv and tsv
  --color WHEN        color states in tables: auto (on a terminal, unless
                      NO_COLOR is set), always or never; default: auto
  --bom               csv: start with a UTF-8 byte order mark, for Excel
  --safe              csv, tsv: write control characters, those that change the
                      direction of text and invisible ones as \x1b, \n or
                      \u202e, so that any terminal or viewer may show the file.
                      Output on a terminal, all other formats and messages are
                      always escaped; json and jsonl decode to the same text
  --reveal-secrets    show access tokens instead of ***
  --progress          show progress on standard error; default on a terminal
  -v, --verbose       log each request (>), response (<), page (=) and retry (!)
                      on standard error, with sizes, times and ids but without
                      secrets
  --stats             write one line of JSON as the last line on standard error
  --dry-run           show the first request and the text that is signed; send
                      nothing
  --explain           with eas or qianfan alone: show which conditions are sent
                      to the service and which run client-side; send nothing
  --openapi           with one API: print the OpenAPI 3.1 document of its list,
                      with the server of --endpoint; send nothing
  --completion SHELL  print the script that completes roster-ls in bash, zsh or
                      fish; in bash and zsh: source <(roster-ls --completion …)
  -h, --help          show this text; roster-ls help TOPIC shows a part of it: a
                      section, an API with its fields, or an option
  --version           show the version

Credentials are never read from the command line. The first source with
credentials is used:
  eas      ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and,
           optionally, ALIBABA_CLOUD_SECURITY_TOKEN; an OIDC role in the
           environment; ~/.aliyun/config.json; ~/.alibabacloud/credentials
           (ALIBABA_CLOUD_PROFILE names the profile in both files); the role of
           the ECS instance; ALIBABA_CLOUD_CREDENTIALS_URI
  qianfan  QIANFAN_ACCESS_KEY, QIANFAN_SECRET_KEY; then .env in this directory,
           which may set the same variables
  others   the variables below, unless the configuration file names others
Without --region and --endpoint, eas uses ALIBABA_CLOUD_REGION_ID or the region
of the profile; qianfan uses QIANFAN_CONSOLE_API_BASE_URL, if it is set, as its
endpoint. In .env it is used only if .env also sets both keys of qianfan and the
environment sets neither.

Exit status: 0 success, 1 failure, 2 usage error, 3 incomplete (or only some of
several listings failed), 130 interrupted

)";

/// Returns the environment variables and parameters of an API of the catalogue.
std::string catalog_help(const catalog_api& one) {
  std::string out = "  " + std::string(one.name) + ": " + std::string(one.title) + '\n';
  std::string variables;
  for (const auto name : {one.access_key, one.secret_key, one.token, one.region_variable})
    if (!name.empty()) variables += (variables.empty() ? "" : ", ") + std::string(name);
  if (!variables.empty()) out += wrapped("    from ", variables);
  std::string needed = one.endpoint.empty() ? "--endpoint" : "";
  if (!one.region_variable.empty() || !one.region_parameter.empty()) needed += "--region";
  for (const auto& name : one.required())
    if (name != one.region_parameter) needed += (needed.empty() ? "-p " : " -p ") + name;
  if (!needed.empty()) out += wrapped("    requires ", needed);
  std::string parameters;
  for (const auto& parameter : one.parameters())
    parameters += (parameters.empty() ? "" : " ") + std::string(parameter.name);
  if (!parameters.empty()) out += wrapped("    -p ", parameters);
  return out;
}

/// Returns the title, parameters and fields of an API.
std::string api_help(const api_name& of) {
  const auto* const other = find_catalog_api(of.name);
  const auto parameters = parameters_of(of.name);
  auto out = other ? catalog_help(*other)
                   : "  " + std::string(of.name) + ": " + std::string(of.title) +
                         "\n\nParameters, for -p:\n" + wrapped_names(parameters);
  if (const auto values = documented_values(parameters); !values.empty())
    out += "\nDocumented values of parameters:\n" + values;
  const auto fields = fields_of(of.name);
  out += "\nFields, for --fields, --where, --sort-by and --group-by:\n" + wrapped_names(fields);
  if (const auto values = documented_values(fields); !values.empty())
    out += "\nDocumented values of fields:\n" + values;
  return out;
}

/// The sections of the help, and the beginning of each.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> sections{{
    {"sources", "Sources\n"},
    {"selection", "Selection\n"},
    {"requests", "Requests\n"},
    {"output", "Output\n"},
    {"credentials", "Credentials are"},
    {"exit-status", "Exit status:"},
}};

std::string section_help(std::string_view beginning) {
  const auto begin = usage.find("\n\n" + std::string(beginning)) + 2;
  return std::string(usage.substr(begin, usage.find("\n\n", begin) + 1 - begin));
}

}  // namespace

std::vector<described_option> described_options() { return shell_completion::options_of(usage); }

std::string help_text() {
  std::string out = std::string(usage) + "Parameters of eas:\n" + wrapped_names(parameters_of("eas")) +
                    "Parameters of qianfan (without protocolVersion, both versions are listed):\n" +
                    wrapped_names(parameters_of("qianfan")) +
                    "Other APIs, the variables of their credentials and regions, and parameters:\n";
  for (const auto& one : catalog()) out += catalog_help(one);
  return out;
}

std::vector<std::string> help_topics() {
  std::vector<std::string> all;
  for (const auto& [name, _] : sections) all.emplace_back(name);
  all.emplace_back("apis");
  for (const auto& one : api_names()) all.emplace_back(one.name);
  for (const auto& one : described_options()) all.push_back(one.name);
  return all;
}

std::string help_text(const std::string& topic) {
  for (const auto& [name, beginning] : sections)
    if (name == topic) return section_help(beginning);
  std::string apis;
  for (const auto& one : api_names()) {
    if (one.name == topic) return api_help(one);
    apis += "  " + std::string(one.name) + ": " + std::string(one.title) + '\n';
  }
  if (topic == "apis") return apis;
  for (const auto& one : described_options())
    if (topic == one.name || topic == one.short_name || "--" + topic == one.name) return one.text;
  const auto names = help_topics();
  std::vector<std::string_view> known(names.begin(), names.end());
  for (const std::string_view name : names)
    if (name.starts_with("--")) known.push_back(name.substr(2));
  throw usage_error("help: unknown topic \"" + roster::escape_for_log(topic, 64) +
                    "\"; expected sources, selection, requests, output, credentials, exit-status, apis, an "
                    "API or an option" +
                    roster::detail::suggestion(topic, known));
}

}  // namespace roster_ls
