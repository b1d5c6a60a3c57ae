// SPDX-License-Identifier: BSL-1.0
// The page decoder, strict and lenient, for the operations of the vendors and for items with every kind of member: it
// agrees with Boost.JSON, both modes agree with each other, and decoded pages survive encoding.

#include <boost/json.hpp>
#include <fuzz/input.hpp>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <string_view>
#include <support/compared_item.hpp>
#include <vector>

namespace {

using compared::item;
using compared::letters;

/// The result of parsing a text with Boost.JSON.
struct tree {
  explicit tree(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = roster::decode_limits{}.depth;
    value = boost::json::parse(text, error, {}, options);
  }
  bool undecided() const { return error == boost::json::error::exponent_overflow; }

  boost::system::error_code error{};
  boost::json::value value{};
};

/// Checks an outcome of decoding against whether the text is JSON.
void check_outcome(std::string_view text, const std::optional<roster::decode_error>& outcome,
                   const tree& theirs) {
  if (!outcome) return fuzz::expect(!theirs.error || theirs.undecided(), "what is decoded is JSON", text);
  fuzz::expect(outcome->offset <= text.size(), "the error is inside of the text", text);
  fuzz::expect_message(outcome->text());
  if (outcome->fault == roster::detail::decode_fault::syntax)
    fuzz::expect(bool(theirs.error), "what is called a syntax error is one", text);
}

template <class Op>
void check_page(std::string_view text, const tree& theirs) {
  roster::detail::list_page<Op> strict;
  roster::detail::list_page<Op> lenient;
  const auto strict_outcome = roster::detail::decode_list_page(text, strict);
  const auto lenient_outcome = roster::detail::decode_list_page(text, lenient, {}, true);
  check_outcome(text, strict_outcome, theirs);
  if (lenient_outcome) {
    fuzz::expect(strict_outcome.has_value(), "lenient decoding accepts all that strict decoding accepts",
                 text);
    fuzz::expect_message(lenient_outcome->text());
    return;
  }
  fuzz::expect(lenient.keys.size() == lenient.items.size(), "every item has a key", text);
  fuzz::expect(strict_outcome.has_value() == (lenient.skipped_fields.members != 0),
               "a member is skipped exactly if strict decoding fails", text);
  if (strict_outcome) return;
  fuzz::expect(strict.items == lenient.items, "both ways read the same items", text);
  fuzz::expect(strict.keys == lenient.keys, "both ways read the same keys", text);
  if constexpr (requires { strict.rest == lenient.rest; })
    fuzz::expect(strict.rest == lenient.rest, "both ways read the same envelope", text);
  fuzz::expect(strict.unreadable_times.members == lenient.unreadable_times.members,
               "both ways count the same unreadable times", text);
  for (const auto& one : strict.items) {
    roster::item_of<Op> again;
    constexpr roster::encode_options whole{.reveal_secrets = true, .keep_empty = false};
    const auto json = roster::to_json<Op::wire_case>(one, whole);
    fuzz::expect(!roster::decode<Op::wire_case>(json, again), "what was encoded can be decoded", json);
    // Compared as text, since white space within unknown fields is not preserved.
    fuzz::expect(roster::to_json<Op::wire_case>(again, whole) == json, "decoding gives what was encoded",
                 json);
  }
}

void check_item(std::string_view text, const tree& theirs) {
  item ours;
  const auto outcome = roster::decode<letters>(text, ours);
  check_outcome(text, outcome, theirs);
  item expected;
  if (outcome || theirs.error || !compared::walk(theirs.value, expected))
    return;  // `compared::walk` is not lenient
  forget_unknown(ours);
  // Boost.JSON rounds doubles differently; the fuzz target `json` compares them.
  const auto forget_reals = [](item& of) {
    of.ratio = 0;
    of.own.load.reset();
    if (of.home) of.home->load.reset();
    for (auto& one : of.places) one.load.reset();
  };
  forget_reals(ours);
  forget_reals(expected);
  fuzz::expect(ours == expected, "the item is that of Boost.JSON's tree", text);
}

/// A text of lines is a page exactly if each line that is not blank is an item.
void check_lines(std::string_view text) {
  roster::detail::list_page<compared::list_lines> page;
  const auto outcome = roster::detail::decode_list_page(text, page);
  if (outcome) {
    fuzz::expect(outcome->offset <= text.size(), "the error is inside of the text", text);
    fuzz::expect(outcome->path.starts_with("line "), "the error names the line", outcome->path);
    fuzz::expect_message(outcome->text());
  }
  fuzz::input lines(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  std::vector<item> expected;
  bool all = true;
  while (all && !lines.rest().empty()) {
    const auto line = lines.line();
    if (line.find_first_not_of(" \t\r") != line.npos)
      all = !roster::decode<letters>(line, expected.emplace_back());
  }
  fuzz::expect(all == !outcome, "a text is a page exactly if its lines are items", text);
  if (all) fuzz::expect(page.items == expected, "the items are those of the lines", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::input(data, size).rest();
  const tree theirs(text);
  check_page<compared::list_items>(text, theirs);
  check_page<compared::list_zones>(text, theirs);
  check_lines(text);
  check_page<roster::eas::list_services>(text, theirs);
  check_page<roster::qianfan::describe_services>(text, theirs);
  check_item(text, theirs);
  return 0;
}
