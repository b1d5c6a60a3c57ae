// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that writes down what passes through another one. Stands here and not in transport/, since a
// recording is JSON, and transport/ knows none; it needs no emulator.

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <iosfwd>
#include <memory>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>
#include <roster/recording/detail/secret_labels.hpp>
#include <roster/recording/interaction.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Hands every request to another transport and keeps what came of it, failures too; what is cancelled is not
/// kept. Of a request method, host, target and body are kept and no header; of an answer status, body and the
/// headers Content-Type, Date, Location, Retry-After, x-acs-request-id, x-acs-retry-after, x-bce-request-id,
/// x-bce-error-code, x-bce-error-message and x-ratelimit-…. What is secret in all of these is "***": see
/// names_secret and redact_secrets. Outside of lists, other secrets than the first are "***2", "***3", …: so a list that
/// continues with a parameter called like a secret ("token") can be replayed.
/// Example: recording_transport: what it wrote down lists the same services again
class recording_transport final : public transport {
 public:
  using keep_exchange = std::function<void(const interaction&)>;

  recording_transport(std::shared_ptr<transport> inner, keep_exchange keep) noexcept
      : inner_(std::move(inner)), keep_(std::move(keep)) {}

  /// Writes lines of JSON.
  /// Lifetime: `lines` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::ostream& lines);

  /// Lifetime: `kept` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::vector<interaction>& kept);

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  std::shared_ptr<transport> inner_;
  keep_exchange keep_;
  detail::secret_numbers numbers_{};
};

/// Returns a transport that writes what passes through `inner` to a file, line by line. The file is emptied first, and
/// only its owner may read it (permissions 0600): what services respond is seldom meant for everyone. A symbolic link and
/// what is not a regular file are refused.
/// Fails: failure(errc::invalid_argument) when the file cannot be written; a later error fails the request.
/// Example: record_to_file: only the owner of the file may read it
ROSTER_DECL std::shared_ptr<transport> record_to_file(std::shared_ptr<transport> inner,
                                                      const std::string& path);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/recording_transport.ipp>
#endif
