// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reading a response from a stream.

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/system/error_code.hpp>
#include <boost/version.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/detail/chunked_body.hpp>
#include <roster/transport/detail/gzip_decoder.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

/// Beast's parser, used for the header only; response_reader parses the body.
class response_header final : public boost::beast::http::basic_parser<false> {
 public:
  int status() const noexcept { return status_; }
  int version() const noexcept { return version_; }  ///< 11 for HTTP/1.1
  const http::headers& headers() const noexcept { return headers_; }
  http::headers take_headers() noexcept { return std::move(headers_); }

 private:
  using text = boost::beast::string_view;
  using error = boost::beast::error_code;
  using length = boost::optional<std::uint64_t>;

  void on_response_impl(int code, text, int version, error&) override {
    status_ = code;
    version_ = version;
  }
  void on_field_impl(boost::beast::http::field, text name, text value, error&) override {
    headers_.add(std::string(name), std::string(value));
  }
#if BOOST_VERSION >= 109000
  void on_trailer_field_impl(boost::beast::http::field, text, text, error&) override {}
#endif
  void on_request_impl(boost::beast::http::verb, text, text, int, error&) override {}
  void on_header_impl(error&) override {}
  void on_body_init_impl(const length&, error&) override {}
  std::size_t on_body_impl(text, error&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, text, error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, text, error&) override { return 0; }
  void on_finish_impl(error&) override {}

  int status_{};
  int version_{};
  http::headers headers_{};
};

/// Reads one response: informational responses, header, body. A body of known length is read directly into place; a
/// compressed one is decompressed while it is received, and its Content-Encoding and Content-Length are removed.
/// Memory is bounded by the limits, whatever is received: the size of the body if its length is known, otherwise up to
/// three times as it grows; and that of the spare memory.
class response_reader {
 public:
  /// `with_body` is false for the response to HEAD and CONNECT; `origin` is named in failures; the body uses the memory
  /// of `spare`, whose content means nothing.
  response_reader(const response_limits& limits, bool with_body, std::string origin, bool accept_gzip = false,
                  std::string spare = {});
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
  enum class stage { header, sized_body, chunked_body, body_until_end, complete };

  void enlarge_buffer(std::size_t size);
  void fix_status_line();
  void parse_header();
  void check_truncated_header() const;
  bool is_tls_alert() const noexcept;
  [[noreturn]] void fail_malformed(boost::system::error_code cause) const;
  void accept_header();
  void begin_body();
  void take_body(std::string_view bytes);
  void take_chunks(std::string_view& bytes);
  void check_codings();
  void count_body(std::size_t n);
  void decompress(std::string_view bytes);
  void complete_body();
  [[noreturn]] void fail(errc condition, const std::string& what, boost::system::error_code cause = {}) const;

  response_limits limits_;
  bool with_body_;
  bool accept_gzip_;
  std::string origin_;
  stage stage_{stage::header};
  std::uint64_t raw_bytes_{};
  unsigned interim_{};
  bool keep_alive_{false};
  bool extra_{false};

  std::size_t capacity_;  // of buffer_: holds the header bytes so far, and received chunked data
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_{};  // Beast has not consumed [begin_, end_)
  std::size_t end_{};
  std::size_t max_chunk_{};     // most bytes of chunked data read into buffer_ at once
  std::size_t header_begin_{};  // where the status line begins
  std::optional<response_header> header_{};
  std::optional<chunked_body> chunks_{};
  std::unique_ptr<gzip_decoder> gzip_{};  // of a compressed body
  bool gzip_complete_{true};              // the body received so far may be all of it
  std::string compressed_{};              // data of its chunks

  http::response response_{};     // spare memory may follow the received bytes of its body
  std::uint64_t max_received_{};  // bytes of the body, before it is decompressed
  std::uint64_t length_{};        // of the body if known; otherwise one more than the limit
  std::size_t filled_{};  // bytes of the body received: those in response_.body, unless it is compressed
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/response_reader.ipp>
#endif
