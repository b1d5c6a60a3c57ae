// SPDX-License-Identifier: BSL-1.0
// The asio::spawn row of the completion tokens, in a separate program, since it needs a library:
// Boost.Context.
#include <doctest/doctest.h>

#include <boost/asio/error.hpp>  // missing in spawn.hpp of Boost 1.81
#include <boost/asio/spawn.hpp>
#include <exception>
#include <roster/range/detail/async_operation.hpp>
#include <support/token_matrix.hpp>

namespace asio = boost::asio;

namespace {

/// The ways in which the fiber uses its yield_context.
enum class use { throwing, with_code };

template <use How>
struct yield {
  template <class Begin, class Result>
  static void start(token::world& w, Begin begin, token::outcome_of<Result> out) {
    const auto body = [begin](asio::yield_context here) -> Result {
      if constexpr (How == use::throwing) return begin(here);
      boost::system::error_code code;
      auto result = begin(here[code]);
      if (code) throw boost::system::system_error(code);
      return result;
    };
    auto handler = [then = token::noting(out, w.io)](std::exception_ptr error, Result result) mutable {
      then(roster::detail::completion_code(error), std::move(result));
    };
    asio::spawn(w.io, body, asio::bind_cancellation_slot(w.cancel.slot(), std::move(handler)));
  }
};

}  // namespace

TEST_CASE("async operations: a fiber's yield: all outcomes, and the range continues where it was") {
  token::check_row<yield<use::throwing>>();
  token::check_row<yield<use::with_code>>();
}
