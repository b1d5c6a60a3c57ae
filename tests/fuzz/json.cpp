// SPDX-License-Identifier: BSL-1.0
// The JSON reader: accepts what Boost.JSON accepts, with the same value. Members of every kind survive encoding.

#include <boost/json.hpp>
#include <fuzz/input.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/encode.hpp>
#include <string_view>
#include <support/every_kind.hpp>
#include <support/json_tree.hpp>
#include <vector>

namespace {

/// What was decoded into a T can be encoded, and is decoded from that again.
template <class T>
void check_kind(std::string_view text) {
  T value{};
  if (const auto error = roster::decode(text, value)) {
    fuzz::expect(error->offset <= text.size(), "the error is inside of the text", text);
    fuzz::expect_message(error->text());
    return;
  }
  const auto json = roster::to_json(value, {.reveal_secrets = true});
  T again{};
  fuzz::expect(!roster::decode(json, again), "what was encoded can be decoded", json);
  // Compared as text, since white space within JSON that is kept as text is not preserved.
  fuzz::expect(roster::to_json(again, {.reveal_secrets = true}) == json, "decoding gives what was encoded",
               json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::input(data, size).rest();
  boost::json::value ours;
  roster::detail::json_reader reader(text);
  const bool accepted = test::build(reader, ours) && reader.finish();
  fuzz::expect(roster::is_json(text) == accepted, "reading and skipping accept the same texts", text);
  check_kind<every_kind::thing>(text);
  check_kind<decltype(every_kind::thing::either)>(text);
  check_kind<roster::one_or_many<roster::bytes>>(text);
  check_kind<std::vector<roster::json_text>>(text);
  if (!accepted) {
    const auto error = reader.take_error();
    fuzz::expect(error.has_value(), "a refused text has an error", text);
    fuzz::expect(error->offset <= text.size(), "the error is inside of the text", text);
    fuzz::expect_message(error->text());
  }

  boost::json::parse_options options;
  options.max_depth = roster::decode_limits{}.depth;
  boost::system::error_code error;
  const auto theirs = boost::json::parse(text, error, {}, options);
  if (error == boost::json::error::exponent_overflow) return 0;  // difference 1 in json_differential.test.cpp
  fuzz::expect(accepted == !error, "the reader accepts what Boost.JSON accepts", text);
  if (accepted) fuzz::expect(test::same(ours, theirs), "both read the same value", text);
  return 0;
}
