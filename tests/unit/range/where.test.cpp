// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/concat_source.hpp>
#include <roster/range/page_source.hpp>
#include <roster/schema/field.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <support/fake_list.hpp>

namespace asio = boost::asio;
using roster::field;
using roster::pushdown;
using roster::where;

namespace {

struct thing {
  std::string color{};
  std::optional<int> size{};
};

/// The server-side filter of a service: one color.
struct request {
  std::string color{};
  std::vector<roster::demand> demands{};
};

/// A service of three pages that can filter by one color.
class color_service final : public roster::page_source<thing> {
 public:
  color_service(std::shared_ptr<request> asked, asio::any_io_executor executor)
      : asked_(std::move(asked)), executor_(std::move(executor)) {}

  asio::awaitable<std::optional<roster::page<thing>>> next(roster::demand wanted) override {
    asked_->demands.push_back(wanted);
    if (left_.empty()) co_return std::nullopt;
    auto items = std::move(left_.front());
    left_.pop_front();
    if (!asked_->color.empty())
      std::erase_if(items, [&](const thing& t) { return t.color != asked_->color; });
    roster::page<thing> page{};
    page.items = std::move(items);
    co_return page;
  }
  bool push_down(const roster::detail::in_list& wanted) override {
    if (wanted.field.text != "color" || wanted.values.size() != 1 || !asked_->color.empty()) return false;
    asked_->color = std::get<std::string>(wanted.values.front().value);
    return true;
  }
  std::string request_text() const override { return asked_->color.empty() ? "" : "Color=" + asked_->color; }
  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  std::shared_ptr<request> asked_;
  asio::any_io_executor executor_;
  roster::report report_{};
  std::deque<std::vector<thing>> left_{
      {{"red", 1}, {"blue", 2}, {"red", std::nullopt}}, {{"blue", 3}}, {{"red", 4}, {"red", 5}}};
};

struct bench {
  asio::io_context io{};
  std::shared_ptr<request> asked = std::make_shared<request>();

  roster::async_range<thing> all() {
    return roster::async_range<thing>(std::make_unique<color_service>(asked, io.get_executor()));
  }
};

using sizes = std::vector<std::optional<int>>;
const auto red = field<&thing::color> == "red";
const auto large = field<&thing::size> > 3;

sizes sizes_of(const std::vector<thing>& things) {
  sizes all;
  for (const auto& t : things) all.push_back(t.size);
  return all;
}

}  // namespace

TEST_CASE("where: equals a filter, and pushes down what the service supports") {
  bench setup;
  auto range = setup.all() | where(red && large);
  CHECK(setup.asked->color == "red");
  CHECK(setup.asked->demands.empty());
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{4, 5});
}

TEST_CASE("where: pushes nothing down with pushdown::off, and yields the same") {
  bench setup;
  auto range = setup.all() | where(red && large, pushdown::off);
  CHECK(setup.asked->color.empty());
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{4, 5});
}

TEST_CASE("where: knows how many items are needed when the whole condition is pushed down") {
  bench setup;
  auto range = setup.all() | where(red) | std::views::take(1);
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{1});
  CHECK(setup.asked->demands == std::vector<roster::demand>{1});
}

TEST_CASE("where: requests the maximum page size when a condition remains client-side") {
  bench setup;
  auto range = setup.all() | where(red && large) | std::views::take(1);
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{4});
  CHECK(setup.asked->demands.front() == roster::detail::unlimited);
}

TEST_CASE("where: after another adaptor, evaluates everything client-side") {
  bench setup;
  auto range = setup.all() | std::views::drop(1) | where(red) | std::views::take(2);
  CHECK(setup.asked->color.empty());
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{std::nullopt, 4});
}

TEST_CASE("where: directly after another where, pushes its condition down, too") {
  bench setup;
  auto range = setup.all() | where(large) | where(red);
  CHECK(setup.asked->color == "red");
  CHECK(range.explain() == "server-side filter: Color=red\nclient-side filter: size > 3");
  CHECK(sizes_of(fake::run(setup.io, range.collect())) == sizes{4, 5});
}

TEST_CASE("where: compares items of another type than the source's after a transform") {
  bench setup;
  struct box {
    thing inside{};
  };
  auto range = setup.all() | std::views::transform([](const thing& t) { return box{t}; }) |
               where(field<&box::inside, &thing::color> == "blue");
  const auto boxes = fake::run(setup.io, range.collect());
  REQUIRE(boxes.size() == 2);
  CHECK(boxes[0].inside.size == 2);
}

TEST_CASE("explain: lists the server-side and the client-side conditions") {
  bench setup;
  CHECK(setup.all().explain() == "server-side filter: none\nclient-side filter: none");
  CHECK((bench().all() | where(red && large)).explain() ==
        "server-side filter: Color=red\nclient-side filter: size > 3");
  CHECK((bench().all() | where(red && !large) | std::views::take(1)).explain() ==
        "server-side filter: Color=red\nclient-side filter: not (size > 3)");
  CHECK((bench().all() | where(red || large)).explain() ==
        "server-side filter: none\nclient-side filter: (color == \"red\" or size > 3)");
  CHECK((bench().all() | where(red) | std::views::take(1) | where(large)).explain() ==
        "server-side filter: Color=red\nclient-side filter: size > 3");
  CHECK((bench().all() | where(red, pushdown::off)).explain() ==
        "server-side filter: none\nclient-side filter: color == \"red\"");
}

TEST_CASE("explain: returns the same for a range that was moved, and that was started") {
  bench setup;
  auto range = setup.all() | where(red && large);
  const auto before = range.explain();
  auto moved = std::move(range);
  CHECK(moved.explain() == before);
  (void)fake::run(setup.io, moved.next());
  CHECK(moved.explain() == before);
  bench other;
  moved = other.all() | where(!large);
  CHECK(moved.explain() == "server-side filter: none\nclient-side filter: not (size > 3)");
}

TEST_CASE("where: a second value for a condition already pushed down is evaluated client-side") {
  bench setup;
  auto range = setup.all() | where(red && field<&thing::color> == "blue");
  CHECK(setup.asked->color == "red");
  CHECK(fake::run(setup.io, range.collect()).empty());
}

TEST_CASE("where: without a condition passes everything") {
  bench setup;
  auto range = setup.all() | where(roster::condition<thing>()) | std::views::take(2);
  CHECK(range.explain() == "server-side filter: none\nclient-side filter: none");
  CHECK(fake::run(setup.io, range.collect()).size() == 2);
  CHECK(setup.asked->demands == std::vector<roster::demand>{2});
}
