// SPDX-License-Identifier: BSL-1.0
#include "help.hpp"

#include <algorithm>
#include <cstddef>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/query.hpp>
#include <string>

#include "catalog.hpp"

namespace roster_ls {
namespace {

/// Returns the names in lines of at most 80 columns.
template <class Operation>
std::string parameter_names() {
  std::string out;
  std::string line = "   ";
  for (const auto& parameter :
       roster::parameters<roster::case_of<Operation>, typename Operation::request>()) {
    if (line.size() + parameter.name.size() + 1 > 80) {
      out += line + '\n';
      line = "   ";
    }
    line += ' ' + std::string(parameter.name);
  }
  return out + line + '\n';
}

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

constexpr auto usage = R"(Lists AI services: those of Alibaba Cloud PAI-EAS, of Baidu Qianfan and of the
APIs below.

usage: roster-ls [API...|all] [options]

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
  --emulator[=N]      list N generated services of each API (default: 24),
                      from the embedded emulator, over HTTP
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
  --sum FIELD,F2      with --group-by: add up these numbers, as sum(FIELD)

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
  -h, --help, --version

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

}  // namespace

/// Returns the APIs of the catalogue, each with its environment variables and parameters.
std::string catalog_help() {
  std::string out;
  for (const auto& one : catalog()) {
    out += "  " + std::string(one.name) + ": " + std::string(one.title) + '\n';
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
    for (const auto& name : one.parameters()) parameters += (parameters.empty() ? "" : " ") + name;
    if (!parameters.empty()) out += wrapped("    -p ", parameters);
  }
  return out;
}

std::string help_text() {
  return std::string(usage) + "Parameters of eas:\n" + parameter_names<roster::eas::list_services>() +
         "Parameters of qianfan (without protocolVersion, both versions are listed):\n" +
         parameter_names<roster::qianfan::describe_services>() +
         "Other APIs, the variables of their credentials and regions, and parameters:\n" + catalog_help();
}

}  // namespace roster_ls
