// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that records the traffic of another one. It is not in transport/, since a recording is JSON and
// transport/ does not depend on JSON. Independent of the emulator.

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <iosfwd>
#include <memory>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/recording/detail/secret_labels.hpp>
#include <roster/recording/interaction.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {

namespace detail {

/// Sends every request over another transport and records it with its response or failure; cancelled requests are not
/// recorded. Records method, host, target and body of a request, but no headers; of a response the status, the body
/// and the headers Content-Type, Date, Location, Retry-After, x-acs-request-id, x-acs-retry-after, x-bce-request-id,
/// x-bce-error-code, x-bce-error-message and x-ratelimit-…. Secrets in all of these become "***": see names_secret
/// and redact_secrets. Outside of lists, distinct secrets after the first become "***2", "***3", …, so that a listing
/// whose page token has the name of a secret ("token") can be replayed.
/// Example: recording_transport: a replay of its recording lists the same services
class recording_transport final : public transport {
 public:
  using keep_interaction = std::function<void(const interaction&)>;

  recording_transport(std::shared_ptr<transport> inner, keep_interaction keep) noexcept
      : inner_(std::move(inner)), keep_(std::move(keep)) {}

  /// Writes each interaction as a line of JSON.
  /// Lifetime: `lines` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::ostream& lines);

  /// Appends each interaction to `kept`.
  /// Lifetime: `kept` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::vector<interaction>& kept);

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  std::shared_ptr<transport> inner_;
  keep_interaction keep_;
  secret_numbers numbers_{};
};

}  // namespace detail

/// Returns a transport that records the traffic of `inner` in a file, line by line. The file is truncated first, and
/// only its owner may read it (permissions 0600), because responses of services are often confidential. Rejects
/// symbolic links and anything that is not a regular file.
/// Fails: failure(errc::invalid_argument) when the file cannot be written; a later write error fails the request.
/// Example: record_to_file: only the owner of the file may read it
ROSTER_DECL std::shared_ptr<transport> record_to_file(std::shared_ptr<transport> inner,
                                                      const std::string& path);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/recording_transport.ipp>
#endif
