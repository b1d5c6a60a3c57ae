// SPDX-License-Identifier: BSL-1.0
#include "help.hpp"

#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/assign.hpp>

namespace roster_ls {
namespace {

/// Names in lines of at most 100 characters.
template <class Operation>
std::string parameter_names() {
  std::string out;
  std::string line = "   ";
  for (const auto& parameter :
       roster::parameters<roster::case_of<Operation>, typename Operation::request>()) {
    if (line.size() + parameter.name.size() + 1 > 100) {
      out += line + '\n';
      line = "   ";
    }
    line += ' ' + std::string(parameter.name);
  }
  return out + line + '\n';
}

constexpr auto usage = R"(Lists the AI services of Alibaba Cloud PAI-EAS and Baidu Qianfan.

usage: roster-ls [eas|qianfan|all] [options]

Without any arguments it lists invented services from the embedded emulator.

Where
  --emulator[=N]            list N invented services of each API from the embedded emulator, over HTTP
  --endpoint [REGION=]URL   ask this endpoint, http or https; with eas it stands for the region (repeatable)
  --region R                ask this region's public endpoint, such as cn-shanghai; "all": every known one (repeatable)
  --profile P               eas: take credentials, and the region unless one is given, from this profile of the files below;
                            several are each listed in every region (repeatable)
  --ca-file F               trust the authorities in this PEM file only
  --proxy URL               go through this HTTP proxy, whatever the environment says; "" goes through none

What
  -p, --param Name=Value    set a request parameter by its name on the wire (repeatable)
  --unchecked               send parameters that are not in the list below, too
  -l, --label k=v,k2        eas: only services with these labels; a key alone takes any value
  --where 'field op value'  keep what fits; op is == != < <= > >= ~ (contains); never true for an absent field (repeatable).
                            Joined by && || ! and parentheses; 'field in (a, b)'; values may stand in quotes; times
                            may be 2024-07 or now-30d. What the service itself filters by just so, it is asked for;
                            the rest is looked at here
  --limit N                 at most N services
  --skip N                  leave out the first N
  --sort-by FIELD[:desc]    sort by this field; the whole list is read before the first row is written
  --count                   print how many there are, nothing else

How
  --page-size N             ask for N services a page; the largest documented size otherwise
  --prefetch N              fetch N pages before they are needed, where they have numbers, and one elsewhere; 0 otherwise
  --timeout S               for one attempt, in seconds; 60 otherwise
  --deadline S              for the whole listing of one endpoint, in seconds; none otherwise
  --retries N               repetitions of one page after throttling or a passing failure; 3 otherwise
  --rate N                  at most N requests a second to each API, of each profile, repetitions included; no limit otherwise
  --parallel N              read so many regions, profiles and versions at the same time; 8 otherwise
  --unordered               write rows of whichever has some; otherwise one after the other, the next ones fetched meanwhile
  --watch S                 list again every S seconds and show what came (+), changed (~) and went (-); the first list comes
                            first. Nothing is said to have gone by a list that failed or is incomplete
  --rounds N                with --watch: end after so many lists
  --stable                  eas: ask for the oldest first, so that new services do not shift the others meanwhile
  --lenient                 leave out what cannot be read in a service, and say at the end how many fields and the first place;
                            otherwise the listing fails
  --verify                  list again until two lists in a row hold the same services, five times at most; nothing is written before

Output
  -o, --output FORMAT       table, wide, name, json, jsonl or csv; the last three hold every field, by its wire name
  --fields a,b.c            only these fields, by their names on the wire
  --no-headers              no first line in table, wide and csv
  --reveal-secrets          show access tokens instead of ***
  --progress                say on standard error how far it has come; on a terminal that is shown by itself
  -v, --verbose             tell on standard error every request (>), answer (<), page (=) and repetition (!), with sizes,
                            times and ids, and no secret
  --stats                   one line of JSON behind everything else on standard error
  --dry-run                 show the first request and the text that is signed; send nothing
  --explain                 show which conditions the service is asked for and which are looked at here; send nothing
  --help, --version

Credentials are never taken from the command line. The first place that has some counts:
  eas      ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_SECURITY_TOKEN if there is one;
           an OIDC role in the environment; ~/.aliyun/config.json; ~/.alibabacloud/credentials, ALIBABA_CLOUD_PROFILE names the
           profile in these files; the ECS instance's role; ALIBABA_CLOUD_CREDENTIALS_URI
  qianfan  QIANFAN_ACCESS_KEY, QIANFAN_SECRET_KEY; then .env in this directory, which may set these too
Without --region and --endpoint, eas takes ALIBABA_CLOUD_REGION_ID, or the region of the profile; and
qianfan takes its endpoint from QIANFAN_CONSOLE_API_BASE_URL if that is set.

Exit status: 0 listed, 1 failed, 2 wrong usage, 3 incomplete (or only some of several
listings failed), 130 interrupted

)";

}  // namespace

std::string help_text() {
  return std::string(usage) + "Parameters of eas:\n" + parameter_names<roster::eas::list_services>() +
         "Parameters of qianfan (without protocolVersion, versions 1 and 2 are both listed):\n" +
         parameter_names<roster::qianfan::describe_services>();
}

}  // namespace roster_ls
