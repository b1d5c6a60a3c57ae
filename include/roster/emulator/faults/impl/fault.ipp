// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fault.hpp.

#include <roster/emulator/faults/fault.hpp>

#include <algorithm>
#include <limits>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {

/// Returns the only vendor that a kind can apply to; "" for kinds of both.
constexpr std::string_view vendor_of(fault_kind kind) noexcept {
  switch (kind) {
    case fault_kind::total:
    case fault_kind::no_total:
    case fault_kind::page_number:
    case fault_kind::no_page_number:
      return "eas";
    case fault_kind::repeat_marker:
    case fault_kind::no_marker:
    case fault_kind::no_truncated:
    case fault_kind::stray_marker:
      return "qianfan";
    default:
      return {};
  }
}

/// Returns why a fault can never apply, or which setting it lacks; "" if it is valid.
inline std::string impossible(const fault& one) {
  const std::string name(name_of(one.kind));
  const std::string vendor(vendor_of(one.kind));
  const bool says_one = one.set.has_value() != one.add.has_value();
  if (!one.vendor.empty() && !vendor.empty() && one.vendor != vendor)
    return name + " applies only to " + vendor;
  if (!one.region.empty() && (one.vendor == "qianfan" || vendor == "qianfan"))
    return "qianfan has no regions";
  if (applies_to_connections(one.kind) &&
      (!one.vendor.empty() || !one.account.empty() || !one.region.empty() || one.page))
    return name + " takes no vendor, account, region or page: it applies to connections, not to requests";
  if (one.kind == fault_kind::delay && one.wait.count() == 0) return name + " requires wait-ms";
  if (one.kind == fault_kind::page_size && one.size.value_or(0) < 1)
    return name + " requires a size of at least 1";
  if ((one.kind == fault_kind::total || one.kind == fault_kind::page_number) && !says_one)
    return name + " requires either set or add";
  return {};
}

/// Parses one specification; a class, because every error quotes the whole specification.
class fault_parser {
 public:
  explicit fault_parser(std::string_view spec) : spec_(spec) {}

