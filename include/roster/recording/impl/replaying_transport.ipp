// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of replaying_transport.hpp.

#include <roster/recording/replaying_transport.hpp>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <roster/auth/detail/config_file.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/recording/detail/secret_labels.hpp>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline std::string describe_request(const interaction& e) {
  return escape_for_log(e.method, 32) + ' ' + escape_for_log(e.target, 200) +
         (e.sent.empty() ? "" : " with body " + escape_for_log(e.sent, 200));
}

inline http::response replayed_answer(const interaction& exchange) {
  http::response out{.status = static_cast<unsigned>(exchange.status),
                     .body = exchange.body,
                     .raw_bytes = exchange.body.size()};
  for (const recorded_header& h : exchange.headers) out.headers.add(h.name, h.value);
  return out;
}

ROSTER_DECL replaying_transport::replaying_transport(std::vector<interaction> recording) {
  for (interaction& e : recording) kept_.push_back({std::move(e)});
}

ROSTER_DECL std::size_t replaying_transport::left() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.given; }));
}

ROSTER_DECL replaying_transport::kept* replaying_transport::find(const interaction& asked) noexcept {
  const bool host_counts =
      std::any_of(kept_.begin(), kept_.end(), [&](const kept& k) { return k.exchange.host == asked.host; });
  const auto first = [&](auto same) {
    return std::find_if(kept_.begin(), kept_.end(), [&](const kept& k) {
      const interaction& e = k.exchange;
      return !k.given && e.method == asked.method && same(asked.target, e.target) &&
             same(asked.sent, e.sent) && (!host_counts || e.host == asked.host);
    });
  };
  auto found = first(std::equal_to<>());
  if (found == kept_.end()) found = first(matches_labels);  // the secrets of this client differ
  return found == kept_.end() ? nullptr : &*found;
}

ROSTER_DECL void replaying_transport::refuse(const interaction& asked) const {
  const auto next = std::find_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.given; });
  throw failure(errc::invalid_argument,
                "the recording has no response for " + detail::describe_request(asked) + "; " +
                    (next == kept_.end()
                         ? "all of its " + std::to_string(kept_.size()) + " responses have been used"
                         : "the next unused response is for " + detail::describe_request(next->exchange)));
}

ROSTER_DECL boost::asio::awaitable<http::response> replaying_transport::send(const http::request& request,
                                                                             time_point) {
  http::detail::check_request(request);
  const auto executor = co_await boost::asio::this_coro::executor;
  co_await boost::asio::post(executor, boost::asio::use_awaitable);  // asynchronous, as on a network

  const interaction asked = labelled_request(request, kept_label);
  kept* const found = find(asked);
  if (!found) refuse(asked);
  found->given = true;
  const interaction& e = found->exchange;
  if (!e.failed.empty())
    throw failure(condition_named(e.failed),
                  failure_details{.message = e.message, .endpoint = request.to.origin()});
  co_return detail::replayed_answer(e);
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<detail::replaying_transport> replay_file(const std::string& path) {
  const detail::text_file file = detail::read_text_file(path, detail::max_recording);
  if (!file.problem.empty())
    throw failure(errc::invalid_argument,
                  "the recording \"" + escape_for_log(path, 200) + "\" cannot be read: it " + file.problem);
  return std::make_shared<detail::replaying_transport>(detail::parse_recording(file.text));
}

}  // namespace roster::inline v0
