// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads JSON text once, from front to back, strictly by RFC 8259 and without building a tree. The decoder is built on
// it. Not a template, so that it is compiled once.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/json_scan.hpp>
#include <roster/wire/detail/short_name.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_shown = 40;  // bytes of untrusted text in an error

/// Deletes an array of characters that may have held a secret.
struct wiping_deleter {
  std::size_t size{};
  void operator()(char* text) const noexcept {
    zero_memory(text, size);
    delete[] text;
  }
};

/// A position in a JSON text. A function that returns false has found an error, unless documented otherwise; then
/// `take_error()` returns the error, and nothing more may be read.
/// Lifetime: the text outlives the reader.
class json_reader {
 public:
  explicit json_reader(std::string_view text, const decode_limits& limits = {}) noexcept
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), limits_(limits) {}

  /// An object or list that is being read.
  struct scope {
    char close{};
    std::size_t most{};
    std::size_t count{};  ///< entries so far, the current one included
  };

  /// Skips white space and returns the next byte, '\0' at the end.
  [[gnu::always_inline]] char peek() noexcept {
    return at_ != end_ && *at_ > ' ' ? *at_ : peek_after_space();
  }

  bool enter_object(scope& inside) { return enter('{', inside); }
  bool enter_list(scope& inside) { return enter('[', inside); }

  /// Consumes `{}` or `[]`, depending on `open`; returns false, without an error, for anything else.
  bool take_empty(char open) noexcept {
    if (peek() != open) return false;
    const char* const start = at_++;
    if (peek() == (open == '{' ? '}' : ']')) {
      ++at_;
      return true;
    }
    at_ = start;
    return false;
  }

  /// Advances to the next entry. Returns false after the last one, which leaves the object or list, or on an error.
  [[gnu::always_inline]] bool more(scope& inside) {
    const char next = peek();
    if (next == inside.close) return leave();
    if (inside.count != 0) {
      if (next != ',') return bad_separator(inside.close);
      ++at_;
    }
    return ++inside.count <= inside.most || too_many(inside);
  }

  /// Returns the rest of the text after the comma or brace before the next name; "" if there is no comma, or the object
  /// has too many members. Consumes nothing.
  std::string_view next_name(const scope& inside) const noexcept {
    const char* at = at_;
    if (inside.count >= inside.most) return {};
    if (inside.count != 0) {
      if (at == end_ || *at != ',') return {};
      ++at;
    }
    return {at, static_cast<std::size_t>(end_ - at)};
  }

  /// Advances to the value of the member whose name begins at `name`, with the white space around it.
  void take_name(scope& inside, const char* name, std::size_t size) noexcept {
    at_ = name + size;
    ++inside.count;
  }

  /// Reads the name of a member and the colon if the name is short, and has no escapes and only ASCII. Consumes nothing,
  /// without an error, for anything else.
  bool short_key(short_name& name) noexcept {
    if (left() < short_name::capacity + 3 || *at_ != '"') return false;
    const char* const begin = at_ + 1;
    const std::uint32_t special = special_bits(begin) | special_bits(begin + scan_block) << scan_block;
    const auto size = static_cast<std::size_t>(std::countr_zero(special));
    if (special == 0 || begin[size] != '"' || size > limits_.text) return false;
    const char* const colon = after_space(begin + size + 1, end_);
    if (colon == end_ || *colon != ':') return false;
    name = short_name(begin, size);
    at_ = colon + 1;
    return true;
  }

  /// Reads the name of a member and the colon.
  /// Lifetime: until the next text is read.
  bool key(std::string_view& name);

  /// Reads a string.
  /// Lifetime: until the next text is read.
  bool text(std::string_view& out);
  /// Reads a number; returns its text unchanged.
  bool number(std::string_view& literal);
  bool boolean(bool& out);
  /// Consumes a null; returns false, without an error, for anything else.
  [[gnu::always_inline]] bool null() noexcept { return peek() == 'n' && rest_of_null(); }
  /// Reads an integer of up to 18 digits, the common case of a number; consumes nothing, without an error, for
  /// anything else.
  bool short_integer(bool& negative, unsigned long long& magnitude) noexcept;
  /// Skips a string of plain bytes; consumes nothing, without an error, for anything else.
  [[gnu::always_inline]] bool skip_plain_text() noexcept {
    if (at_ == end_ || *at_ != '"') return false;
    const char* const at = plain_run(at_ + 1, end_);
    if (at == end_ || *at != '"') return false;
    at_ = at + 1;
    return true;
  }
  /// Skips any value, and validates all of it.
  bool skip();
  /// Checks that only white space is left.
  bool finish();

  /// Continues with the part of the text from `begin` to `end`, after a whole value or at the start.
  void select(std::size_t begin, std::size_t end) noexcept {
    at_ = begin_ + begin;
    end_ = begin_ + end;
  }

  /// A position between two tokens.
  struct mark {
    std::size_t offset{};
    std::size_t depth{};
  };
  mark here() const noexcept { return {offset(), depth_}; }
  /// Recovers from a failed read of the value at `start` by skipping the value. Succeeds only if the error was the
  /// value's kind or a string that is not valid Unicode; otherwise the error remains.
  bool skip_instead(const mark& start);

  std::size_t max_items() const noexcept { return limits_.items; }
  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  std::string_view since(std::size_t start) const noexcept { return {begin_ + start, offset() - start}; }

  /// Sets the error: the value at `start` does not match the schema. With `is_secret`, the error contains only the type
  /// of the value.
  bool mismatch(std::string_view expected, std::size_t start, bool is_secret = false);
  /// Sets the error: the member whose name was just read is repeated.
  bool repeated();
  /// Sets the error: the object that was just read lacks a member with the expected value.
  bool missing(std::string_view expected) {
    return fail(decode_fault::mismatch, expected, "nothing", offset());
  }
  /// Sets the error: an array or an object has more entries than its limit.
  bool too_many(const scope& inside);

  /// Counts a string that is not a time although one is expected; the string itself is kept.
  void note_unreadable_time(std::size_t start) noexcept {
    if (unreadable_times_++ == 0) first_unreadable_time_ = start;
  }
  std::size_t unreadable_times() const noexcept { return unreadable_times_; }
  std::size_t first_unreadable_time() const noexcept { return first_unreadable_time_; }

  bool good() const noexcept { return error_ == nullptr; }
  /// Returns the error, if there is one, by moving it out.
  std::optional<decode_error> take_error() {
    if (good()) return std::nullopt;
    return std::move(*error_);
  }
  /// Prepends a member's name, or an index, to the path of the error.
  void error_inside(std::string_view member);
  void error_inside(std::size_t index);

 private:
  using text_buffer = std::unique_ptr<char[], wiping_deleter>;

  static text_buffer make_buffer(std::size_t size) {
    return text_buffer(new char[size], wiping_deleter{size});
  }
  char peek_after_space() noexcept;
  bool rest_of_null() noexcept;
  bool enter(char open, scope& inside);
  bool leave() noexcept {
    ++at_;
    --depth_;
    return false;
  }
  bool unusual_text(const char* start, const char* at, std::string_view& out);
  bool text_with_escapes(const char* start, const char* at, std::string_view& out);
  bool skip_text();
  bool skip_unusual_text(const char* at);
  bool skip_inside(char open);
  char* escape(const char*& at, char* out);
  char* unicode_escape(const char*& at, char* out);
  bool hex4(const char*& at, unsigned& out);
  bool literal(std::string_view word);
  bool accept_text(std::string_view text, std::size_t start);
  char* grow(const char* used);

  bool fail(decode_fault fault, std::string_view expected, std::string found, std::size_t offset);
  bool not_json(std::string_view expected, const char* where);
  bool bad_text(std::string_view expected, const char* where);
  bool bad_separator(char close);

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t depth_{};
  decode_limits limits_;
  text_buffer buffer_{};  // the last string with escapes, decoded
  std::size_t buffer_size_{};
  std::unique_ptr<decode_error> error_{};
  std::size_t unreadable_times_{};
  std::size_t first_unreadable_time_{};
  bool has_bad_text_{};    // the error is a string that is not valid Unicode; reading may resume after it
  bool skips_bad_text_{};  // set while such a string is skipped
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/json_reader.ipp>
#endif