  fault parse() {
    const auto colon = spec_.find(':');
    kind_ = spec_.substr(0, colon);
    std::array<std::string_view, fault_kinds.size()> kinds{};
    std::transform(fault_kinds.begin(), fault_kinds.end(), kinds.begin(),
                   [](auto& one) { return one.first; });
    out_.kind = word(fault_kinds, "kind", kind_, roster::detail::suggestion(kind_, kinds));
    if (colon != spec_.npos) settings(spec_.substr(colon + 1));
    if (const std::string why = impossible(out_); !why.empty()) fail(why);
    return checked(out_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw failure(errc::invalid_argument, "invalid fault \"" + escape_for_log(spec_, 200) + "\": " + why);
  }

  template <class E, std::size_t N>
  E word(const fault_words<E, N>& words, std::string_view name, std::string_view value,
         std::string_view hint = {}) const {
    std::string known;
    for (const auto& [text, meaning] : words) {
      if (text == value) return meaning;
      known.append(known.empty() ? "" : ", ").append(text);
    }
    fail((std::string(name) + " is \"" + escape_for_log(value, 64) + "\"; expected one of " + known)
             .append(hint));
  }

  template <class T>
  T number(std::string_view name, std::string_view value, T least) const {
    T read{};
    if (roster::detail::parse_number(value, read) != roster::detail::number_result::ok || read < least)
      fail(std::string(name) + " is \"" + escape_for_log(value, 64) + "\"; expected a number of at least " +
           std::to_string(least));
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
    if (equals == text.npos) fail("\"" + escape_for_log(text, 64) + "\" is not of the form NAME=VALUE");
    const std::string_view name = text.substr(0, equals);
    const std::string_view value = text.substr(equals + 1);
    if (!select(name, value) && !act(name, value)) fail_unknown(name);
    if (std::find(set_.begin(), set_.end(), name) != set_.end()) fail(std::string(name) + " is set twice");
    set_.push_back(name);
  }

  [[noreturn]] void fail_unknown(std::string_view name) const {
    const std::string all = "at, times, vendor, account, region, page, wait-ms" + own_settings();
    std::vector<std::string_view> words;
    for (std::string_view rest = all; !rest.empty();) {
      const auto comma = (std::min)(rest.find(", "), rest.size());
      words.push_back(rest.substr(0, comma));
      rest.remove_prefix((std::min)(comma + 2, rest.size()));
    }
    fail(std::string(kind_) + " has no setting \"" + escape_for_log(name, 64) + "\"; its settings are " +
         all + roster::detail::suggestion(name, words));
  }

  bool select(std::string_view name, std::string_view value) {
    if (name == "at")
      out_.at = number<std::size_t>(name, value, 1);
    else if (name == "times")
      out_.times = value == "always" ? fault::always : number<std::size_t>(name, value, 1);
    else if (name == "vendor")
      out_.vendor = word(fault_vendors, name, value) ? value : "";
    else if (name == "account")
      out_.account = value;
    else if (name == "region")
      out_.region = value;
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
    const bool denied = out_.kind == fault_kind::denied || out_.kind == fault_kind::expired_token;
    if (name == "status" && (status || throttle))
      out_.status = http_status(value);
    else if (name == "code" && (status || throttle))
      out_.code = value;
    else if (name == "message" && (status || throttle || denied))
      out_.message = value;
    else if (name == "body" && status)
      out_.body = word(fault_bodies, name, value);
    else if (name == "retry-after-ms" && throttle)
      out_.retry_after_ms = milliseconds(name, value);
    else if (name == "retry-after" && throttle)
      out_.retry_after = std::chrono::seconds(number<std::int64_t>(name, value, 0));
    else if (name == "ratelimit-ms" && throttle)
      out_.ratelimit_ms = milliseconds(name, value);
    else
      return act_on_bytes(name, value) || act_on_page(name, value);
    return true;
  }

  bool act_on_bytes(std::string_view name, std::string_view value) {
    const fault_kind kind = out_.kind;
    const bool counts = kind == fault_kind::cut || kind == fault_kind::truncate || kind == fault_kind::flood;
    if (name == "where" && (kind == fault_kind::reset || kind == fault_kind::stall))
      out_.where = word(reset_places, name, value);
    else if (name == "bytes" && counts)
      out_.bytes = number<std::size_t>(name, value, 1);
    else if (name == "no-length" && kind == fault_kind::cut)
      out_.no_length = word(yes_no, name, value);
    else if (name == "how" && kind == fault_kind::connection)
      out_.end = word(connection_ends, name, value);
    else if (name == "how" && kind == fault_kind::tls)
      out_.tls = word(tls_fault_words, name, value);
    else if (name == "how" && kind == fault_kind::malformed)
      out_.wrong = word(malformations, name, value);
    else if (name == "how" && kind == fault_kind::json)
      out_.json = word(json_fault_words, name, value);
    else if (name == "every-ms" && kind == fault_kind::drip)
      out_.every = milliseconds(name, value);
    else if (name == "part" && kind == fault_kind::flood)
      out_.part = word(flood_parts, name, value);
    else
      return false;
    return true;
  }

  bool act_on_page(std::string_view name, std::string_view value) {
    constexpr auto least = (std::numeric_limits<std::int64_t>::min)();
    const bool number_of_page = out_.kind == fault_kind::total || out_.kind == fault_kind::page_number;
    if (name == "size" && out_.kind == fault_kind::page_size)
      out_.size = number<std::int64_t>(name, value, 1);
    else if (name == "silent" && out_.kind == fault_kind::page_size)
      out_.silent = word(yes_no, name, value);
    else if (name == "set" && number_of_page)
      out_.set = number<std::int64_t>(name, value, least);
    else if (name == "add" && number_of_page)
      out_.add = number<std::int64_t>(name, value, least);
    else
      return false;
    return true;
  }

  unsigned http_status(std::string_view value) const {
    const auto read = number<unsigned>("status", value, 200);
    if (read > 599) fail("status is " + std::to_string(read) + "; expected 200 to 599");
    return read;
  }

  std::string own_settings() const {
    switch (out_.kind) {
      case fault_kind::status:
        return ", status, code, message, body";
      case fault_kind::throttle:
        return ", status, code, message, retry-after-ms, retry-after, ratelimit-ms";
      case fault_kind::denied:
      case fault_kind::expired_token:
        return ", message";
      case fault_kind::reset:
      case fault_kind::stall:
        return ", where";
      case fault_kind::cut:
        return ", bytes, no-length";
      case fault_kind::truncate:
        return ", bytes";
      case fault_kind::connection:
      case fault_kind::tls:
      case fault_kind::malformed:
      case fault_kind::json:
        return ", how";
      case fault_kind::drip:
        return ", every-ms";
      case fault_kind::flood:
        return ", part, bytes";
      case fault_kind::page_size:
        return ", size, silent";
      case fault_kind::total:
      case fault_kind::page_number:
        return ", set, add";
      default:
        return "";
    }
  }

  std::string_view spec_;
  std::string_view kind_{};
  fault out_{};
  std::vector<std::string_view> set_{};  // the names of the settings so far
};

}  // namespace detail

ROSTER_DECL fault parse_fault(std::string_view spec) { return detail::fault_parser(spec).parse(); }

ROSTER_DECL fault checked(fault one) {
  if (const std::string why = detail::impossible(one); !why.empty())
    throw failure(errc::invalid_argument, "invalid fault " + std::string(name_of(one.kind)) + ": " + why);
  if (one.vendor.empty()) one.vendor = detail::vendor_of(one.kind);
  if (one.vendor.empty() && !one.region.empty()) one.vendor = "eas";
  return one;
}

ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept { return kind >= fault_kind::empty_page; }

ROSTER_DECL bool applies_to_connections(fault_kind kind) noexcept {
  return kind == fault_kind::connection || kind == fault_kind::tls;
}

ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept {
  for (const auto& [text, meaning] : detail::fault_kinds)
    if (meaning == kind) return text;
  return {};
}

}  // namespace roster::inline v0::emulator
