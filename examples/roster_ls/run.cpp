// SPDX-License-Identifier: BSL-1.0
#include "run.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <iostream>
#include <limits>
#include <ranges>
#include <roster/auth/static_credentials.hpp>
#include <roster/client.hpp>
#include <roster/eas.hpp>
#include <roster/printable.hpp>
#include <roster/qianfan.hpp>
#include <roster/wire/assign.hpp>
#include <roster/wire/condition.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rows.hpp"

namespace roster_ls {
namespace {

namespace asio = boost::asio;
using eas_operation = roster::eas::list_services;
using qianfan_operation = roster::qianfan::describe_services;

/// One list to go through: the client of its operation and the request.
template <class Operation>
struct task {
  std::string name;
  roster::client_config config;
  typename Operation::request request;
};

struct tasks {
  std::vector<task<eas_operation>> eas{};
  std::vector<task<qianfan_operation>> qianfan{};
};

void refuse(const std::optional<roster::assign_error>& error, const std::string& option) {
  if (error) throw usage_error(option + ": " + error->message);
}

template <class Operation>
typename Operation::request make_request(const options& wanted) {
  typename Operation::request request;
  for (const auto& [name, value] : wanted.parameters)
    refuse(roster::assign<roster::case_of<Operation>>(request, name, value), "--param");
  if (wanted.page_size) request.*roster::paging_of<Operation>.size = *wanted.page_size;
  return request;
}

roster::eas::list_services_request make_eas_request(const options& wanted) {
  auto request = make_request<eas_operation>(wanted);
  for (const auto& labels : wanted.labels)
    refuse(roster::assign_pairs<roster::pascal_case>(request, "Label", labels), "--label");
  return request;
}

/// The API lists one protocol version at a time: both, unless the user asks for one.
std::vector<task<qianfan_operation>> make_qianfan_tasks(const options& wanted,
                                                        const roster::qianfan::client_config& config) {
  auto request = make_request<qianfan_operation>(wanted);
  if (request.protocol_version) return {{"qianfan", to_client_config(config), std::move(request)}};
  std::vector<task<qianfan_operation>> versions;
  for (const int version : {1, 2}) {
    request.protocol_version = version;
    versions.push_back({"qianfan version " + std::to_string(version), to_client_config(config), request});
  }
  return versions;
}

tasks make_tasks(const options& wanted, const sources& from) {
  tasks all;
  for (const auto& source : from.eas)
    all.eas.push_back({source.name, to_client_config(source.config), make_eas_request(wanted)});
  if (from.qianfan) all.qianfan = make_qianfan_tasks(wanted, *from.qianfan);
  return all;
}

/// Skip and limit, over all listings.
struct window {
  static constexpr auto no_limit = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t skip;
  std::uint64_t left;

  explicit window(const options& wanted) : skip(wanted.skip), left(wanted.limit.value_or(no_limit)) {}
  bool closed() const noexcept { return left == 0; }
  /// How many more items a source may have to bring, as far as take can count.
  std::ptrdiff_t most() const noexcept {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::ptrdiff_t>::max());
    return static_cast<std::ptrdiff_t>(left > highest - std::min(skip, highest) ? highest : left + skip);
  }
  /// Tells whether an item is to be shown, and counts it.
  bool passes() noexcept {
    if (skip != 0) {
      --skip;
      return false;
    }
    --left;
    return true;
  }
};

void add(roster::report& sum, const roster::report& part) {
  sum.requests += part.requests;
  sum.retries += part.retries;
  sum.pages += part.pages;
  sum.items += part.items;
  sum.duplicates += part.duplicates;
  sum.bytes += part.bytes;
  sum.incomplete = sum.incomplete || part.incomplete;
  sum.drift = sum.drift || part.drift;
}

void say(const std::string& source, const std::string& message) {
  std::cerr << "roster-ls: " << source << ": " << message << std::endl;
}

/// All conditions at once.
template <class Operation>
auto make_filter(const options& wanted) {
  using item = roster::item_of<Operation>;
  std::vector<roster::condition<item>> all;
  for (const auto& text : wanted.conditions) {
    try {
      all.push_back(roster::parse_condition<item, roster::case_of<Operation>>(text));
    } catch (const roster::failure& f) {
      throw usage_error("--where: " + std::string(f.what()));
    }
  }
  return [all = std::move(all)](const item& service) {
    return std::all_of(all.begin(), all.end(), [&](const auto& condition) { return condition(service); });
  };
}

template <class Operation>
class lister {
 public:
  lister(row_output& out, const options& wanted, outcome& result)
      : out_(out),
        wanted_(wanted),
        result_(result),
        rows_(out, wanted),
        filter_(make_filter<Operation>(wanted)) {}

