// SPDX-License-Identifier: BSL-1.0
#pragma once
// Incremental parser of one bounded response. It does no I/O: it provides the buffer for the next bytes and is notified
// how many were received, so that every truncation, flood and segmentation can be tested without a socket.

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <optional>
#include <roster/error.hpp>
#include <roster/http/response.hpp>
#include <roster/transport/detail/chunked_body.hpp>
#include <roster/transport/detail/response_header.hpp>
#include <roster/transport/response_limits.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Reads one response: informational responses, header, body. A body of known length is read directly into place.
/// Memory is bounded by the limits, whatever is received: the size of the body if its length is known, otherwise up to
/// three times as it grows.
class response_reader {
 public:
  /// `with_body` is false for the response to HEAD and CONNECT; `origin` is named in failures.
  response_reader(const response_limits& limits, bool with_body, std::string origin);
  response_reader(const response_reader&) = delete;
  response_reader& operator=(const response_reader&) = delete;
  /// Overwrites the memory of what was read: a response may contain credentials.
  ~response_reader();

  /// Returns the buffer for the next bytes; not empty while the response is incomplete.
  boost::asio::mutable_buffer space();
  /// Consumes the first `n` bytes of `space()`.
  /// Fails: failure with errc::protocol or too_large.
  void received(std::size_t n);
  /// Handles the end of the connection: `eof` for an orderly close, which completes a body without a length.
  /// Fails: failure(errc::connection) if the response is incomplete.
  void ended(boost::system::error_code why);

  bool complete() const noexcept { return stage_ == stage::complete; }
  /// Returns whether the connection may carry another request after this response.
  bool reusable() const noexcept { return complete() && keep_alive_ && !extra_; }
  /// Returns whether bytes after the end of the response were received.
  bool surplus() const noexcept { return extra_; }
  std::uint64_t raw_bytes() const noexcept { return raw_bytes_; }
  /// Returns how much was read: "after 10 of 500 bytes".
  std::string progress() const;
  http::response take();

 private:
  enum class stage { head, sized_body, chunked_body, body_until_end, complete };

  void fix_status_line();
  void parse_head();
  void check_cut_head() const;
  void accept_head();
  void begin_body();
  void take_body(std::string_view bytes);
  void take_chunks(std::string_view& bytes);
  void check_codings() const;
  void count_body(std::size_t n);
  [[noreturn]] void fail(errc condition, const std::string& what, boost::system::error_code cause = {}) const;

  response_limits limits_;
  bool with_body_;
  std::string origin_;
  stage stage_{stage::head};
  std::uint64_t raw_bytes_{};
  unsigned interim_{};
  bool keep_alive_{false};
  bool extra_{false};

  std::size_t capacity_;  // of buffer_: holds all header bytes, and received chunked data
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_{};  // Beast has not consumed [begin_, end_)
  std::size_t end_{};
  std::size_t max_chunk_{};   // most bytes of chunked data read into buffer_ at once
  std::size_t head_begin_{};  // where the status line begins
  std::optional<response_header> head_{};
  std::optional<chunked_body> chunks_{};

  http::response answer_{};
  std::uint64_t length_{};  // of the body if known; otherwise one more than the limit
  std::size_t filled_{};    // size of the data in answer_.body
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/response_reader.ipp>
#endif
