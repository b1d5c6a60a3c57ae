// SPDX-License-Identifier: BSL-1.0
// The response reader: the same bytes yield the same response for any segmentation, within its limits, and Beast reads
// accepted responses in the same way. The first byte selects the limits, the method and whether gzip is accepted, the
// second the segmentation.

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http.hpp>
#include <fuzz/input.hpp>
#include <optional>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/detail/response_reader.hpp>

namespace {

namespace http = boost::beast::http;

struct outcome {
  std::optional<roster::errc> failed{};
  roster::http::response response{};
};

/// Reads a response from `bytes`, in pieces of at most `piece()` bytes, followed by the end of the connection.
template <class Piece>
outcome read(std::string_view bytes, const roster::response_limits& limits, bool with_body, bool accept_gzip,
             Piece piece) {
  outcome out;
  try {
    roster::detail::response_reader reader(limits, with_body, "https://example.com:443", accept_gzip);
    while (!reader.complete()) {
      if (bytes.empty()) {
        reader.ended(boost::asio::error::eof);
        break;
      }
      const auto space = reader.space();
      fuzz::expect(space.size() != 0, "there is room while the response is not complete", bytes);
      const auto n = (std::min)({space.size(), bytes.size(), piece()});
      std::copy_n(bytes.data(), n, static_cast<char*>(space.data()));
      bytes.remove_prefix(n);
      reader.received(n);
      fuzz::expect(!reader.reusable() || reader.complete(),
                   "only a complete response leaves a usable connection");
    }
    fuzz::expect(reader.complete(), "a response that is taken is complete");
    out.response = reader.take();
    fuzz::expect(out.response.body.size() <= limits.max_body, "the body is within its limit",
                 out.response.body);
  } catch (const roster::failure& e) {
    fuzz::expect_message(e.what());
    out.failed = e.condition();
  }
  return out;
}

/// Returns whether two outcomes are equal. If one of them exceeds a limit, the error may depend on the segmentation.
bool same(const outcome& a, const outcome& b) {
  const auto& left = a.response;
  const auto& right = b.response;
  if (a.failed && b.failed && (a.failed == roster::errc::too_large || b.failed == roster::errc::too_large))
    return true;
  if (a.failed || b.failed) return a.failed == b.failed;
  return left.status == right.status && left.body == right.body &&
         std::equal(left.headers.begin(), left.headers.end(), right.headers.begin(), right.headers.end(),
                    [](const auto& x, const auto& y) { return x.name == y.name && x.value == y.value; });
}

/// Returns the result of Beast's own parser; nothing if it rejects the bytes.
std::optional<outcome> read_with_beast(std::string_view bytes, bool with_body) {
  http::response_parser<http::string_body> parser;
  parser.skip(!with_body);
  parser.eager(true);
  boost::system::error_code error;
  while (!parser.is_done()) {
    const auto n = parser.put(boost::asio::buffer(bytes), error);
    bytes.remove_prefix(n);
    if (error || n == 0) break;
  }
  if (error && error != http::error::need_more) return std::nullopt;
  if (!parser.is_done()) {
    parser.put_eof(error = {});
    if (error || !parser.is_done()) return std::nullopt;
  }
  outcome out;
  out.response.status = parser.get().result_int();
  out.response.body = parser.get().body();
  return out;
}

/// Decodes a chunked body in pieces of at most `piece()` bytes.
template <class Piece>
std::pair<roster::detail::chunked_body::progress, std::string> decode_chunks(std::string_view bytes,
                                                                             Piece piece) {
  roster::detail::chunked_body chunks(100, 50);
  auto progress = roster::detail::chunked_body::progress::more;
  std::string body;
  while (!bytes.empty() && progress == roster::detail::chunked_body::progress::more) {
    auto part = bytes.substr(0, piece());
    bytes.remove_prefix(part.size());
    progress = chunks.decode(part, body);
  }
  fuzz::expect(body.size() <= 100, "a chunked body is within its limit", body);
  return {progress, body};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::input in(data, size);
  const unsigned choice = in.number();
  const unsigned cuts = in.number();
  const auto bytes = in.rest();
  const bool with_body = (choice & 1U) == 0;
  const bool accept_gzip = (choice & 4U) != 0;
  roster::response_limits limits{
      .max_header = 1024, .max_body = 2048, .max_overhead = 1U << 20U, .max_informational = 3};
  if ((choice & 2U) != 0)
    limits = {.max_header = 64, .max_body = 16, .max_overhead = 1U << 20U, .max_informational = 1};

  unsigned state = cuts + 1;
  const auto all = [] { return std::size_t(-1); };
  const auto one = [] { return std::size_t(1); };
  const auto some = [&state] {
    state = state * 1664525U + 1013904223U;
    return std::size_t{1} + (state >> 24U) % 40U;
  };
  const auto whole = read(bytes, limits, with_body, accept_gzip, all);
  fuzz::expect(same(whole, read(bytes, limits, with_body, accept_gzip, one)),
               "single bytes give the same response", bytes);
  fuzz::expect(same(whole, read(bytes, limits, with_body, accept_gzip, some)),
               "pieces give the same response", bytes);

  const auto chunks = decode_chunks(bytes, all);
  fuzz::expect(chunks == decode_chunks(bytes, one), "single bytes give the same chunks", bytes);
  fuzz::expect(chunks == decode_chunks(bytes, some), "pieces give the same chunks", bytes);

  if (accept_gzip || whole.failed || bytes.find("HTTP/") != 0) return 0;
  const auto theirs = read_with_beast(bytes, with_body);
  if (!theirs || theirs->response.status < 200) return 0;
  fuzz::expect(theirs->response.status == whole.response.status, "Beast reads the same status", bytes);
  fuzz::expect(theirs->response.body == whole.response.body, "Beast reads the same body", bytes);
  return 0;
}
