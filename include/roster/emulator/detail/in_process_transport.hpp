// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that calls an emulator without sockets.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_service.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/transport.hpp>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Passes requests to an emulator in the same process, after the same checks as the real transport.
class in_process_transport final : public transport {
 public:
  in_process_transport(boost::asio::any_io_executor executor, std::shared_ptr<emulated_service> service)
      : executor_(std::move(executor)), service_(std::move(service)) {}

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  boost::asio::any_io_executor executor_;
  std::shared_ptr<emulated_service> service_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/in_process_transport.ipp>
#endif
