// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/range/as_expected.hpp>
#include <version>

#if defined(__cpp_lib_expected)
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/range/await_blocking.hpp>
#include <stdexcept>
#include <support/fake_list.hpp>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using roster::as_expected;
using roster::await_blocking;

namespace {

std::shared_ptr<fake::list<int>> two_pages() {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2}, {3}};
  return list;
}

asio::awaitable<void> throw_or_return(int what) {
  if (what == 1) throw roster::failure(roster::errc::throttled, "slower");
  if (what == 2) throw std::logic_error("a bug");
  if (what == 3) throw boost::system::system_error(asio::error::operation_aborted);
  co_return;
}

}  // namespace

TEST_CASE("as_expected: returns the result, or the failure") {
  asio::io_context io;
  auto list = two_pages();
  auto range = fake::range_of(list, io.get_executor());
  std::vector<int> seen;
  std::size_t failures = 0;
  for (std::size_t step = 0; step < 10; ++step) {
    list->failing = step % 2 == 0 ? 1 : 0;
    const std::expected<std::optional<int>, roster::failure> item =
        await_blocking(io.get_executor(), as_expected(range.next()));
    if (!item) {
      CHECK(item.error().condition() == roster::errc::unavailable);
      ++failures;
    } else if (*item) {
      seen.push_back(**item);
    } else {
      break;
    }
  }
  CHECK(seen == std::vector<int>{1, 2, 3});
  CHECK(failures >= 2);
}

TEST_CASE("as_expected: returns what has no value, and throws other exceptions and the cancellation") {
  asio::io_context io;
  const auto result = [&](int what) {
    return await_blocking(io.get_executor(), as_expected(throw_or_return(what)));
  };
  CHECK(result(0).has_value());
  CHECK(result(1).error().condition() == roster::errc::throttled);
  CHECK_THROWS_AS(static_cast<void>(result(2)), std::logic_error);
  CHECK_THROWS_AS(static_cast<void>(result(3)), boost::system::system_error);
}

TEST_CASE("as_expected: takes results that can only be moved") {
  asio::io_context io;
  auto range = fake::range_of(two_pages(), io.get_executor());
  const auto all = await_blocking(io.get_executor(), as_expected(range.collect()));
  CHECK(all.value() == std::vector<int>{1, 2, 3});
  const auto own = [](int n) -> asio::awaitable<std::unique_ptr<int>> { co_return std::make_unique<int>(n); };
  CHECK(**await_blocking(io.get_executor(), as_expected(own(7))) == 7);
}

#else

TEST_CASE("as_expected: needs std::expected") { MESSAGE("not in this standard library"); }

#endif
