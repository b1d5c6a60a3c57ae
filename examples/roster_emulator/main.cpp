// SPDX-License-Identifier: BSL-1.0
// roster-emulator: serves PAI-EAS and Qianfan on this machine.

#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <new>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/load_options.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "../streams/standard_streams.hpp"
#include "completion.hpp"

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::size_t max_services = 1'000'000;
constexpr std::int64_t max_seconds = 1'000'000'000;

constexpr std::string_view help_text =
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
  --private-key F     and the private key of this one, which may be the same file
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

struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct options {
  roster::emulator::options emulator{};
  roster::emulator::server_options server{};
  std::string data_file{};
  std::string authority_file{};
  bool log{};
  bool stats{};
  std::optional<std::chrono::seconds> max_time{};
  std::string completion{};  // the shell whose script is printed
  std::string key_option{};  // --access-key-id or --access-key-secret, whichever is last; "": neither
  bool help{};
  bool version{};
};

struct region_line {
  std::string region{};
  std::string endpoint{};
};

/// The output on standard output when the emulator is ready.
struct ready_line {
  std::string endpoint{};
  std::string access_key_id{};  // of the first account
  std::vector<region_line> regions{};
};

/// The last output on standard error.
struct stats_line {
  std::size_t connections{};
  std::int64_t requests{};
  std::vector<std::size_t> faults_met{};
};

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

/// Writes to a standard stream. Fails: std::system_error, unless the reader of a pipe has closed it.
void write_to(int stream, std::string_view text, bool needs_reader = false) {
  const int error = standard_streams::write_all(stream, text);
  if (error != 0 && (error != EPIPE || needs_reader))
    throw std::system_error(
        error, std::generic_category(),
        stream == STDOUT_FILENO ? "cannot write to standard output" : "cannot write to standard error");
}

void write_file(const std::string& path, const std::string& text) {
  if (!(std::ofstream(path, std::ios::binary) << text << std::flush))
    throw std::runtime_error("cannot write \"" + roster::escape_for_log(path, 200) + '"');
}

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
  const bool is_random = parse_word(option, text, roster_emulator::member_orders) == "random";
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
      {"--completion", [](options& o, const string& n,
                          const string& v) { o.completion = parse_word(n, v, roster_emulator::shells); }},
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

/// Returns the clouds of --data, without faults.
roster::emulator::cloud load_data(const options& wanted, roster::emulator::options held) {
  const auto json = read_file("--data", wanted.data_file);
  try {
    auto loaded = roster::emulator::load_options(json, std::move(held));
    if (!wanted.key_option.empty() && !loaded.accounts.empty() &&
        (loaded.accounts.front().access_key_id != loaded.access_key_id ||
         loaded.accounts.front().access_key_secret != loaded.access_key_secret))
      throw usage_error(wanted.key_option + " cannot be combined with \"accounts\", which have their own");
    return roster::emulator::cloud(std::move(loaded));
  } catch (const std::runtime_error& why) {
    throw usage_error("--data \"" + roster::escape_for_log(wanted.data_file, 200) + "\": " + why.what());
  }
}

roster::emulator::cloud make_emulator(const options& wanted) {
  auto held = wanted.emulator;
  const auto faults = std::exchange(held.faults, {});  // their errors are not about the data
  if (wanted.log)
    held.on_request = [](const roster::emulator::logged_request& request) {
      // Without a reader or space, the emulator serves on without a log.
      (void)standard_streams::write_all(STDERR_FILENO,
                                        roster::to_json(request, {.keep_empty = false}) + '\n');
    };
  auto clouds = wanted.data_file.empty() ? roster::emulator::cloud(std::move(held))
                                         : load_data(wanted, std::move(held));
  for (const auto& one : faults) {
    if (!one.region.empty() && clouds.regions().empty())
      throw usage_error("--fault " + std::string(roster::emulator::name_of(one.kind)) + ": region \"" +
                        roster::escape_for_log(one.region, 64) +
                        "\" requires \"regions\" in --data; the emulator has none");
    clouds.add_fault(one);
  }
  return clouds;
}

void show_stats(const roster::emulator::server& server, const roster::emulator::cloud& clouds,
                std::size_t faults) {
  const auto log = clouds.log();
  stats_line line{.connections = server.connections(), .requests = log.empty() ? 0 : log.back().number};
  for (std::size_t i = 0; i < faults; ++i) line.faults_met.push_back(clouds.fault_hits(i));
  write_to(STDERR_FILENO, roster::to_json(line) + '\n');
}

/// Writes an error on one line, escaped: it may quote a file or the command line.
void report_error(const std::exception& error) {
  (void)standard_streams::write_all(
      STDERR_FILENO, "roster-emulator: " + roster::escape_for_log(error.what(), std::string::npos) + '\n');
}

void serve(const options& wanted) {
  asio::io_context context(1);
  const auto clouds = make_emulator(wanted);
  roster::emulator::server server(context.get_executor(), clouds, wanted.server);
  ready_line ready{.endpoint = server.start(), .access_key_id = clouds.access_key_ids().front()};
  if (wanted.server.make_certificate) write_file(wanted.authority_file, server.ca_certificate_pem());
  for (const auto& region : clouds.regions()) ready.regions.push_back({region, server.endpoint(region)});
  write_to(STDOUT_FILENO, roster::to_json(ready) + '\n', true);  // no client knows the endpoint without it

  asio::signal_set signals(context, SIGINT, SIGTERM);
  asio::steady_timer timer(context);
  const auto end = [&](boost::system::error_code error) {
    if (error) return;
    server.stop();
    signals.cancel();
    timer.cancel();
  };
  signals.async_wait([&](boost::system::error_code error, int) { end(error); });
  if (wanted.max_time) {
    timer.expires_after(*wanted.max_time);
    timer.async_wait(end);
  }
  context.run();
  if (wanted.stats) show_stats(server, clouds, wanted.emulator.faults.size());
}

}  // namespace

int main(int argc, char** argv) {
  standard_streams::reserve();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const auto wanted = parse_options(std::vector<std::string>(argv + 1, argv + argc));
    if (wanted.help)
      write_to(STDOUT_FILENO, help_text);
    else if (wanted.version)
      write_to(STDOUT_FILENO, "roster-emulator " ROSTER_VERSION_STRING "\n");
    else if (!wanted.completion.empty())
      write_to(STDOUT_FILENO, roster_emulator::completion_script(wanted.completion, help_text));
    else
      serve(wanted);
    return 0;
  } catch (const usage_error& e) {
    report_error(e);
    return 2;
  } catch (const roster::failure& e) {
    report_error(e);
    return e.condition() == roster::errc::invalid_argument ? 2 : 1;
  } catch (const std::bad_alloc&) {
    report_error(std::runtime_error("out of memory"));
    return 1;
  } catch (const std::exception& e) {
    report_error(e);
    return 1;
  }
}
