// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of response_reader.hpp.

#include <roster/transport/detail/response_reader.hpp>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <cstdint>
#include <limits>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/transport/detail/transport_failure.hpp>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::size_t header_step = 16 * 1024;  // what exceeds the header is copied to the body
inline constexpr std::size_t chunk_step = 64 * 1024;
inline constexpr std::size_t body_step = 512 * 1024;  // most bytes provided for one read

/// Returns limits whose sum does not overflow.
inline response_limits summable(response_limits limits) {
  constexpr auto most = (std::numeric_limits<std::uint64_t>::max)() / 2 - 1;
  limits.max_body = (std::min)(limits.max_body, most);
  limits.max_overhead = (std::min)(limits.max_overhead, most);
  return limits;
}

inline void restart(std::optional<response_header>& header, bool with_body, std::size_t most) {
  header.emplace();
  header->skip(!with_body);
  header->body_limit(boost::none);  // response_reader limits the body
  header->header_limit(static_cast<std::uint32_t>((std::min<std::size_t>)(most, 0x7FFFFFFF)));
}

ROSTER_DECL response_reader::response_reader(const response_limits& limits, bool with_body,
                                             std::string origin, bool accept_gzip, std::string spare)
    : limits_(summable(limits)),
      with_body_(with_body),
      accept_gzip_(accept_gzip),
      origin_(std::move(origin)),
      capacity_(header_step),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {
  response_.body = std::move(spare);
  restart(header_, with_body_, limits_.max_header);
}

ROSTER_DECL response_reader::~response_reader() {
  zero_memory(buffer_.get(), (std::max)(end_, max_chunk_));
  wipe(response_.body);
  wipe(compressed_);
}

ROSTER_DECL boost::asio::mutable_buffer response_reader::space() {
  if (stage_ == stage::header) {
    if (end_ == capacity_) enlarge_buffer(2 * capacity_);
    return {buffer_.get() + end_, capacity_ - end_};
  }
  if (stage_ == stage::chunked_body) return {buffer_.get(), capacity_};
  if (gzip_)
    return {buffer_.get(), static_cast<std::size_t>((std::min<std::uint64_t>)(length_ - filled_, capacity_))};
  std::string& body = response_.body;
  if (body.size() - filled_ < body_step / 2) {
    const auto size = static_cast<std::size_t>((std::min<std::uint64_t>)(length_, filled_ + body_step));
    if (size > body.capacity()) reserve_secret(body, (std::max)(2 * body.capacity(), size));
    body.resize(size);
  }
  return {body.data() + filled_, body.size() - filled_};
}

inline void response_reader::enlarge_buffer(std::size_t size) {
  if (size <= capacity_) return;
  auto larger = std::make_unique_for_overwrite<char[]>(size);
  std::copy_n(buffer_.get(), end_, larger.get());
  zero_memory(buffer_.get(), end_);
  buffer_ = std::move(larger);
  capacity_ = size;
}

ROSTER_DECL void response_reader::received(std::size_t n) {
  raw_bytes_ += n;
  if (raw_bytes_ > limits_.max_body + limits_.max_overhead)
    fail(errc::too_large,
         "exceeds " + std::to_string(limits_.max_body + limits_.max_overhead) + " bytes on the wire");
  if (stage_ == stage::header) {
    end_ += n;
    parse_header();
  } else if (stage_ == stage::chunked_body || gzip_) {
    max_chunk_ = (std::max)(max_chunk_, n);
    std::string_view bytes(buffer_.get(), n);
    stage_ == stage::chunked_body ? take_chunks(bytes) : take_body(bytes);
  } else {
    count_body(n);
  }
}

/// Skips empty lines before a response, which a server may send after the previous body. If a status line ends with the
/// status, adds the space that Beast expects there.
ROSTER_DECL void response_reader::fix_status_line() {
  constexpr std::string_view shape = "HTTP/1.1 200";
  if (begin_ != header_begin_) return;  // Beast has consumed the line
  while (std::string_view(buffer_.get() + begin_, end_ - begin_).starts_with("\r\n"))
    header_begin_ = begin_ += 2;
  const std::string_view line(buffer_.get() + begin_, end_ - begin_);
  if (!line.starts_with("HTTP/1.") || line.size() <= shape.size() || line[shape.size()] != '\r') return;
  if (end_ == capacity_) enlarge_buffer(2 * capacity_);
  char* const end_of_status = buffer_.get() + begin_ + shape.size();
  std::copy_backward(end_of_status, buffer_.get() + end_, buffer_.get() + end_ + 1);
  *end_of_status = ' ';
  ++end_;
}

