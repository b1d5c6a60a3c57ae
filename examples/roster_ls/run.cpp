// SPDX-License-Identifier: BSL-1.0
#include "run.hpp"

#include <boost/asio/this_coro.hpp>
#include <optional>
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

template <class Operation>
boost::asio::awaitable<void> list_tasks(const std::vector<task<Operation>>& work, std::string name,
                                        shared& with) {
  if (work.empty()) co_return;
  lister<Operation> all(with);
  if (!with.view.closed()) co_await all.list(work, std::move(name));
  all.finish();
}

}  // namespace

void check_names(const options& wanted) {
  check_parameters(wanted);
  if (wanted.which != api::qianfan) {
    (void)make_condition<eas_operation>(wanted);
    row_writer<eas_operation>::check_fields(wanted);
  }
  if (wanted.which != api::eas) {
    (void)make_condition<qianfan_operation>(wanted);
    row_writer<qianfan_operation>::check_fields(wanted);
  }
}

boost::asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  shared with(sink, wanted, result);
  co_await list_tasks(work.eas, "eas", with);
  co_await list_tasks(work.qianfan, "qianfan", with);
  const bool all_failed = result.failed.size() == result.listings && result.listings != 0;
  if (wanted.count && !all_failed) with.out.add_line(std::to_string(with.view.shown()));
  with.out.finish(all_failed);
  const bool is_empty = with.view.shown() == 0 && result.failed.empty();
  if (is_empty && sink.is_terminal() && with.out.has_table() && !wanted.count) say("no services found");
}

boost::asio::awaitable<void> watch_all(const options& wanted, const sources& from, outcome& result) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto work = make_tasks(wanted, from);
  standard_output sink;
  row_output out(sink, wanted);
  std::optional<watcher<eas_operation>> eas;
  std::optional<watcher<qianfan_operation>> qianfan;
  if (!work.eas.empty()) eas.emplace(executor, std::move(work.eas), wanted, out);
  if (!work.qianfan.empty()) qianfan.emplace(executor, std::move(work.qianfan), wanted, out);
  bool more = true;
  while (more) {
    more = false;
    if (eas) more = co_await eas->show_round();
    if (qianfan) {
      const bool qianfan_goes_on = co_await qianfan->show_round();
      more = more || qianfan_goes_on;
    }
    out.flush_table();
    result = {};
    if (eas) eas->add_to(result);
    if (qianfan) qianfan->add_to(result);
  }
}

}  // namespace roster_ls
