// SPDX-License-Identifier: BSL-1.0
#pragma once
// The help of roster-emulator, from which its manual page and completion are made.

#include <string_view>

namespace roster_emulator {

inline constexpr std::string_view help_text =
    R"(Serves PAI-EAS and Qianfan on this machine, with generated or your own services.

usage: roster-emulator [options]

  --port N            port on 127.0.0.1; default: a free one
  --services N        number of generated services of each API, at most 1000000;
                      default: 50 (the versions 1 and 2 of Qianfan share them)
  --seed S            of the generated services; the same seed generates the
                      same services
  --data F.json       serve these: {"eas":{"services":[…]},
                      "qianfan":{"services":[…]}}; or several accounts and
                      regions: {"regions":["cn-shanghai",…],"accounts":[
                      {"access_key_id":…,"access_key_secret":…,
                      "security_token":…,"eas":…,"qianfan":…},…]}; an account
                      without services gets generated ones, N for each region
  --access-key-id I   access key id that requests must be signed with; default:
                      "emulator"; not with accounts in --data
  --access-key-secret S
                      and its secret; default: "emulator-secret"
  --page-size-clamp N reduce larger page sizes to N
  --member-order O    documented: JSON members in the order of the vendors'
                      sample responses (default); random: another order in
                      every object and response, determined by --seed
  --fault SPEC        make requests fail: KIND[:NAME=VALUE,…], such as
                      throttle:times=2,retry-after-ms=50 (repeatable)
  --certificate F     serve HTTPS with the certificate of this PEM file
  --private-key F     and the private key of this one; it may be the same file
  --tls F             serve HTTPS with a new certificate; writes its authority
                      to F, for --ca-file of roster-ls
  --gzip              compress responses for clients that accept it, as
                      roster-ls --compressed does
  --log               log every request as one line of JSON on standard error;
                      lines that cannot be written are dropped
  --stats             write the numbers of connections, requests and hits per
                      --fault as the last line on standard error
  --max-seconds N     exit after N seconds
  --completion SHELL  print the script that completes roster-emulator in bash,
                      zsh or fish; in bash and zsh:
                      source <(roster-emulator --completion …)
  -h, --help          print this help
  --version           print the version

Faults. The first one that is due applies to a request. All accept at=N (the
first request that it applies to; default: 1), times=N|always (the number of
requests; default: 1) and wait-ms=N (before the response), and count only
requests that match these: vendor=eas|qianfan, account=ACCESS_KEY_ID, region=R,
page=N.
  delay           a correct response, wait-ms late
  status          another status: status=500, code=C, message=M,
                  body=json|html|empty|headers
  throttle        too many requests: status=429, code=C, message=M,
                  retry-after-ms=N, retry-after=SECONDS, ratelimit-ms=N
  denied          a missing permission: message=M
  expired-token   expired temporary credentials: message=M
  reset           the connection is reset: where=before|header|body
  cut             the connection is closed within the body, after bytes=N;
                  no-length=yes: without Content-Length
  truncate        Content-Length promises bytes=N more than are sent
  connection      a new connection ends before its first request, and before
                  TLS: how=close|reset|stall|garbage; at and times count
                  connections
  tls             with --tls, TLS of a new connection is wrong: how=wrong-host|
                  expired|not-yet-valid|self-signed|unknown-authority|
                  common-name|weak-key|old-version|plain-http|cut; at and times
                  count connections
  stall           the response stops and the connection stays open:
                  where=before|header|body
  drip            the response is sent byte by byte: every-ms=N; default: 10
  flood           a part is endless, or bytes=N long: part=status-line|header|
                  interim|extension|trailer|body
  malformed       malformed HTTP: how=garbage|bad-length|two-lengths|
                  length-and-chunks|bad-chunk|coding|compressed|folded|switching
  garble          stray bytes in the middle of the response, below TLS where
                  there is TLS
  interim         two 103 responses are sent first
  surplus         the response is sent twice
  json            malformed JSON: how=cut|trailing|nan|utf8|deep|list|null
  empty-page      a page without services, which is not the last one
  repeat-page     the services of the previous page
  page-size       another page size than the requested one: size=N; silent=yes
                  echoes the requested one
  total           of eas, another TotalCount: set=N or add=N
  no-total        of eas, no TotalCount
  page-number     of eas, another PageNumber: set=N or add=N
  no-page-number  of eas, no PageNumber
  repeat-marker   of qianfan, nextMarker leads to the same page
  no-marker       of qianfan, isTruncated is true and there is no nextMarker
  no-truncated    of qianfan, no isTruncated
  stray-marker    of qianfan, the last page has a nextMarker, too

Prints one line of JSON with its endpoint and those of the regions, and serves
until it is interrupted.

Exit status: 0 success, also when interrupted, 1 failure, 2 usage error or
invalid data
)";

}  // namespace roster_emulator
