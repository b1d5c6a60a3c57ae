// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <boost/crc.hpp>
#include <random>
#include <roster/emulator/server/detail/compress.hpp>
#include <roster/transport/detail/gzip_decoder.hpp>
#include <string>

namespace {

using roster::detail::gzip_decoder;
using roster::emulator::detail::gzip_text;
using progress = gzip_decoder::progress;
using namespace std::string_literals;

struct decoded {
  progress last{progress::complete};
  std::string text{};
  std::string reason{};
  std::size_t used{};
};

/// Decodes `data` in a first piece of `first` bytes and others of `piece` bytes.
decoded decode(std::string_view data, std::size_t first = std::string_view::npos,
               std::size_t piece = std::string_view::npos, std::uint64_t max_text = 1'000'000) {
  gzip_decoder decoder(max_text);
  decoded out;
  for (std::size_t size = first;
       !data.empty() && (out.last == progress::more || out.last == progress::complete); size = piece) {
    const auto now = data.substr(0, size);
    out.last = decoder.decode(now, out.text);
    out.used += now.size();
    data.remove_prefix(now.size());
  }
  out.reason = decoder.reason();
  return out;
}

/// Checks that every segmentation into two pieces, and into single bytes, yields `text`.
void check_text(std::string_view data, std::string_view text, std::size_t stride = 1) {
  for (std::size_t first = 1; first <= data.size(); first += stride) {
    const decoded got = decode(data, first);
    REQUIRE_MESSAGE(got.last == progress::complete, got.reason);
    REQUIRE(got.text == text);
  }
  CHECK(decode(data, 1, 1).text == text);
  CHECK(decode(data, 1, 1).last == progress::complete);
}

void check_corrupt(std::string_view data, std::string_view reason) {
  for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{3}}) {
    const decoded got = decode(data, piece, piece);
    CHECK(got.last == progress::corrupt);
    CHECK(got.reason == reason);
  }
}

std::string from_hex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return out;
}

const std::string services = R"({"Services":[{"Name":"a"},{"Name":"b"}]})";

/// What zlib 1.2 makes of it: fixed codes, and one stored block.
const std::string by_zlib = from_hex(
    "1f8b0800000000000203ab560a4e2d2acb4c4e2d56b28aae56f24bcc4d55b2524a54aad5817392946a636b01762642852800000"
    "0");
const std::string stored = from_hex("1f8b08000000000000ff010300fcff") + "abc" + from_hex("c241243503000000");

/// Returns gzip data with these optional parts of the header.
std::string with_header(char flags, const std::string& parts, std::string_view text = services) {
  const std::string plain = gzip_text(text);
  return plain.substr(0, 3) + flags + plain.substr(4, 6) + parts + plain.substr(10);
}

std::string header_sum_of(const std::string& header) {
  boost::crc_32_type sum;
  sum.process_bytes(header.data(), header.size());
  return {static_cast<char>(sum.checksum() & 0xFF), static_cast<char>(sum.checksum() >> 8 & 0xFF)};
}

std::string random_text(std::mt19937& random, std::size_t size) {
  std::string out;
  while (out.size() < size) {
    if (random() % 3 == 0) out.append(random() % 300, static_cast<char>(random()));
    if (random() % 3 == 0 && !out.empty()) out += out.substr(random() % out.size(), random() % 500);
    for (auto n = random() % 100; n > 0; --n) out += static_cast<char>(random() % (random() % 2 ? 256 : 4));
  }
  return out.substr(0, size);
}

}  // namespace

TEST_CASE("gzip decoder: decompresses data of zlib in pieces of any size") {
  check_text(by_zlib, services);
  check_text(stored, "abc");
  check_text(gzip_text(services), services);
  check_text(gzip_text(""), "");
}

TEST_CASE("gzip decoder: no data is no text") {
  gzip_decoder decoder(10);
  std::string text;
  CHECK(decoder.decode("", text) == progress::complete);
  CHECK(text.empty());
}

TEST_CASE("gzip decoder: texts of all kinds and sizes survive compression") {
  std::mt19937 random(11);
  for (int i = 0; i < 200; ++i) {
    const std::string text = random_text(random, random() % (i < 150 ? 2'000 : 200'000));
    const std::string data = gzip_text(text);
    check_text(data, text, data.size() / 10 + 1);
  }
}

TEST_CASE("gzip decoder: the text may end where its steps or its window end") {
  for (const std::size_t edge :
       {std::size_t{258}, std::size_t{16 * 1024}, std::size_t{32 * 1024}, std::size_t{64 * 1024}})
    for (std::size_t size = edge - 3; size <= edge + 3; ++size) {
      check_text(gzip_text(std::string(size, 'a')), std::string(size, 'a'));
      std::string cycle;
      while (cycle.size() < size) cycle += "abcdefgh";
      cycle.resize(size);
      check_text(gzip_text(cycle), cycle);
    }
}

