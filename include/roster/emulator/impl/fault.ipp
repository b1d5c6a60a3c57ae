// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fault.hpp.

#include <roster/emulator/fault.hpp>

#include <algorithm>
#include <array>
#include <roster/failure.hpp>
#include <roster/printable.hpp>
#include <roster/wire/number_text.hpp>
#include <utility>

namespace roster {
namespace detail {

template <class E, std::size_t N>
using fault_words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr fault_words<fault_kind, 7> fault_kinds{{{"delay", fault_kind::delay},
                                                         {"status", fault_kind::status},
                                                         {"throttle", fault_kind::throttle},
                                                         {"denied", fault_kind::denied},
                                                         {"reset", fault_kind::reset},
                                                         {"cut", fault_kind::cut},
                                                         {"truncate", fault_kind::truncate}}};
inline constexpr fault_words<fault_body, 4> fault_bodies{{{"json", fault_body::json},
                                                          {"html", fault_body::html},
                                                          {"empty", fault_body::empty},
                                                          {"headers", fault_body::headers}}};
inline constexpr fault_words<reset_place, 3> reset_places{
    {{"before", reset_place::before}, {"header", reset_place::header}, {"body", reset_place::body}}};
inline constexpr fault_words<bool, 2> fault_vendors{{{"eas", true}, {"qianfan", true}}};

/// Reads one specification; a class, since every mistake is told with the whole of it.
class fault_parser {
 public:
  explicit fault_parser(std::string_view spec) : spec_(spec) {}

  fault parse() {
    const auto colon = spec_.find(':');
    kind_ = spec_.substr(0, colon);
    out_.kind = word(fault_kinds, "kind", kind_);
    if (colon != spec_.npos) settings(spec_.substr(colon + 1));
    if (out_.kind == fault_kind::delay && out_.wait.count() == 0) refuse("delay needs wait-ms");
    return out_;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw failure(errc::invalid_argument, "fault \"" + printable(spec_, 200) + "\": " + why);
  }

  template <class E, std::size_t N>
  E word(const fault_words<E, N>& words, std::string_view name, std::string_view value) const {
    std::string known;
    for (const auto& [text, meaning] : words) {
      if (text == value) return meaning;
      known.append(known.empty() ? "" : ", ").append(text);
    }
    refuse(std::string(name) + " is \"" + printable(value, 64) + "\", which is none of " + known);
  }

  template <class T>
  T number(std::string_view name, std::string_view value, T least) const {
    T read{};
    if (parse_number(value, read) != number_result::ok || read < least)
      refuse(std::string(name) + " is \"" + printable(value, 64) + "\", but should be a number from " +
             std::to_string(least) + " on");
    return read;
  }

  std::chrono::milliseconds milliseconds(std::string_view name, std::string_view value) const {
    return std::chrono::milliseconds(number<std::int64_t>(name, value, 0));
  }

  void settings(std::string_view rest) {
    for (bool more = true; more;) {
      const auto comma = rest.find(',');
      more = comma != rest.npos;
      setting(rest.substr(0, comma));
      if (more) rest.remove_prefix(comma + 1);
    }
  }

  void setting(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == text.npos) refuse("\"" + printable(text, 64) + "\" is not NAME=VALUE");
    const std::string_view name = text.substr(0, equals);
    const std::string_view value = text.substr(equals + 1);
    if (!select(name, value) && !act(name, value))
      refuse(std::string(kind_) + " has no setting \"" + printable(name, 64) +
             "\"; it has at, times, vendor, page, wait-ms" + own_settings());
  }

  bool select(std::string_view name, std::string_view value) {
    if (name == "at")
      out_.at = number<std::size_t>(name, value, 1);
    else if (name == "times")
      out_.times = value == "always" ? fault::always : number<std::size_t>(name, value, 1);
    else if (name == "vendor")
      out_.vendor = word(fault_vendors, name, value) ? value : "";
    else if (name == "page")
      out_.page = number<std::int64_t>(name, value, 1);
    else if (name == "wait-ms")
      out_.wait = milliseconds(name, value);
    else
      return false;
    return true;
  }

  bool act(std::string_view name, std::string_view value) {
    const bool status = out_.kind == fault_kind::status;
    const bool throttle = out_.kind == fault_kind::throttle;
    if (name == "status" && (status || throttle))
      out_.status = http_status(value);
    else if (name == "code" && (status || throttle))
      out_.code = value;
    else if (name == "message" && (status || throttle || out_.kind == fault_kind::denied))
      out_.message = value;
    else if (name == "body" && status)
      out_.body = word(fault_bodies, name, value);
    else if (name == "retry-after-ms" && throttle)
      out_.retry_after_ms = milliseconds(name, value);
    else if (name == "retry-after" && throttle)
      out_.retry_after = std::chrono::seconds(number<std::int64_t>(name, value, 0));
    else if (name == "ratelimit-ms" && throttle)
      out_.ratelimit_ms = milliseconds(name, value);
    else if (name == "where" && out_.kind == fault_kind::reset)
      out_.where = word(reset_places, name, value);
    else if (name == "bytes" && (out_.kind == fault_kind::cut || out_.kind == fault_kind::truncate))
      out_.bytes = number<std::size_t>(name, value, 1);
    else
      return false;
    return true;
  }

  unsigned http_status(std::string_view value) const {
    const auto read = number<unsigned>("status", value, 200);
    if (read > 599) refuse("status is " + std::to_string(read) + ", but should be from 200 to 599");
    return read;
  }

  std::string own_settings() const {
    switch (out_.kind) {
      case fault_kind::status:
        return ", status, code, message, body";
      case fault_kind::throttle:
        return ", status, code, message, retry-after-ms, retry-after, ratelimit-ms";
      case fault_kind::denied:
        return ", message";
      case fault_kind::reset:
        return ", where";
      case fault_kind::cut:
      case fault_kind::truncate:
        return ", bytes";
      case fault_kind::delay:
        break;
    }
    return "";
  }

  std::string_view spec_;
  std::string_view kind_{};
  fault out_{};
};

}  // namespace detail

ROSTER_DECL fault parse_fault(std::string_view spec) { return detail::fault_parser(spec).parse(); }

ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept {
  for (const auto& [text, meaning] : detail::fault_kinds)
    if (meaning == kind) return text;
  return {};
}

}  // namespace roster