  asio::awaitable<void> list(const task<Operation>& work, window& view, std::uint64_t& shown) {
    auto executor = co_await asio::this_coro::executor;
    auto all = open(executor, work);
    if (wanted_.conditions.empty()) {
      auto range = std::move(all) | std::views::take(view.most());
      co_await go_through(range, work.name, view, shown);
    } else {
      auto range = std::move(all) | std::views::filter(filter_) | std::views::take(view.most());
      co_await go_through(range, work.name, view, shown);
    }
  }

 private:
  auto open(asio::any_io_executor executor, const task<Operation>& work) const {
    const roster::client<Operation> client(std::move(executor), work.config);
    return client.list(work.request, {.deadline = wanted_.deadline});
  }

  template <class Range>
  asio::awaitable<void> go_through(Range& range, const std::string& name, window& view,
                                   std::uint64_t& shown) {
    std::string failed;
    try {
      co_await show_pages(range, view, shown);
    } catch (const roster::failure& f) {
      failed = f.what();
      if (f.condition() == roster::errc::no_credentials)
        failed += "; for invented services: roster-ls --emulator";
    }
    add(result_.sum, range.report());
    if (!failed.empty()) {
      result_.failed = true;
      say(name, failed);
    } else if (!range.report().complete()) {
      say(name,
          std::string(range.report().incomplete ? "incomplete: " : "the list changed while it was read: ") +
              range.report().remark);
    }
  }

  template <class Range>
  asio::awaitable<void> show_pages(Range& range, window& view, std::uint64_t& shown) {
    while (true) {
      auto page = co_await range.next_page();
      if (!page) co_return;
      for (const auto& service : *page) {
        if (!view.passes()) continue;
        ++shown;
        if (!wanted_.count) rows_.write(service);
      }
      out_.flush();
    }
  }

  row_output& out_;
  const options& wanted_;
  outcome& result_;
  row_writer<Operation> rows_;
  decltype(make_filter<Operation>(std::declval<const options&>())) filter_;
};

template <class Operation>
asio::awaitable<void> list_tasks(const std::vector<task<Operation>>& work, lister<Operation>& with,
                                 window& view, std::uint64_t& shown) {
  for (const auto& one : work) {
    if (view.closed()) co_return;
    co_await with.list(one, view, shown);
  }
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

asio::awaitable<bool> has_credentials(const roster::client_config& config) {
  try {
    (void)co_await config.credentials->get();
    co_return true;
  } catch (const roster::failure&) {
    co_return false;
  }
}

template <class Operation>
asio::awaitable<void> show_request(const task<Operation>& work, roster::demand most, row_output& out) {
  auto executor = co_await asio::this_coro::executor;
  auto config = work.config;
  const bool has_key = co_await has_credentials(config);
  if (!has_key) {
    say(work.name, "no credentials found; the request is shown as if they were \"dry-run\"");
    config.credentials = std::make_shared<roster::static_credentials>(
        roster::credentials{.access_key_id = "dry-run", .access_key_secret = roster::secret("dry-run")});
  }
  const roster::client<Operation> client(executor, config);
  const auto request = co_await client.prepare(work.request, {}, most);
  out.add_line(request.method + " " + request.to.origin() + request.target());
  if (!request.body.empty()) out.add_line("body: " + request.body);
  out.add_line("canonical request:");
  out.add_raw(indented(client.signer()->canonical_request(request)));
}

}  // namespace

void check_names(const options& wanted) {
  if (wanted.which == api::eas) {
    (void)make_eas_request(wanted);
    (void)make_filter<eas_operation>(wanted);
    row_writer<eas_operation>::check_fields(wanted);
  }
  if (wanted.which == api::qianfan) {
    (void)make_request<qianfan_operation>(wanted);
    (void)make_filter<qianfan_operation>(wanted);
    row_writer<qianfan_operation>::check_fields(wanted);
  }
}

asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  row_output out(sink, wanted);
  window view(wanted);
  std::uint64_t shown = 0;
  if (!work.eas.empty()) {
    lister<eas_operation> with(out, wanted, result);
    co_await list_tasks(work.eas, with, view, shown);
  }
  if (!work.qianfan.empty()) {
    lister<qianfan_operation> with(out, wanted, result);
    co_await list_tasks(work.qianfan, with, view, shown);
  }
  if (wanted.count) out.add_line(std::to_string(shown));
  out.finish();
}

asio::awaitable<void> show_requests(const options& wanted, const sources& from) {
  const auto work = make_tasks(wanted, from);
  standard_output sink;
  auto plain = wanted;
  plain.count = true;  // no titles, no brackets
  row_output out(sink, plain);
  const auto most = wanted.conditions.empty() && wanted.limit
                        ? static_cast<roster::demand>(window(wanted).most())
                        : roster::unlimited;
  for (const auto& one : work.eas) co_await show_request(one, most, out);
  for (const auto& one : work.qianfan) co_await show_request(one, most, out);
  out.flush();
}

}  // namespace roster_ls
