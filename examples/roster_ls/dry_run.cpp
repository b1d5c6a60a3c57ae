// SPDX-License-Identifier: BSL-1.0
#include "dry_run.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client.hpp>
#include <roster/client/detail/pushdown.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/range/adaptor/where.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "conditions.hpp"
#include "rows.hpp"
#include "skip_limit.hpp"
#include "stderr_log.hpp"
#include "tasks.hpp"

namespace roster_ls {
namespace {

namespace asio = boost::asio;

std::string escaped(std::string_view text) { return roster::escape_for_log(text, std::string_view::npos); }

/// Indents every line. The signers mask tokens in the text that they return.
std::string indented(const std::string& lines) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    out += "  " + escaped(std::string_view(lines).substr(begin, end - begin)) + '\n';
    begin = end + 1;
  }
  return out;
}

/// Returns why there are no credentials; "" when there are some.
asio::awaitable<std::string> why_no_credentials(const roster::client_config& config) {
  if (!config.credentials) co_return "";  // none are needed
  try {
    (void)co_await config.credentials->get();
  } catch (const roster::failure& f) {
    co_return f.what();
  }
  co_return "";
}

void show_prepared(const prepared_request& made, row_output& out) {
  const auto& request = made.request;
  out.add_line(escaped(request.method + " " + request.to.origin() + request.target()));
  if (!request.body.empty()) out.add_line("body: " + escaped(request.body));
  if (made.canonical.empty()) return;  // not signed
  out.add_line("canonical request:");
  out.add_raw(indented(made.canonical));
}

asio::awaitable<roster::client_config> with_credentials(std::string name, roster::client_config config) {
  const auto missing = co_await why_no_credentials(config);
  if (!missing.empty()) {
    say(name + ": " + missing + "; the request is shown with the placeholder credentials \"dry-run\"");
    config.credentials = roster::static_key("dry-run", "dry-run", "dry-run");
  }
  co_return config;
}

asio::awaitable<void> show_list(service_list one, row_output& out) {
  auto executor = co_await asio::this_coro::executor;
  auto config = co_await with_credentials(one.from.name, one.config);
  const auto made = co_await one.prepare(executor, config);
  show_prepared(made, out);
}

template <class Operation>
asio::awaitable<void> show_request(task<Operation> work, const options& wanted, row_output& out) {
  auto executor = co_await asio::this_coro::executor;
  auto config = co_await with_credentials(work.name, work.config);
  const roster::client<Operation> client(executor, config);
  const auto left = roster::detail::push_down<Operation>(make_condition<api_listing<Operation>>(wanted),
                                                         work.request, work.how);
  const bool cut = left.empty() && wanted.sort_by.empty() && wanted.limit;
  const auto most = cut ? static_cast<roster::demand>(window(wanted).most()) : roster::detail::unlimited;
  auto request = co_await client.prepare(work.request, work.how, most);
  auto canonical = client.signer()->canonical_request(request);
  show_prepared({.request = std::move(request), .canonical = std::move(canonical)}, out);
}

template <class Operation>
void show_split(const task<Operation>& work, const options& wanted, asio::any_io_executor executor,
                row_output& out) {
  const roster::client<Operation> client(std::move(executor), work.config);
  const auto range =
      client.list(work.request, work.how) | roster::where(make_condition<api_listing<Operation>>(wanted));
  out.add_line(escaped(work.name));
  out.add_raw(indented(range.explain()));
}

/// Returns the options with output that has no titles and brackets.
options plain(options wanted) {
  wanted.count = true;
  return wanted;
}

}  // namespace

asio::awaitable<void> show_requests(const options& wanted, const sources& from) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  row_output out(sink, plain(wanted));
  for (const auto& one : work.eas) co_await show_request(one, wanted, out);
  for (const auto& one : work.qianfan) co_await show_request(one, wanted, out);
  if (!work.services.empty() && (!wanted.conditions.empty() || !wanted.since.empty()))
    say("the requests are shown without the conditions; those that a service supports are sent to it");
  for (const auto& one : work.services) co_await show_list(one, out);
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