TEST_CASE("gzip decoder: every truncation is incomplete") {
  for (const std::string& data : {by_zlib, stored, gzip_text(std::string(100'000, 'a')),
                                  with_header(4 | 8 | 16, "\x03\0abcname\0comment\0"s)})
    for (std::size_t size = 1; size < data.size(); ++size) {
      CHECK(decode(data.substr(0, size)).last == progress::more);
      CHECK(decode(data.substr(0, size), 1, 1).last == progress::more);
    }
}

TEST_CASE(
    "gzip decoder: a changed bit is an error, or is not part of the text: the time, the system, padding") {
  for (const std::string& data : {by_zlib, stored, gzip_text(services + services)}) {
    const std::string text = decode(data).text;
    std::size_t accepted = 0;
    for (std::size_t bit = 0; bit < 8 * data.size(); ++bit) {
      std::string changed = data;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
      CAPTURE(bit);
      const decoded got = decode(changed);
      const decoded cut = decode(changed, 1, 1);
      CHECK(got.last == cut.last);
      CHECK(got.reason == cut.reason);
      CHECK((got.last != progress::complete || got.text == text));
      accepted += got.last == progress::complete;
    }
    CHECK(accepted >= 48 + 1);  // time, extra flags and system; the flag for text
    CHECK(accepted <= 48 + 1 + 14);
  }
}

TEST_CASE("gzip decoder: skips the optional parts of a header") {
  const std::string extra = "\x05\0extra"s;
  const std::string name = "list.json\0"s;
  const std::string comment = "of services\0"s;
  check_text(with_header(4, extra), services);
  check_text(with_header(4, "\0\0"s), services);
  check_text(with_header(8, name), services);
  check_text(with_header(8, "\0"s), services);
  check_text(with_header(16, comment), services);
  check_text(with_header(1 | 4 | 8 | 16, extra + name + comment), services);
  check_text(with_header(8, std::string(100'000, 'n') + '\0'), services, 1000);
}

TEST_CASE("gzip decoder: verifies the checksum of a header") {
  for (const auto& [flags, parts] : {std::pair(2, ""s), std::pair(2 | 4 | 8, "\x02\0exname\0"s)}) {
    const std::string header = with_header(static_cast<char>(flags), parts).substr(0, 10 + parts.size());
    std::string sum = header_sum_of(header);
    check_text(with_header(static_cast<char>(flags), parts + sum), services);
    sum[1] ^= 1;
    check_corrupt(with_header(static_cast<char>(flags), parts + sum), "the checksum of its header is wrong");
  }
}

TEST_CASE("gzip decoder: rejects what is not gzip, with the reason") {
  check_corrupt("{}", "it does not begin with a gzip header");
  check_corrupt("\x1f{", "it does not begin with a gzip header");
  check_corrupt("\x1f\x8b\x07"s, "compression method 7 is not deflate");
  for (const char flag : {'\x20', '\x40', '\x80'})
    check_corrupt("\x1f\x8b\x08"s + flag, "reserved flags are set in its header");
  const std::string header = by_zlib.substr(0, 10);
  check_corrupt(header + '\x07', "deflate data: invalid block type");
  check_corrupt(header + "\x01\x03\0\0\0"s, "deflate data: invalid stored block length");
  check_corrupt(header + from_hex("0302000000000000000000"), "deflate data: invalid distance");
  std::string wrong = by_zlib;
  wrong[wrong.size() - 8] ^= 1;
  check_corrupt(wrong, "the CRC-32 of its text is wrong");
  wrong = by_zlib;
  wrong[wrong.size() - 1] ^= 1;
  check_corrupt(wrong, "the size of its text is wrong");
}

TEST_CASE("gzip decoder: appends the texts of several members") {
  check_text(by_zlib + stored + gzip_text("") + gzip_text(services), services + "abc" + services);
  std::string many, texts;
  for (int i = 0; i < 1000; ++i) many += gzip_text(std::to_string(i)), texts += std::to_string(i);
  check_text(many, texts, 97);
}

TEST_CASE("gzip decoder: rejects bytes after the last member") {
  for (const std::string& rest : {"x"s, "\0\0\0\0"s, "\r\n"s, "\x1fx"s}) {
    check_corrupt(by_zlib + rest, "bytes follow the last member");
    CHECK(decode(by_zlib + rest).text == services);
  }
  CHECK(decode(by_zlib + "\x1f").last == progress::more);
}

TEST_CASE("gzip decoder: stops when the text exceeds its limit, with at most the limit of text") {
  CHECK(decode(by_zlib, 7, 7, services.size()).last == progress::complete);
  CHECK(decode(by_zlib, 7, 7, services.size() - 1).last == progress::text_too_large);
  CHECK(decode(gzip_text("a"), 1, 1, 0).last == progress::text_too_large);
  const std::string bomb = gzip_text(std::string(20'000'000, '\0'));
  REQUIRE(bomb.size() < 20'000);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}, bomb.size()}) {
    const decoded got = decode(bomb, piece, piece, 100'000);
    CHECK(got.last == progress::text_too_large);
    CHECK(got.text.size() <= 100'000);
    CHECK(got.text.capacity() <= 200'000);
    CHECK(got.used <= (std::max)(std::size_t{2000}, piece));
  }
  std::string members;  // each is small
  for (int i = 0; i < 200; ++i) members += gzip_text(std::string(1000, 'a'));
  CHECK(decode(members, 100, 100, 100'000).last == progress::text_too_large);
}

TEST_CASE("gzip decoder: random changes never yield another text") {
  std::mt19937 random(12);
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = random_text(random, 1 + random() % 3'000);
    std::string data = gzip_text(text);
    for (auto n = 1 + random() % 3; n > 0; --n)
      data[10 + random() % (data.size() - 10)] = static_cast<char>(random());
    const decoded got = decode(data, 1 + random() % data.size());
    CHECK((got.last != progress::complete || got.text == text));
  }
}
