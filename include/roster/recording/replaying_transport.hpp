// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that replays a recording, without a network and without secrets.

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/recording/interaction.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

namespace detail {

/// Returns for every request the first unused recorded response to the same method, target and body. Signatures,
/// dates, nonces and credentials may differ, and a repeated request receives the responses in recorded order. The
/// host must be the same if the recording has any request to that host; otherwise it is ignored. A recorded failure
/// is thrown again.
/// Example: replaying_transport: a request that was not recorded fails and names both requests
class replaying_transport final : public transport {
 public:
  ROSTER_DECL explicit replaying_transport(std::vector<interaction> recording);

  /// Fails: failure(errc::invalid_argument) for a request that was not recorded; the message names it and the next
  /// unused one.
  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

  /// Returns how many recorded interactions are unused.
  ROSTER_DECL std::size_t left() const noexcept;

 private:
  struct kept {
    interaction entry;
    bool used{};
  };

  kept* find(const interaction& request) noexcept;
  [[noreturn]] void throw_unmatched(const interaction& request) const;

  std::vector<kept> kept_{};
};

/// The largest file that replay_file reads, in bytes.
inline constexpr std::size_t max_recording = 268'435'456;

}  // namespace detail

/// Returns a transport that replays a file of record_to_file.
/// Fails: failure(errc::invalid_argument) when the file cannot be read, is not a regular file (a pipe fails at once),
/// has more than `max_recording` bytes, or is not a recording.
/// Example: replay_file: rejects pipes, devices and directories at once
ROSTER_DECL std::shared_ptr<detail::replaying_transport> replay_file(const std::string& path);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/replaying_transport.ipp>
#endif
