// SPDX-License-Identifier: BSL-1.0
// The cost of a range per item when the pages are already in memory, compared with hand-written loops that move the
// same values out of the same pages, with the standard adaptors on a flat list, and with a blocking range of another
// library's structure.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/eas/schema.hpp>
#include <roster/range/async_range.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "measure.hpp"
#include "stream_range_peer.hpp"

namespace asio = boost::asio;

namespace {

constexpr std::size_t page_size = 100;

struct model {
  std::int64_t id{};
  std::int64_t group{};
  std::string name{};
};

template <class Item>
using pages_of = std::vector<std::vector<Item>>;

/// A source whose pages are already in memory.
template <class Item>
class ready_pages final : public roster::page_source<Item> {
 public:
  ready_pages(pages_of<Item> pages, asio::any_io_executor executor)
      : pages_(std::move(pages)), executor_(std::move(executor)) {}
  asio::awaitable<std::optional<roster::page<Item>>> next(roster::demand) override {
    if (at_ == pages_.size()) co_return std::nullopt;
    roster::page<Item> page{};
    page.items = std::move(pages_[at_++]);
    page.total = static_cast<std::int64_t>(pages_.size() * page_size);
    co_return page;
  }
  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  pages_of<Item> pages_;
  asio::any_io_executor executor_;
  std::size_t at_{};
  roster::report report_{};
};

std::size_t weight(const model& m) { return static_cast<std::size_t>(m.id); }
std::size_t weight(const std::string& name) { return name.size(); }
std::size_t weight(const roster::eas::service& s) { return s.service_name.size(); }

template <class Range>
asio::awaitable<std::size_t> sum_by_next(Range range) {
  std::size_t sum = 0;
  while (true) {
    const auto item = co_await range.next();
    if (!item) co_return sum;
    sum += weight(*item);
  }
}
template <class Range>
asio::awaitable<std::size_t> sum_by_for_each(Range range) {
  std::size_t sum = 0;
  auto add = [&](const auto& item) { sum += weight(item); };
  co_await range.for_each(add);
  co_return sum;
}
template <class Range>
asio::awaitable<std::size_t> sum_of_collected(Range range) {
  const auto all = co_await range.collect();
  std::size_t sum = 0;
  for (const auto& item : all) sum += weight(item);
  co_return sum;
}

/// Returns the next name by a coroutine that does nothing else: the least that an awaited item costs.
class names_by_hand {
 public:
  names_by_hand(pages_of<model>& pages, std::int64_t most) : pages_(pages), left_(most) {}

  asio::awaitable<std::optional<std::string>> next() {
    while (left_ != 0 && page_ != pages_.size()) {
      for (auto& items = pages_[page_]; at_ != items.size();) {
        auto& m = items[at_++];
        if (m.group == 3) continue;
        --left_;
        co_return std::move(m.name);
      }
      ++page_;
      at_ = 0;
    }
    co_return std::nullopt;
  }

 private:
  pages_of<model>& pages_;
  std::int64_t left_;
  std::size_t page_{};
  std::size_t at_{};
};

/// Returns the pages as a list of stream_range_peer.hpp; its token is the number of the next page.
template <class Item>
peers::stream_range<Item> stream_of(pages_of<Item>& pages) {
  return peers::list<Item>(
      [&pages](const peers::page_request& request) -> peers::status_or<peers::page_response<Item>> {
        const std::size_t number = request.page_token.empty() ? 0 : std::stoul(request.page_token);
        peers::page_response<Item> response;
        response.items = std::move(pages[number]);
        if (number + 1 != pages.size()) response.next_page_token = std::to_string(number + 1);
        return response;
      });
}

/// Throws the error of an element of a stream.
template <class Item>
Item& value_of(peers::status_or<Item>& item) {
  if (!item) throw std::runtime_error(item.error().message());
  return *item;
}

std::size_t finish(asio::io_context& io, asio::awaitable<std::size_t> work) {
  std::optional<std::size_t> result;
  asio::co_spawn(io, std::move(work), [&](std::exception_ptr error, std::size_t value) {
    if (error) std::rethrow_exception(error);
    result = value;
  });
  io.run();
  return result.value();
}

/// Gives every run a fresh copy of the pages, made before the clock starts.
template <class Item>
class source {
 public:
  explicit source(pages_of<Item> pages) : pages_(std::move(pages)) {}

  double items() const { return static_cast<double>(pages_.size() * page_size); }

  template <class Run>
  bench::row by_hand(std::string name, Run run) {
    return {std::move(name), [this, run] { return run(std::move(copy_)); }, [this] { copy_ = pages_; }};
  }
  /// `use` returns the awaitable that consumes a range.
  template <class Use>
  bench::row by_range(std::string name, Use use) {
    return by_hand(std::move(name), [use](pages_of<Item> pages) {
      asio::io_context io(1);
      auto ready = std::make_unique<ready_pages<Item>>(std::move(pages), io.get_executor());
      return finish(io, use(roster::async_range<Item>(std::move(ready))));
    });
  }

