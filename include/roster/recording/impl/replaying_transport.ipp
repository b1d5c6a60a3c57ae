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
         (e.request_body.empty() ? "" : " with body " + escape_for_log(e.request_body, 200));
}

inline http::response replayed_response(const interaction& entry) {
  http::response out{
      .status = static_cast<unsigned>(entry.status), .body = entry.body, .raw_bytes = entry.body.size()};
  for (const recorded_header& h : entry.headers) out.headers.add(h.name, h.value);
  return out;
}

ROSTER_DECL replaying_transport::replaying_transport(std::vector<interaction> recording) {
  for (interaction& e : recording) kept_.push_back({std::move(e)});
}

ROSTER_DECL std::size_t replaying_transport::left() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.used; }));
}

ROSTER_DECL replaying_transport::kept* replaying_transport::find(const interaction& request) noexcept {
  const bool host_counts =
      std::any_of(kept_.begin(), kept_.end(), [&](const kept& k) { return k.entry.host == request.host; });
  const auto first = [&](auto same) {
    return std::find_if(kept_.begin(), kept_.end(), [&](const kept& k) {
      const interaction& e = k.entry;
      return !k.used && e.method == request.method && same(request.target, e.target) &&
             same(request.request_body, e.request_body) && (!host_counts || e.host == request.host);
    });
  };
  auto found = first(std::equal_to<>());
  if (found == kept_.end()) found = first(matches_labels);  // the secrets of this client differ
  return found == kept_.end() ? nullptr : &*found;
}

ROSTER_DECL void replaying_transport::throw_unmatched(const interaction& request) const {
  const auto next = std::find_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.used; });
  throw failure(
      errc::invalid_argument,
      "the recording has no response for " + detail::describe_request(request) + "; " +
          (next == kept_.end() ? "all of its " + std::to_string(kept_.size()) + " responses have been used"
                               : "the next unused response is for " + detail::describe_request(next->entry)));
}

ROSTER_DECL boost::asio::awaitable<http::response> replaying_transport::send(const http::request& request,
                                                                             time_point) {
  http::detail::check_request(request);
  const auto executor = co_await boost::asio::this_coro::executor;
  co_await boost::asio::post(executor, boost::asio::use_awaitable);  // asynchronous, as on a network

  const interaction wanted = labelled_request(request, kept_label);
  kept* const found = find(wanted);
  if (!found) throw_unmatched(wanted);
  found->used = true;
  const interaction& e = found->entry;
  if (!e.error.empty())
    throw failure(condition_named(e.error),
                  failure_details{.message = e.message, .endpoint = request.to.origin()});
  co_return detail::replayed_response(e);
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
