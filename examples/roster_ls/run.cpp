// SPDX-License-Identifier: BSL-1.0
#include "run.hpp"

#include <boost/asio/this_coro.hpp>
#include <string>
#include <vector>

#include "conditions.hpp"
#include "lister.hpp"
#include "rows.hpp"
#include "stderr_log.hpp"
#include "tasks.hpp"
#include "watcher.hpp"

namespace roster_ls {
namespace {

template <class Listing>
boost::asio::awaitable<void> list_tasks(const std::vector<typename Listing::task>& work, std::string name,
                                        shared& with) {
  if (work.empty()) co_return;
  lister<Listing> all(with);
  if (!with.view.closed()) co_await all.list(work, std::move(name));
  all.finish();
}

template <class Listing>
boost::asio::awaitable<void> watch_tasks(std::vector<typename Listing::task> work, const options& wanted,
                                         outcome& result) {
  if (work.empty()) co_return;
  const auto executor = co_await boost::asio::this_coro::executor;
  standard_output sink;
  row_output out(sink, wanted);
  watcher<Listing> all(executor, std::move(work), wanted, out);
  bool more = true;
  while (more) {
    more = co_await all.show_poll();
    out.flush_table();
    result = {};
    all.add_to(result);
  }
}

template <class Listing>
void check_names_of(const options& wanted) {
  (void)make_condition<Listing>(wanted);
  row_writer<Listing>::check_fields(wanted);
}

}  // namespace

void check_names(const options& wanted) {
  check_parameters(wanted);
  if (wanted.which == api::eas) check_names_of<eas_listing>(wanted);
  if (wanted.which == api::qianfan) check_names_of<qianfan_listing>(wanted);
  if (wanted.which == api::services) check_names_of<service_listing>(wanted);
}

boost::asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  shared with(sink, wanted, result);
  co_await list_tasks<eas_listing>(work.eas, "eas", with);
  co_await list_tasks<qianfan_listing>(work.qianfan, "qianfan", with);
  co_await list_tasks<service_listing>(work.services, "all", with);
  const bool all_failed = result.failed.size() == result.listings && result.listings != 0;
  if (wanted.count && !all_failed) with.out.add_line(std::to_string(with.view.shown()));
  with.out.finish(all_failed);
  const bool is_empty = with.view.shown() == 0 && result.failed.empty();
  if (is_empty && sink.is_terminal() && with.out.has_table() && !wanted.count) say("no services found");
}

boost::asio::awaitable<void> watch_all(const options& wanted, const sources& from, outcome& result) {
  auto work = make_tasks(wanted, from);
  co_await watch_tasks<eas_listing>(std::move(work.eas), wanted, result);
  co_await watch_tasks<qianfan_listing>(std::move(work.qianfan), wanted, result);
  co_await watch_tasks<service_listing>(std::move(work.services), wanted, result);
}

}  // namespace roster_ls