 private:
  pages_of<Item> pages_;
  pages_of<Item> copy_{};
};

auto names_of_some(auto range, std::int64_t most) {
  return std::move(range) | std::views::filter([](const model& m) { return m.group != 3; }) |
         std::views::transform(&model::name) | std::views::take(most);
}

/// Measures filter | transform | take over all items; the loop moves every name out, as the range does.
void measure_pipeline(bench::report& report, source<model> models) {
  constexpr std::int64_t most = 80'000;
  const auto loop = [](pages_of<model> pages) {
    std::size_t sum = 0;
    std::int64_t left = most;
    for (auto& page : pages)
      for (auto& m : page) {
        if (m.group == 3) continue;
        const std::string name = std::move(m.name);
        sum += weight(name);
        if (--left == 0) return sum;
      }
    return sum;
  };
  const auto streamed = [](pages_of<model> pages) {
    std::size_t sum = 0;
    std::int64_t left = most;
    for (auto& item : stream_of(pages)) {
      auto& m = value_of(item);
      if (m.group == 3) continue;
      const std::string name = std::move(m.name);
      sum += weight(name);
      if (--left == 0) break;
    }
    return sum;
  };
  const auto awaited = [](pages_of<model> pages) {
    asio::io_context io(1);
    return finish(io, sum_by_next(names_by_hand(pages, most)));
  };
  const auto flat = [](pages_of<model> pages) {
    std::size_t sum = 0;
    for (const auto& name : names_of_some(std::views::join(pages), most)) sum += weight(name);
    return sum;
  };
  report.measure(
      "range filter | transform | take", models.items(),
      {
          models.by_range("next()",
                          [](auto all) { return sum_by_next(names_of_some(std::move(all), most)); }),
          models.by_range("for_each()",
                          [](auto all) { return sum_by_for_each(names_of_some(std::move(all), most)); }),
          models.by_hand("loop by hand", loop),
          models.by_hand("a coroutine for each item, by hand", awaited),
          models.by_hand("StreamRange, modelled", streamed),
          models.by_hand("std::views over the joined pages, by reference", flat),
      });
}

template <class Item>
void measure_consuming(bench::report& report, std::string_view group, source<Item> items) {
  const auto by_reference = [](pages_of<Item> pages) {
    std::size_t sum = 0;
    for (auto& slot : pages) {
      const auto page = std::move(slot);
      for (const auto& item : page) sum += weight(item);
    }
    return sum;
  };
  const auto collected = [](pages_of<Item> pages) {
    std::vector<Item> all;
    all.reserve(pages.size() * page_size);
    for (auto& slot : pages) {
      auto page = std::move(slot);
      for (auto& item : page) all.push_back(std::move(item));
    }
    std::size_t sum = 0;
    for (const auto& item : all) sum += weight(item);
    return sum;
  };
  const auto streamed = [](pages_of<Item> pages) {
    std::size_t sum = 0;
    for (auto& item : stream_of(pages)) sum += weight(value_of(item));
    return sum;
  };
  report.measure(group, items.items(),
                 {
                     items.by_range("for_each()", [](auto all) { return sum_by_for_each(std::move(all)); }),
                     items.by_range("next()", [](auto all) { return sum_by_next(std::move(all)); }),
                     items.by_range("collect()", [](auto all) { return sum_of_collected(std::move(all)); }),
                     items.by_hand("loop by hand, by reference", by_reference),
                     items.by_hand("loop by hand, into one vector", collected),
                     items.by_hand("StreamRange, modelled", streamed),
                 });
}

}  // namespace

int main(int argc, char** argv) {
  bench::report report(argc, argv);
  pages_of<model> models(1000, std::vector<model>(page_size));
  std::int64_t id = 0;
  for (auto& page : models)
    for (auto& m : page) {
      m = {.id = id, .group = id % 7, .name = "a_model_with_a_long_name_" + std::to_string(id)};
      ++id;
    }
  measure_pipeline(report, source<model>(models));
  measure_consuming<model>(report, "range small items", source<model>(models));

  pages_of<roster::eas::service> services(50, std::vector<roster::eas::service>(page_size));
  for (auto& page : services)
    for (auto& s : page) {
      s.service_id = "eas-m-0123456789abcdef";
      s.service_name = "a_service_whose_name_is_longer_than_fifteen_bytes";
    }
  measure_consuming<roster::eas::service>(report, "range services of 53 members",
                                          source<roster::eas::service>(std::move(services)));
}
