// SPDX-License-Identifier: BSL-1.0
#pragma once
// Bytes of a connection -> one bounded answer. No I/O: it says where the next bytes belong and is told how
// many came, so that every cut, flood and segmentation can be tried without a socket.

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

/// Reads one answer: interim answers, header, body. A body of known length is read right into its place. What
/// is held is bounded by the limits, whatever comes: the body once if its length is known, else up to three
/// times as it grows.
class response_reader {
 public:
  /// `with_body` is false for the answer to HEAD and CONNECT; `origin` is named in failures.
  response_reader(const response_limits& limits, bool with_body, std::string origin);
  response_reader(const response_reader&) = delete;
  response_reader& operator=(const response_reader&) = delete;
  /// Overwrites what was read: a response may be credentials, or echo some.
  ~response_reader();

  /// Returns where the next bytes go; not empty while the answer is not complete.
  boost::asio::mutable_buffer space();
  /// Takes the first `n` bytes of `space()`.
  /// Fails: failure with errc::protocol or too_large.
  void received(std::size_t n);
  /// Takes the end of the connection, `eof` if it was an orderly one, which completes a body without a
  /// length.
  /// Fails: failure(errc::connection) if the answer is not complete by it.
  void ended(boost::system::error_code why);

  bool complete() const noexcept { return stage_ == stage::complete; }
  /// Tells whether the connection may carry another request after this answer.
  bool reusable() const noexcept { return complete() && keep_alive_ && !extra_; }
  /// Tells whether more came with the answer than belongs to it.
  bool surplus() const noexcept { return extra_; }
  std::uint64_t raw_bytes() const noexcept { return raw_bytes_; }
  /// Returns how far it is: "after 10 of 500 bytes".
  std::string progress() const;
  http::response take();

 private:
  enum class stage { head, sized_body, chunked_body, body_until_end, complete };

  void mend_status_line();
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

  std::size_t capacity_;  // of buffer_: all header bytes, and chunked bodies on their way
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_{};  // what Beast has not taken yet is [begin_, end_)
  std::size_t end_{};
  std::size_t largest_chunk_{};  // that was read to the begin of buffer_
  std::size_t head_begin_{};     // where the status line is
  std::optional<response_header> head_{};
  std::optional<chunked_body> chunks_{};

  http::response answer_{};
  std::uint64_t length_{};  // of the body: known, or one more than is accepted
  std::size_t filled_{};    // how much of answer_.body is data
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/response_reader.ipp>
#endif