ROSTER_DECL void response_reader::parse_header() {
  while (stage_ == stage::header) {
    fix_status_line();
    boost::system::error_code ec;
    begin_ += header_->put({buffer_.get() + begin_, end_ - begin_}, ec);
    const bool more = ec == boost::beast::http::error::need_more;
    if (ec == boost::beast::http::error::header_limit || begin_ > limits_.max_header ||
        (more && end_ >= limits_.max_header)) {
      check_truncated_header();
      fail(errc::too_large, "has a header of more than " + std::to_string(limits_.max_header) + " bytes");
    }
    if (more) return;
    if (ec) fail_malformed(ec);
    accept_header();
  }
}

/// Fails if the bytes of an incomplete header are not HTTP. Beast's parser checks the lines of the first bytes that it
/// receives, but then waits for the end of the header, so that the error would depend on the segmentation.
ROSTER_DECL void response_reader::check_truncated_header() const {
  std::optional<response_header> header;
  restart(header, with_body_, limits_.max_header - header_begin_);
  boost::system::error_code ec;
  for (std::size_t at = header_begin_; at < end_ && !ec && !header->is_header_done();)
    at += header->put({buffer_.get() + at, end_ - at}, ec);
  if (is_tls_alert() ||
      (ec && ec != boost::beast::http::error::need_more && ec != boost::beast::http::error::header_limit))
    fail_malformed(ec);
}

ROSTER_DECL bool response_reader::is_tls_alert() const noexcept {
  return std::string_view(buffer_.get() + header_begin_, end_ - header_begin_).starts_with("\x15\x03");
}

ROSTER_DECL void response_reader::fail_malformed(boost::system::error_code cause) const {
  if (is_tls_alert()) fail(errc::protocol, "is TLS, not HTTP: the port expects https");
  fail(errc::protocol, "is malformed HTTP", cause);
}

ROSTER_DECL void response_reader::accept_header() {
  const std::string_view lines(buffer_.get(), begin_);
  if (lines.find("\r\n ") != lines.npos || lines.find("\r\n\t") != lines.npos)
    fail(errc::protocol, "has a folded header line (obs-fold), which HTTP/1.1 does not allow");
  const int status = header_->status();
  if (status < 100) fail(errc::protocol, "has the invalid status " + std::to_string(status));
  if (status == 101) fail(errc::protocol, "switches protocols (HTTP 101), which was not requested");
  if (status < 200) {
    if (++interim_ > limits_.max_informational)
      fail(errc::too_large, "follows more than " + std::to_string(limits_.max_informational) +
                                " informational responses (HTTP 1xx)");
    header_begin_ = begin_;
    return restart(header_, with_body_, limits_.max_header - begin_);
  }
  response_.status = static_cast<unsigned>(status);
  check_codings();
  begin_body();
  response_.headers = header_->take_headers();
  if (!gzip_) return;
  response_.headers.erase("content-encoding");  // they describe the bytes on the wire
  response_.headers.erase("content-length");
}

/// Rejects a Transfer-Encoding that Beast would read until the end of the connection, and a Content-Encoding that was
/// not requested. Prepares for decompression.
ROSTER_DECL void response_reader::check_codings() {
  if (!with_body_) return;  // ignored for HEAD and CONNECT (RFC 9110, 9.3.2 and 9.3.6)
  bool chunked = false;
  for (const http::header& h : header_->headers()) {
    const bool transfer = http::detail::same_ignoring_case(h.name, "transfer-encoding");
    if (transfer &&
        (chunked || header_->version() < 11 || !http::detail::same_ignoring_case(h.value, "chunked")))
      fail(errc::protocol, "has the unsupported Transfer-Encoding \"" + escape_for_log(h.value, 100) +
                               "\"; only a single \"chunked\" in HTTP/1.1 is supported");
    chunked = chunked || transfer;
    if (header_->is_done() || !http::detail::same_ignoring_case(h.name, "content-encoding") ||
        h.value.empty() || http::detail::same_ignoring_case(h.value, "identity"))
      continue;
    const bool is_gzip = http::detail::same_ignoring_case(h.value, "gzip") ||
                         http::detail::same_ignoring_case(h.value, "x-gzip");  // RFC 9110, 8.4.1.3
    if (!accept_gzip_ || !is_gzip || gzip_)
      fail(errc::protocol,
           "has the Content-Encoding \"" + escape_for_log(h.value, 100) + "\", which was not requested");
    gzip_ = std::make_unique<gzip_decoder>(limits_.max_body);
  }
}

/// Returns whether the connection options include "close", which overrides "keep-alive" (RFC 9112, 9.3). For HTTP/1.0
/// Beast checks only "keep-alive".
inline bool has_close(const http::headers& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const http::header& h) {
    return http::detail::same_ignoring_case(h.name, "connection") &&
           boost::beast::http::token_list(h.value).exists("close");
  });
}

