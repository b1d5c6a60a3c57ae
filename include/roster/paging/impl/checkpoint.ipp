// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of checkpoint.hpp.

#include <roster/paging/checkpoint.hpp>

#include <array>
#include <charconv>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <system_error>
#include <utility>

namespace roster::inline v0 {
namespace detail {

inline constexpr std::string_view checkpoint_version = "roster1";
inline constexpr std::size_t max_checkpoint = 64 * 1024;
inline constexpr std::int64_t max_checkpoint_number = 1'000'000'000'000'000;
inline constexpr std::array<std::string_view, 3> checkpoint_wheres{"beginning", "page", "end"};

/// Returns an FNV-1a checksum: detects accidental changes, but not deliberate ones.
inline std::string checksum(std::string_view text) {
  std::uint32_t sum = 2166136261U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return std::to_string(sum);
}

[[noreturn]] inline void throw_invalid_checkpoint(const char* why) {
  throw failure(errc::invalid_argument, std::string("invalid checkpoint: ") + why);
}

/// Reads the fields of a checkpoint from its text, one after the other.
class checkpoint_fields {
 public:
  explicit checkpoint_fields(std::string_view text) : rest_(text) {}

  std::string_view text() {
    const auto end = rest_.find(':');
    if (end == rest_.npos) throw_invalid_checkpoint("truncated");
    const auto field = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return field;
  }
  std::int64_t number() {
    const auto field = text();
    std::int64_t out{};
    const auto [at, error] = std::from_chars(field.data(), field.data() + field.size(), out);
    if (error != std::errc{} || at != field.data() + field.size() || out < 0 || out > max_checkpoint_number)
      throw_invalid_checkpoint("malformed or out-of-range number");
    return out;
  }
  bool empty() const noexcept { return rest_.empty(); }

 private:
  std::string_view rest_;
};

inline checkpoint::where where_of(std::string_view name) {
  for (std::size_t i = 0; i < checkpoint_wheres.size(); ++i)
    if (checkpoint_wheres[i] == name) return static_cast<checkpoint::where>(i);
  throw_invalid_checkpoint("unknown kind of position");
}

/// Returns the text without its trailing checksum, after verifying the checksum.
inline std::string_view checked_fields(std::string_view text) {
  if (text.size() > max_checkpoint) throw_invalid_checkpoint("too large, the limit is 65536 bytes");
  const auto end = text.rfind(':');
  if (!text.starts_with(checkpoint_version) || end == text.npos)
    throw_invalid_checkpoint("missing version or checksum");
  const auto fields = text.substr(0, end + 1);
  if (text.substr(end + 1) != checksum(fields))
    throw_invalid_checkpoint("checksum mismatch, modified or truncated");
  return fields;
}

}  // namespace detail

ROSTER_DECL std::string checkpoint::text() const {
  std::string out(detail::checkpoint_version);
  const auto add = [&out](std::string_view field) { (out += ':') += field; };
  add(detail::checkpoint_wheres[static_cast<std::size_t>(at)]);
  add(http::detail::percent_encode(request));
  add(std::to_string(cursor.number));
  add(std::to_string(cursor.size));
  add(http::detail::percent_encode(cursor.token));
  add(std::to_string(before));
  add(std::to_string(index));
  out += ':';
  return out + detail::checksum(out);
}

ROSTER_DECL checkpoint checkpoint::parse(std::string_view text) {
  detail::checkpoint_fields fields(detail::checked_fields(text));
  const auto decoded = [&fields] {
    auto out = http::detail::percent_decode(fields.text());
    if (!out) detail::throw_invalid_checkpoint("malformed percent-encoding");
    return std::move(*out);
  };
  if (fields.text() != detail::checkpoint_version) detail::throw_invalid_checkpoint("unsupported version");
  checkpoint out;
  out.at = detail::where_of(fields.text());
  out.request = decoded();
  out.cursor.number = fields.number();
  out.cursor.size = fields.number();
  out.cursor.token = decoded();
  out.before = fields.number();
  out.index = fields.number();
  if (!fields.empty()) detail::throw_invalid_checkpoint("unexpected data at the end");
  return out;
}

}  // namespace roster::inline v0
