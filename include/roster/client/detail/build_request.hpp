// SPDX-License-Identifier: BSL-1.0
#pragma once
// From an operation's request to the signed HTTP request.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/credentials.hpp>
#include <roster/auth/signer.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/request_shape.hpp>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/message.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/schema/operation.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

/// Returns a digest of the destination and the content of an unsigned request, including the headers that its operation
/// declares; the credentials are not part of it.
ROSTER_DECL std::string digest_of(const http::request& request);

/// Fails: failure(errc::invalid_argument) when the checkpoint does not belong to the request with this digest.
ROSTER_DECL void check_digest(const checkpoint& from, const std::string& digest);

/// The request and the credentials that a response may echo. Overwrites its memory on destruction.
/// Example: sent_request: no freed memory holds its query or its body
struct sent_request {
  sent_request() = default;
  sent_request(sent_request&&) = default;
  sent_request(const sent_request&) = delete;
  sent_request& operator=(const sent_request&) = delete;
  ~sent_request() { http::detail::wipe_request(request); }

  http::request request{};
  credentials key{};
};

/// Returns the secrets of a request and of the credentials that signed it.
/// Example: sent_request: its secrets are those of the request and of the credentials
ROSTER_DECL redactor secrets_of(const http::request& request, const credentials& key);

/// Combines target, parameters and extra parameters. `body` is "" for a GET.
/// Fails: failure(errc::invalid_argument) for an extra member that is not JSON.
ROSTER_DECL http::request build_request(const http::endpoint& to, const target& where,
                                        http::detail::query_list parameters, std::string body,
                                        const list_options& options);

/// Puts each member of `request`, which has the shape, into the path, a header, the query or the body.
/// Fails: failure(errc::invalid_argument), also for a member in the path that is absent, empty or a dot segment, and for a
/// member whose value a header cannot have.
ROSTER_DECL http::request build_request(const http::endpoint& to, const request_shape& shape,
                                        const void* request, const list_options& options);

template <operation Op>
http::request build_request(const http::endpoint& to, const typename Op::request& request,
                            const list_options& options) {
  return build_request(to, request_shape_of<Op>, std::addressof(request), options);
}

/// Replaces path and query of a request by those of the URL of the next page, from a service or a checkpoint.
/// Fails: failure(errc::malformed_response), as next_page_target() does.
ROSTER_DECL void go_to_url(http::request& request, std::string_view url);

/// Returns the time by the service's clock, as far as it is known.
ROSTER_DECL std::chrono::sys_seconds service_time(const client_core& core);

/// Returns the time by the service's clock and a fresh nonce.
ROSTER_DECL signing_context new_signing_context(const client_core& core);

/// Signs `request` with the current time.
/// Fails: failure, when no credentials are available.
ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/build_request.ipp>
#endif
