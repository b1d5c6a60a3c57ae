// SPDX-License-Identifier: BSL-1.0
// Typed conditions: parsing never crashes, messages are printable, and parentheses, negation, idempotence and partial
// evaluation follow logic.

#include <fuzz/input.hpp>
#include <optional>
#include <roster/failure.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/parse_condition.hpp>
#include <support/compared_item.hpp>
#include <vector>

namespace {

using compared::item;
using condition = roster::condition<item>;

/// Items with absent, ordinary and extreme members.
const std::vector<item>& items() {
  static const std::vector<item> all = [] {
    std::vector<item> out(1);
    for (
        const std::string_view json :
        {R"({"Id":"a-1","On":true,"Spot":false,"Count":3,"Ratio":0.5,"Status":"Running","Token":"secret",)"
         R"("Created":"2024-07-30T05:45:46Z","Note":"a \"note\"","Home":{"Zone":"z","GPUMemory":16,"Load":1.5}})",
         R"({"Id":"","Count":-9223372036854775808,"Ratio":-1e308,"Status":"New","Created":"2024-07-30T05:45:46.5+08:00"})",
         R"({"Id":"\u00e9","Count":9223372036854775807,"Ratio":1e308,"Created":"soon","Tags":["x"],"Labels":{"a":"b"}})"})
      fuzz::expect(!roster::decode<compared::letters>(json, out.emplace_back()), "the items are JSON", json);
    return out;
  }();
  return all;
}

std::optional<condition> parse(const std::string& text) {
  try {
    return roster::parse_condition<item, compared::letters>(text);
  } catch (const roster::failure& e) {
    fuzz::expect(e.code() == roster::errc::invalid_argument, "a wrong condition is an invalid argument",
                 text);
    fuzz::expect_message(e.what());
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::input(data, size).rest());
  const auto parsed = parse(text);
  if (!parsed) return 0;
  const auto printed = parsed->text();
  fuzz::expect(roster::escape_for_log(printed, printed.size()) == printed,
               "a condition prints as printable text", printed);
  const bool is_fixed = text.find("now") == text.npos;
  const auto grouped = is_fixed ? parse('(' + text + ')') : std::nullopt;
  const auto negated = is_fixed ? parse("!(" + text + ')') : std::nullopt;
  const auto twice = is_fixed ? parse('(' + text + ") && (" + text + ')') : std::nullopt;
  const auto either = is_fixed ? parse("Id == x || " + text) : std::nullopt;
  std::vector<roster::detail::in_list> taken;
  const condition rest(
      roster::detail::remaining(parsed->node(), [&taken](const roster::detail::in_list& wanted) {
        taken.push_back(wanted);
        return wanted.values.size() % 2 == 1;
      }));
  for (const auto& one : items()) {
    const bool met = (*parsed)(one);
    fuzz::expect((!*parsed)(one) == !met, "the negation is not met where the condition is", text);
    fuzz::expect((*parsed && *parsed)(one) == met && (*parsed || *parsed)(one) == met,
                 "repetition changes nothing", text);
    if (grouped) fuzz::expect((*grouped)(one) == met, "parentheses change nothing", text);
    if (negated) fuzz::expect((*negated)(one) == !met, "! negates", text);
    if (twice) fuzz::expect((*twice)(one) == met, "&& with itself changes nothing", text);
    if (either) fuzz::expect((*either)(one) == (one.id == "x" || met), "|| binds least", text);
    if (met) fuzz::expect(rest(one), "what remains of a met condition is met", text);
    if (!met && taken.empty())
      fuzz::expect(!rest(one), "nothing is lost of a condition of which nothing is taken", text);
  }
  return 0;
}
