// SPDX-License-Identifier: BSL-1.0
// roster-ls: lists AI services of PAI-EAS and Qianfan.

#include <unistd.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "../streams/standard_streams.hpp"
#include "completion.hpp"
#include "dry_run.hpp"
#include "help.hpp"
#include "options.hpp"
#include "run.hpp"
#include "schemas.hpp"
#include "sources.hpp"
#include "standard_output.hpp"
#include "stderr_log.hpp"
#include "warnings.hpp"

namespace {

namespace asio = boost::asio;
using namespace roster_ls;

enum exit_status { listed = 0, failed = 1, wrong_usage = 2, incomplete = 3, interrupted = 130 };

/// Returns whether the statistics could be written.
bool print_stats(const roster::report& sum, std::chrono::milliseconds elapsed) {
  const auto truth = [](bool b) { return b ? "true" : "false"; };
  std::ostringstream line;
  line << "{\"requests\":" << sum.requests << ",\"retries\":" << sum.retries << ",\"pages\":" << sum.pages
       << ",\"items\":" << sum.items << ",\"duplicates\":" << sum.duplicates
       << ",\"left_out\":" << sum.skipped_fields.members << ",\"bytes\":" << sum.bytes
       << ",\"elapsed_ms\":" << elapsed.count() << ",\"drift\":" << truth(sum.drift)
       << ",\"incomplete\":" << truth(sum.incomplete) << "}\n";
  return standard_streams::write_all(STDERR_FILENO, line.str()) == 0;
}

/// Prints which listings failed when others succeeded.
exit_status status_of(const outcome& result) {
  if (result.failed.empty()) return result.sum.incomplete || result.sum.drift ? incomplete : listed;
  if (result.listings == result.failed.size()) return failed;
  std::string names;
  for (const auto& name : result.failed) names += (names.empty() ? "" : ", ") + name;
  say("incomplete: " + std::to_string(result.failed.size()) + " of " + std::to_string(result.listings) +
      " listings failed: " + names);
  return incomplete;
}

/// Runs the listing on this thread until it ends or is interrupted.
exit_status run(const options& wanted) {
  check_names(wanted);
  asio::io_context context(1);
  const auto from = find_sources(wanted, context.get_executor());
  if (!from.emulator_endpoint.empty())
    say("listing generated services from the embedded emulator at " + from.emulator_endpoint);

  print_warnings(wanted, from);

  asio::cancellation_signal stop;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  bool was_interrupted = false;
  signals.async_wait([&](boost::system::error_code error, int) {
    if (error) return;
    was_interrupted = true;
    stop.emit(asio::cancellation_type::terminal);
  });

  outcome result;
  std::exception_ptr error;
  auto work = wanted.explain   ? show_splits(wanted, from)
              : wanted.dry_run ? show_requests(wanted, from)
              : wanted.watch   ? watch_all(wanted, from, result)
                               : list_all(wanted, from, result);
  asio::co_spawn(context, std::move(work),
                 asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e) {
                   error = e;
                   signals.cancel();
                   if (from.emulator) from.emulator->stop();
                   context.stop();
                 }));
  const auto start = std::chrono::steady_clock::now();
  context.run();
  const auto elapsed =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  auto status = was_interrupted || error ? interrupted : status_of(result);
  if (wanted.stats && !print_stats(result.sum, elapsed) && status == listed)
    status = failed;  // the last line
  if (error && !was_interrupted) std::rethrow_exception(error);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  standard_streams::reserve();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const auto wanted = parse_options(std::vector<std::string>(argv + 1, argv + argc));
    if (wanted.help) {
      print(wanted.topic.empty() ? help_text() : help_text(wanted.topic));
      return listed;
    }
    if (wanted.version) {
      print("roster-ls " ROSTER_VERSION_STRING "\n");
      return listed;
    }
    if (wanted.completion) {
      print(completion_script(*wanted.completion));
      return listed;
    }
    if (wanted.openapi) {
      const auto& endpoints = wanted.endpoints;
      print(openapi_of(wanted.apis.front(), endpoints.empty() ? "" : endpoints.front().url));
      return listed;
    }
    return run(wanted);
  } catch (const output_closed&) {
    return listed;
  } catch (const usage_error& e) {
    say(e.what());
    return wrong_usage;
  } catch (const std::exception& e) {
    say(e.what());
    return failed;
  }
}
