// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client for one list operation of any API that is declared as structs.

#include <memory>
#include <roster/auth/signer.hpp>
#include <roster/client/client_config.hpp>
#include <roster/client/detail/paginator.hpp>
#include <roster/config.hpp>
#include <utility>

namespace roster::inline v0 {

/// Lists the items of the operation Op. Copies share connections; a listing may outlive its client.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
template <class Op>
class client {
  static_assert(detail::check_operation<Op>());  // first, before errors that follow from a wrong declaration

 public:
  using request = typename Op::request;

  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : core_(detail::make_client_core(std::move(executor), std::move(config))) {}

  /// Returns the list as a lazy range of Row: the item itself, or a struct of some of its members.
  /// Example: client: lists a custom API
  template <class Row = item_of<Op>>
  async_range<Row> list(request what = {}, list_options options = {}) const {
    return detail::list_range<Op, Row>(core_, std::move(what), std::move(options));
  }

  /// Returns the first request as it would be sent now for a consumer of `wanted` items, signed. Sends nothing.
  asio::awaitable<http::request> prepare(request what = {}, list_options options = {},
                                         demand wanted = detail::unlimited) const {
    return detail::prepare_listing<Op>(core_, std::move(what), std::move(options), wanted);
  }

  /// Returns the state that the listings and calls of this client share.
  const std::shared_ptr<const detail::client_core>& core() const noexcept { return core_; }
  const http::endpoint& endpoint() const noexcept { return core_->endpoint; }
  const detail::any_signer& signer() const noexcept { return core_->sign; }

 private:
  std::shared_ptr<const detail::client_core> core_;
};

}  // namespace roster::inline v0
