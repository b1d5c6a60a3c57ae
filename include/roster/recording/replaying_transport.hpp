// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that answers from a recording, without a network and without secrets.

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>
#include <roster/recording/interaction.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Gives every request the first answer not yet given that was recorded for the same method, target and body;
/// so signatures, dates, nonces and credentials may be others, and a repeated request gets what it got then. The host
/// must be the same where the recording knows it, and may be any other. A failure that was recorded happens
/// again.
/// Example: replaying_transport: what was not recorded fails and names what was asked and expected
class replaying_transport final : public transport {
 public:
  ROSTER_DECL explicit replaying_transport(std::vector<interaction> recording);

  /// Fails: failure(errc::invalid_argument) for a request that was not recorded, naming it and the next that was.
  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

  /// Returns how many answers have not been given.
  ROSTER_DECL std::size_t left() const noexcept;

 private:
  struct kept {
    interaction exchange;
    bool given{};
  };

  kept* find(const interaction& asked) noexcept;
  [[noreturn]] void refuse(const interaction& asked) const;

  std::vector<kept> kept_{};
};

namespace detail {

/// The largest file that replay_file reads, in bytes.
inline constexpr std::size_t max_recording = 268'435'456;

}  // namespace detail

/// Returns a transport that answers from a file that record_to_file has written.
/// Fails: failure(errc::invalid_argument) when it cannot be read, is not a regular file, has more than
/// `max_recording` bytes, or is no recording. A pipe fails at once, too.
/// Example: replay_file: refuses pipes, devices and directories at once
ROSTER_DECL std::shared_ptr<replaying_transport> replay_file(const std::string& path);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/replaying_transport.ipp>
#endif
