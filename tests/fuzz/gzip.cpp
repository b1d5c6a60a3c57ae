// SPDX-License-Identifier: BSL-1.0
// The gzip decoder: the same bytes yield the same text for any segmentation, within its limit, and compressed text is
// decompressed unchanged. The first byte selects what is decoded, the second the segmentation.

#include <algorithm>
#include <fuzz/input.hpp>
#include <roster/emulator/server/detail/compress.hpp>
#include <roster/transport/detail/gzip_decoder.hpp>
#include <string>

namespace {

using roster::detail::gzip_decoder;
using progress = gzip_decoder::progress;

constexpr std::uint64_t max_text = 1U << 16U;

struct outcome {
  progress last{progress::complete};
  std::string text{};
  std::string reason{};
};

bool failed(const outcome& o) { return o.last == progress::corrupt || o.last == progress::text_too_large; }

/// Decodes `bytes` in pieces of at most `piece()` bytes.
template <class Piece>
outcome decode(std::string_view bytes, Piece piece) {
  gzip_decoder decoder(max_text);
  outcome out;
  while (!bytes.empty() && !failed(out)) {
    const auto part = bytes.substr(0, piece());
    bytes.remove_prefix(part.size());
    out.last = decoder.decode(part, out.text);
    fuzz::expect(out.text.size() <= max_text, "the text is within its limit");
  }
  out.reason = decoder.reason();
  fuzz::expect((out.last == progress::corrupt) == !out.reason.empty(), "corrupt data has a reason",
               out.reason);
  fuzz::expect_message(out.reason);
  return out;
}

/// Returns whether two outcomes are equal. The last text before an error may depend on the segmentation, and which
/// error is found if the text is too large.
bool same(const outcome& a, const outcome& b) {
  if (a.last == progress::text_too_large || b.last == progress::text_too_large) return failed(a) && failed(b);
  if (failed(a)) return a.last == b.last && a.reason == b.reason;
  return a.last == b.last && a.text == b.text;
}

/// Makes text with repeated parts, so that there is something to compress.
std::string text_from(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size() && out.size() < max_text / 2; ++i) {
    const auto number = static_cast<unsigned char>(bytes[i]);
    if (number < 32 && !out.empty())
      out += out.substr(out.size() - (std::min)(out.size(), std::size_t{number} * number + 1), 300);
    else
      out += bytes[i];
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::input in(data, size);
  const unsigned choice = in.number() % 4;
  unsigned state = in.number() + 1;
  const auto rest = in.rest();
  const std::string text = text_from(rest);
  std::string bytes(rest);
  if (choice == 1) bytes = roster::emulator::detail::gzip_text(text);
  if (choice == 2) bytes = "\x1f\x8b\x08" + std::string(7, '\0') + bytes;  // deflate data
  if (choice == 3) bytes = roster::emulator::detail::gzip_text(text) + bytes;

  const auto some = [&state] {
    state = state * 1664525U + 1013904223U;
    return std::size_t{1} + (state >> 24U) % 40U;
  };
  const auto whole = decode(bytes, [] { return std::string_view::npos; });
  fuzz::expect(same(whole, decode(bytes, [] { return std::size_t{1}; })), "single bytes give the same text",
               bytes);
  fuzz::expect(same(whole, decode(bytes, some)), "pieces give the same text", bytes);
  if (choice == 1)
    fuzz::expect(whole.last == progress::complete && whole.text == text, "compressed text is unchanged",
                 text);
  return 0;
}
