// SPDX-License-Identifier: BSL-1.0
// Checkpoints as text: accepted text is printed and parsed to the same value, corrupted text is rejected. Since random
// bytes never have a valid checksum, the input is also tried with a valid one.

#include <fuzz/input.hpp>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>

namespace {

using roster::checkpoint;

bool check_text(const std::string& text) {
  try {
    const auto parsed = checkpoint::parse(text);
    const auto printed = parsed.text();
    fuzz::expect(
        roster::escape_for_log(printed, printed.size()) == printed && printed.find(' ') == printed.npos,
        "a checkpoint is printable and has no space", printed);
    fuzz::expect(checkpoint::parse(printed) == parsed, "what is printed is the same checkpoint", printed);
    fuzz::expect(
        parsed.cursor.number >= 0 && parsed.cursor.size >= 0 && parsed.before >= 0 && parsed.index >= 0,
        "no number of a checkpoint is negative", printed);
    return true;
  } catch (const roster::failure& e) {
    fuzz::expect(e.code() == roster::errc::invalid_argument, "a wrong checkpoint is an invalid argument",
                 text);
    fuzz::expect_message(e.what());
    return false;
  }
}

/// Appends the FNV-1a checksum that ends a checkpoint.
std::string with_checksum(const std::string& fields) {
  std::uint32_t sum = 2166136261U;
  for (const char c : fields) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return fields + std::to_string(sum);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::input in(data, size);
  check_text(std::string(in.rest()));
  check_text(with_checksum(std::string(in.rest()) + ':'));

  checkpoint built;
  built.at = static_cast<checkpoint::where>(in.number() % 3);
  for (auto* const number : {&built.cursor.number, &built.cursor.size, &built.before, &built.index})
    for (int i = 0; i < 6; ++i) *number = *number * 256 + in.number();
  built.request = in.line();
  built.cursor.token = in.rest();
  const auto text = built.text();
  if (text.size() > 64 * 1024) return 0;  // longer than the parser accepts
  fuzz::expect(checkpoint::parse(text) == built, "every checkpoint can be printed and read", text);
  auto cut = text;
  cut.pop_back();
  fuzz::expect(!check_text(cut), "text that is cut is refused", cut);
  return 0;
}
