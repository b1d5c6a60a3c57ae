// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client of an API that the emulator serves in process.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client.hpp>
#include <roster/emulator/data/generate.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/failure.hpp>
#include <roster/range/adaptors.hpp>
#include <string>
#include <support/run.hpp>
#include <utility>
#include <vector>

namespace fake {

template <roster::operation Op>
class served {
 public:
  using request = typename Op::request;
  using items = std::vector<roster::item_of<Op>>;

  static constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'767'748'290)};  // of both sides

  explicit served(items all, roster::emulator::serve_options options = {})
      : api(roster::emulator::serve<Op>(std::move(all), with_clock(std::move(options)))) {
    sign_with({});
  }

  /// Replaces the client by one with another signer and other credentials.
  void sign_with(roster::detail::any_signer signer, roster::credentials key = {}) {
    roster::client_config config{.endpoint = "https://api.example.com", .sign = std::move(signer)};
    if (!key.access_key_id.empty() || !key.security_token.empty())
      config.credentials = std::make_shared<roster::detail::static_credentials>(std::move(key));
    config.transport = api.transport(context.get_executor());
    config.runtime.now = [] { return now; };
    config.runtime.sleep = [](std::chrono::milliseconds) { return no_sleep(); };
    client.emplace(context.get_executor(), std::move(config));
  }

  items all(request what = {}, roster::list_options options = {}) {
    auto range = client->list(std::move(what), std::move(options));
    return run(context, range.collect());
  }

  items first(std::size_t count, request what = {}) {
    auto range = client->list(std::move(what)) | std::views::take(count);
    return run(context, range.collect());
  }

  /// Returns the failure of a listing.
  roster::failure failure(request what = {}) {
    try {
      (void)all(std::move(what));
    } catch (const roster::failure& failed) {
      return failed;
    }
    return {roster::errc::invalid_argument, "the listing succeeded"};
  }

  boost::asio::io_context context{};
  roster::emulator::served_list<Op> api;
  std::optional<roster::client<Op>> client{};

 private:
  static boost::asio::awaitable<void> no_sleep() { co_return; }

  static roster::emulator::serve_options with_clock(roster::emulator::serve_options options) {
    if (!options.clock) options.clock = [] { return now; };
    return options;
  }
};

}  // namespace fake
