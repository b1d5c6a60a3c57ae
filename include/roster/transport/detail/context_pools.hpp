// SPDX-License-Identifier: BSL-1.0
#pragma once
// Closes idle connections when their event loop is destroyed: a socket must not outlive it, but clients and ranges may,
// depending on the order in which they are declared.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>
#include <memory>
#include <mutex>
#include <roster/transport/detail/connection_pool.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// The connection pools that belong to one execution context.
class context_pools final : public boost::asio::execution_context::service {
 public:
  using key_type = context_pools;
  inline static boost::asio::execution_context::id id{};

  explicit context_pools(boost::asio::execution_context& of) : service(of) {}

  /// Registers `pool`: it is closed, if it still exists, when the context of `executor` is destroyed.
  static void add(const boost::asio::any_io_executor& executor,
                  const std::shared_ptr<connection_pool>& pool) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    auto& all = boost::asio::use_service<context_pools>(context);
    const std::lock_guard lock(all.mutex_);
    std::erase_if(all.pools_, [](const auto& gone) { return gone.expired(); });
    all.pools_.push_back(pool);
  }

 private:
  void shutdown() override {
    for (const auto& one : pools_)
      if (const auto pool = one.lock()) pool->close();
  }

  std::mutex mutex_{};
  std::vector<std::weak_ptr<connection_pool>> pools_{};
};

}  // namespace roster::inline v0::detail