ROSTER_DECL void response_reader::begin_body() {
  keep_alive_ = header_->keep_alive() && !has_close(header_->headers());
  std::string_view rest(buffer_.get() + begin_, end_ - begin_);
  const auto known = header_->content_length();
  const bool in_place = known && !gzip_ && !header_->chunked() && *known <= response_.body.capacity();
  response_.body.resize(in_place ? (std::min)(response_.body.size(), static_cast<std::size_t>(*known)) : 0);
  if (header_->is_done()) {
    stage_ = stage::complete;
    extra_ = !rest.empty();
    return;
  }
  max_received_ = limits_.max_body + (gzip_ ? limits_.max_overhead : 0);
  if (header_->chunked()) {
    stage_ = stage::chunked_body;
    chunks_.emplace(max_received_, limits_.max_header - begin_);
    take_chunks(rest);
    if (stage_ == stage::chunked_body) enlarge_buffer(chunk_step);
    return;
  }
  stage_ = known ? stage::sized_body : stage::body_until_end;
  length_ = known ? *known : max_received_ + 1;
  if (known && length_ > max_received_)
    fail(errc::too_large, "has a Content-Length of " + std::to_string(length_) + " bytes; the limit is " +
                              std::to_string(max_received_));
  if (known && !gzip_) response_.body.reserve(static_cast<std::size_t>(length_));
  take_body(rest);
}

ROSTER_DECL void response_reader::take_body(std::string_view bytes) {
  const auto n = static_cast<std::size_t>((std::min<std::uint64_t>)(length_ - filled_, bytes.size()));
  gzip_ ? decompress(bytes.substr(0, n)) : (void)response_.body.replace(0, n, bytes.substr(0, n));
  extra_ = n < bytes.size();
  count_body(n);
}

ROSTER_DECL void response_reader::count_body(std::size_t n) {
  filled_ += n;
  if (stage_ == stage::sized_body && filled_ == length_) complete_body();
  if (stage_ == stage::body_until_end && filled_ > max_received_)
    fail(errc::too_large, "has a body of more than " + std::to_string(max_received_) + " bytes");
}

ROSTER_DECL void response_reader::decompress(std::string_view bytes) {
  const auto now = gzip_->decode(bytes, response_.body);
  if (now == gzip_decoder::progress::corrupt)
    fail(errc::protocol, "has malformed gzip data: " + gzip_->reason());
  if (now == gzip_decoder::progress::text_too_large)
    fail(errc::too_large,
         "has a body of more than " + std::to_string(limits_.max_body) + " bytes when decompressed");
  gzip_complete_ = now == gzip_decoder::progress::complete;
}

ROSTER_DECL void response_reader::complete_body() {
  if (!gzip_complete_)
    fail(errc::protocol, "has malformed gzip data: it ends within a member, " + progress());
  stage_ = stage::complete;
}

ROSTER_DECL void response_reader::take_chunks(std::string_view& bytes) {
  using progress = chunked_body::progress;
  const progress now = chunks_->decode(bytes, gzip_ ? compressed_ : response_.body);
  if (gzip_) {
    filled_ += compressed_.size();
    decompress(compressed_);
    compressed_.clear();
  } else {
    filled_ = response_.body.size();
  }
  switch (now) {
    case progress::more:
      return;
    case progress::complete:
      extra_ = !bytes.empty();
      return complete_body();
    case progress::bad_size:
      fail(errc::protocol, "has malformed chunked encoding: a chunk size is not a number");
    case progress::bad_line:
      fail(errc::protocol,
           "has malformed chunked encoding: a line end is missing, or a line contains an invalid byte");
    case progress::body_too_large:
      fail(errc::too_large, "has a body of more than " + std::to_string(max_received_) + " bytes");
    case progress::trailer_too_large:
      fail(errc::too_large,
           "has a header of more than " + std::to_string(limits_.max_header) + " bytes, including trailers");
  }
}

ROSTER_DECL void response_reader::ended(boost::system::error_code why) {
  if (stage_ == stage::header) check_truncated_header();
  if (stage_ != stage::body_until_end || why != boost::asio::error::eof || !gzip_complete_)
    fail(errc::connection, "ended " + progress(), why);
  stage_ = stage::complete;
}

ROSTER_DECL std::string response_reader::progress() const {
  if (stage_ == stage::header) return raw_bytes_ == 0 ? "before its first byte" : "within its header";
  const std::string of = stage_ == stage::sized_body ? " of " + std::to_string(length_) : "";
  return "after " + std::to_string(filled_) + of + " bytes";
}

ROSTER_DECL http::response response_reader::take() {
  if (!gzip_) response_.body.resize(filled_);
  response_.raw_bytes = raw_bytes_;
  return std::move(response_);
}

ROSTER_DECL void response_reader::fail(errc condition, const std::string& what,
                                       boost::system::error_code cause) const {
  failure_details details =
      transport_failure(condition, "the response from " + origin_ + ' ' + what, origin_, cause).details();
  details.http_status = response_.status;
  throw failure(condition, std::move(details));
}

}  // namespace roster::inline v0::detail
