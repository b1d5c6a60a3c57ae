// SPDX-License-Identifier: BSL-1.0
#pragma once
// The client of PAI-EAS.

#include <boost/asio/awaitable.hpp>
#include <roster/client/client.hpp>
#include <roster/eas/call_options.hpp>
#include <roster/eas/client_config.hpp>
#include <roster/eas/schema.hpp>
#include <roster/http/path_segments.hpp>
#include <roster/http/query.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {
struct call_response;  // in <roster/eas/call.hpp>
}

namespace roster::inline v0::eas {

/// Lists the services of one region. Copies share connections; a listing may outlive its client.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or configured, and for an option
  /// that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: PAI-EAS, ListServices.
  /// Example: eas client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> list_services(list_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Calls any operation of the vendor, signed: include <roster/eas/call.hpp>. `path` is percent-encoded where
  /// needed; `query` is not encoded.
  /// Build a path that contains untrusted names with http::path_from_segments(), which rejects empty segments and dot
  /// segments.
  /// Returns: status, headers, request id and body of a successful response.
  /// Fails: as a listing does; failure(errc::invalid_argument), before any I/O, for a call that cannot be sent. A call
  /// is retried only if `options.read` says that it changes nothing; otherwise there is one attempt on a new
  /// connection, even if that could not be opened.
  /// Example: eas call: calls an operation by its method, path and query
  template <class Answer = call_response>
  asio::awaitable<Answer> call(std::string method, std::string path, http::query_list query,
                               call_options options) const;

  /// Returns the generic client of ListServices, which can also prepare a request without sending it.
  const roster::client<eas::list_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<eas::list_services> operation_;
};

}  // namespace roster::inline v0::eas
