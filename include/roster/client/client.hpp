// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client for one operation of any API that is declared as structs: a list or a single call.

#include <memory>
#include <roster/auth/signer.hpp>
#include <roster/client/client_config.hpp>
#include <roster/client/detail/paginator.hpp>
#include <roster/client/detail/typed_call.hpp>
#include <roster/config.hpp>
#include <utility>

namespace roster::inline v0 {

/// Sends the operation Op: lists its items, or calls it if it declares neither items nor paging. Copies share
/// connections; a listing and a call may outlive their client.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
template <class Op>
class client {
  static_assert(
      detail::check_declaration<Op>());  // first, before errors that follow from a wrong declaration

 public:
  using request = typename Op::request;    ///< the struct of the parameters
  using response = typename Op::response;  ///< the struct of a page

  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : core_(detail::make_client_core(std::move(executor), std::move(config))) {}

  /// Returns the list as a lazy range of Row: the item itself, or a struct of some of its members.
  /// Example: client: lists a custom API
  template <class Row = typename detail::default_row<Op>::type>
    requires detail::declares_list<Op>
  async_range<Row> list(request what = {}, list_options options = {}) const {
    return detail::list_range<Op, Row>(core_, std::move(what), std::move(options));
  }

  /// Calls the operation. Await it on the executor of the client.
  /// Returns: the decoded response. Absent members keep their defaults; if the operation declares a `key`, a response
  /// without that member is an error.
  /// Fails: as a listing does. A failed attempt is retried if the operation is idempotent: if it is a GET, declares
  /// `static constexpr bool idempotent = true`, or `options.read` is set; otherwise there is one attempt.
  /// Cancels: completes with operation_aborted.
  /// Example: client: calls an operation without paging
  asio::awaitable<response> call(request what = {}, call_options options = {}) const
    requires(!detail::declares_list<Op>)
  {
    return detail::typed_call<Op>::run(core_, std::move(what), std::move(options));
  }

  /// Returns the first request as it would be sent now for a consumer of `wanted` items, signed. Sends nothing, unless
  /// credentials must be fetched.
  /// Fails: as the first request of a listing does before it is sent.
  asio::awaitable<http::request> prepare(request what = {}, list_options options = {},
                                         demand wanted = detail::unlimited) const
    requires detail::declares_list<Op>
  {
    return detail::prepare_listing<Op>(core_, std::move(what), std::move(options), wanted);
  }

  /// Returns the request of a call as it would be sent now, signed. Sends nothing, unless credentials must be fetched.
  /// Fails: as call() does before the request is sent.
  asio::awaitable<http::request> prepare(request what = {}) const
    requires(!detail::declares_list<Op>)
  {
    return detail::typed_call<Op>::prepare(core_, std::move(what));
  }

  /// Exists only for the message of its static_assert.
  template <class Row = void>
    requires(!detail::declares_list<Op>)
  detail::rejected_range list(request = {}, list_options = {}) const {
    static_assert(
        sizeof(Row*) == 0,
        "roster: this operation is a single call and not a list, since it has neither items nor paging; "
        "write co_await client.call(request), or declare items and paging");
    return {};
  }

  /// Exists only for the message of its static_assert.
  template <class Unused = void>
    requires detail::declares_list<Op>
  asio::awaitable<response> call(request = {}, call_options = {}) const {
    static_assert(
        sizeof(Unused*) == 0,
        "roster: this operation is a list and not a single call, since it has items and paging; write "
        "client.list(request), or declare an operation without items and paging");
    return {};
  }

  /// Returns the state that the listings and calls of this client share.
  const std::shared_ptr<const detail::client_core>& core() const noexcept { return core_; }
  /// Returns where requests are sent.
  const http::endpoint& endpoint() const noexcept { return core_->endpoint; }
  /// Returns what signs the requests.
  const detail::any_signer& signer() const noexcept { return core_->sign; }

 private:
  std::shared_ptr<const detail::client_core> core_;
};

}  // namespace roster::inline v0
