// SPDX-License-Identifier: BSL-1.0
#include "run.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <iostream>
#include <limits>
#include <ranges>
#include <roster/auth/static_credentials.hpp>
#include <roster/client.hpp>
#include <roster/client/ask_for.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <utility>
#include <vector>

#include "progress.hpp"
#include "rows.hpp"
#include "tasks.hpp"
#include "window.hpp"

namespace roster_ls {
namespace {

namespace asio = boost::asio;

void say(const std::string& source, const std::string& message) {
  std::cerr << "roster-ls: " << source << ": " << message << std::endl;
}

/// All conditions at once.
template <class Operation>
auto make_condition(const options& wanted) {
  using item = roster::item_of<Operation>;
  roster::condition<item> all;
  for (const auto& text : wanted.conditions) {
    try {
      all = all && roster::parse_condition<item, roster::case_of<Operation>>(text);
    } catch (const roster::failure& f) {
      throw usage_error("--where: " + std::string(f.what()));
    }
  }
  return all;
}

/// What the listings of a call share.
struct shared {
  const options& wanted;
  row_output out;
  window view;
  progress bar;
  outcome& result;

  shared(standard_output& sink, const options& o, outcome& r)
      : wanted(o), out(sink, o), view(o), bar(o.progress), result(r) {}
};

template <class Operation>
class lister {
 public:
  explicit lister(shared& with)
      : with_(with), rows_(with.out, with.wanted), condition_(make_condition<Operation>(with.wanted)) {}

  asio::awaitable<void> list(const task<Operation>& work) {
    auto executor = co_await asio::this_coro::executor;
    auto range = open(std::move(executor), work) | roster::where(condition_) | std::views::take(most());
    co_await go_through(range, work.name);
  }

  /// Writes what was held back to be sorted.
  void finish() {
    rows_.sort(held_);
    for (const auto& service : held_) write(service);
    with_.out.flush();
  }

 private:
  using item = roster::item_of<Operation>;

  auto open(asio::any_io_executor executor, const task<Operation>& work) const {
    const roster::client<Operation> client(std::move(executor), work.config);
    return client.list(work.request, work.how);
  }

  bool sorted() const noexcept { return !with_.wanted.sort_by.empty(); }

  /// A sorted list is cut only when it is whole.
  std::ptrdiff_t most() const noexcept {
    return sorted() ? std::numeric_limits<std::ptrdiff_t>::max() : with_.view.most();
  }

  template <class Range>
  asio::awaitable<void> go_through(Range& range, const std::string& name) {
    std::string failed;
    try {
      with_.bar.show(name, range.report());
      co_await show_pages(range, name);
    } catch (const roster::failure& f) {
      failed = f.what();
      if (f.condition() == roster::errc::no_credentials)
        failed += "; for invented services: roster-ls --emulator";
    }
    with_.bar.hide();
    with_.result.sum.add(range.report());
    if (!failed.empty()) {
      with_.result.failed.push_back(name);
      say(name, failed);
    } else if (!range.report().complete()) {
      say(name,
          std::string(range.report().incomplete ? "incomplete: " : "the list changed while it was read: ") +
              range.report().remark);
    }
  }

  template <class Range>
  asio::awaitable<void> show_pages(Range& range, const std::string& name) {
    while (true) {
      auto page = co_await range.next_page();
      if (!page) co_return;
      with_.bar.hide();
      for (auto& service : *page) {
        if (sorted())
          held_.push_back(std::move(service));
        else
          write(service);
      }
      with_.out.flush();
      with_.bar.show(name, range.report());
    }
  }

  void write(const item& service) {
    if (with_.view.passes() && !with_.wanted.count) rows_.write(service);
  }

  shared& with_;
  row_writer<Operation> rows_;
  roster::condition<item> condition_;
  std::vector<item> held_{};
};

template <class Operation>
asio::awaitable<void> list_tasks(const std::vector<task<Operation>>& work, shared& with) {
  if (work.empty()) co_return;
  lister<Operation> all(with);
  for (const auto& one : work) {
    if (with.view.closed()) break;
    ++with.result.listings;
    co_await all.list(one);
  }
  all.finish();
}

/// Indents every line; the signers themselves mask tokens in the text that they explain.
std::string indented(const std::string& lines) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    out += "  " + lines.substr(begin, end - begin) + '\n';
    begin = end + 1;
  }
  return out;
}

/// Returns why there are no credentials; "" when there are some.
asio::awaitable<std::string> why_no_credentials(const roster::client_config& config) {
  try {
    (void)co_await config.credentials->get();
  } catch (const roster::failure& f) {
    co_return f.what();
  }
  co_return "";
}

template <class Operation>
asio::awaitable<void> show_request(task<Operation> work, const options& wanted, row_output& out) {
  auto executor = co_await asio::this_coro::executor;
  auto config = work.config;
  const auto missing = co_await why_no_credentials(config);
  if (!missing.empty()) {
    say(work.name, missing + "; the request is shown as if they were \"dry-run\"");
    config.credentials = roster::static_key("dry-run", "dry-run");
  }
  const roster::client<Operation> client(executor, config);
  const auto left = roster::push_down<Operation>(make_condition<Operation>(wanted), work.request, work.how);
  const bool cut = left.empty() && wanted.sort_by.empty() && wanted.limit;
  const auto most = cut ? static_cast<roster::demand>(window(wanted).most()) : roster::unlimited;
  const auto request = co_await client.prepare(work.request, work.how, most);
  out.add_line(request.method + " " + request.to.origin() + request.target());
  if (!request.body.empty()) out.add_line("body: " + request.body);
  out.add_line("canonical request:");
  out.add_raw(indented(client.signer()->canonical_request(request)));
}

template <class Operation>
void show_split(const task<Operation>& work, const options& wanted, asio::any_io_executor executor,
                row_output& out) {
  const roster::client<Operation> client(std::move(executor), work.config);
  const auto range = client.list(work.request, work.how) | roster::where(make_condition<Operation>(wanted));
  out.add_line(work.name);
  out.add_raw(indented(range.explain()));
}

/// Returns the options for output without titles and brackets.
options plain(options wanted) {
  wanted.count = true;
  return wanted;
}

}  // namespace

void check_names(const options& wanted) {
  check_parameters(wanted);
  if (wanted.which == api::eas) {
    (void)make_condition<eas_operation>(wanted);
    row_writer<eas_operation>::check_fields(wanted);
  }
  if (wanted.which == api::qianfan) {
    (void)make_condition<qianfan_operation>(wanted);
    row_writer<qianfan_operation>::check_fields(wanted);
  }
}

asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  shared with(sink, wanted, result);
  co_await list_tasks(work.eas, with);
  co_await list_tasks(work.qianfan, with);
  if (wanted.count) with.out.add_line(std::to_string(with.view.shown()));
  with.out.finish();
}

asio::awaitable<void> show_requests(const options& wanted, const sources& from) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  row_output out(sink, plain(wanted));
  for (const auto& one : work.eas) co_await show_request(one, wanted, out);
  for (const auto& one : work.qianfan) co_await show_request(one, wanted, out);
  out.flush();
}

asio::awaitable<void> show_splits(const options& wanted, const sources& from) {
  const auto executor = co_await asio::this_coro::executor;
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  row_output out(sink, plain(wanted));
  for (const auto& one : work.eas) show_split(one, wanted, executor, out);
  for (const auto& one : work.qianfan) show_split(one, wanted, executor, out);
  out.flush();
}

}  // namespace roster_ls
