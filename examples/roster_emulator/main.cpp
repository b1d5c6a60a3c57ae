// SPDX-License-Identifier: BSL-1.0
// roster-emulator: serves PAI-EAS and Qianfan on this machine.

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <exception>
#include <fstream>
#include <new>
#include <roster/config.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/data/load_options.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/wire/encode.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "../streams/standard_streams.hpp"
#include "completion.hpp"
#include "help.hpp"
#include "options.hpp"

namespace {

namespace asio = boost::asio;
using roster_emulator::options;
using roster_emulator::usage_error;

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

/// Returns the clouds of --data, without faults.
roster::emulator::cloud load_data(const options& wanted, roster::emulator::options held) {
  const auto json = roster_emulator::read_file("--data", wanted.data_file);
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
    const auto wanted = roster_emulator::parse_options(std::vector<std::string>(argv + 1, argv + argc));
    if (wanted.help)
      write_to(STDOUT_FILENO, roster_emulator::help_text);
    else if (wanted.version)
      write_to(STDOUT_FILENO, "roster-emulator " ROSTER_VERSION_STRING "\n");
    else if (!wanted.completion.empty())
      write_to(STDOUT_FILENO,
               roster_emulator::completion_script(wanted.completion, roster_emulator::help_text));
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
