// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator of both clouds, beside the library in one header; written by tools/generate.py from include/.

#include "../roster.hpp"

// The emulated PAI-EAS.

#include <optional>
// Errors and authentication of the emulated PAI-EAS.

#include <chrono>
#include <optional>
// What both emulated clouds share.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
// Faults that the emulator injects.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {

/// What happens to the requests that a fault applies to.
enum class fault_kind {
  delay,          ///< the response is correct, but late
  status,         ///< another status, code or body
  throttle,       ///< too many requests: the vendor's error, with retry hints
  denied,         ///< a missing permission: the vendor's error
  expired_token,  ///< an expired token of temporary credentials: the vendor's error
  reset,          ///< the connection is reset
  cut,            ///< the connection is closed before the end of the body
  truncate,       ///< the body is whole, but Content-Length is larger, and the connection is closed

  // Corrupted bytes, or corrupted connections.
  connection,  ///< servers only: a new connection ends before its first request; counts connections
  tls,         ///< servers that make their certificates: TLS of a new connection fails; counts connections
  stall,       ///< the response stops midway, and the connection stays open
  drip,        ///< the response is sent byte by byte
  flood,       ///< a part of the response never ends
  malformed,   ///< the response violates HTTP
  garble,      ///< garbage bytes in the middle of the response, below the TLS layer if there is one
  interim,     ///< responses with status 103 precede the response
  surplus,     ///< the response is sent a second time, unsolicited
  json,        ///< the body is malformed or unexpected JSON

  // Anomalies: a valid page with one thing wrong. They do not apply to rejected requests.
  empty_page,      ///< no services, although the list continues; Qianfan's nextMarker refers to them
  repeat_page,     ///< the services of the previous page; page 1 does not change
  page_size,       ///< pages of another size than requested
  total,           ///< of eas: another TotalCount
  no_total,        ///< of eas: no TotalCount
  page_number,     ///< of eas: another PageNumber
  no_page_number,  ///< of eas: no PageNumber
  repeat_marker,   ///< of qianfan: nextMarker refers to the current page
  no_marker,       ///< of qianfan: isTruncated is true and there is no nextMarker
  no_truncated,    ///< of qianfan: no isTruncated
  stray_marker,    ///< of qianfan: the last page has a nextMarker, too; it is not in the list
};

/// The body of a response with another status.
enum class fault_body {
  json,     ///< an error in the vendor's format
  html,     ///< an HTML page, as from a proxy
  empty,    ///< empty
  headers,  ///< empty; the error is in the headers x-bce-error-code and x-bce-error-message
};

/// How much of a response is sent before a reset or a stall.
enum class reset_place { before, header, body };

/// What happens on a connection instead of the first response, or instead of TLS.
enum class connection_end { close, reset, stall, garbage };

/// What is wrong with the TLS of a server.
enum class tls_fault {
  wrong_host,         ///< its certificate is for another host
  expired,            ///< its certificate has expired
  not_yet_valid,      ///< its certificate is valid from tomorrow
  self_signed,        ///< its certificate is self-signed
  unknown_authority,  ///< its certificate is signed by an unknown authority
  common_name,        ///< its certificate has the host only as the common name, which clients ignore
  weak_key,           ///< its key is RSA with 1024 bits
  old_version,        ///< it speaks TLS 1.1 and older only
  plain_http,         ///< it speaks HTTP without TLS
  cut                 ///< the connection is closed in the middle of the handshake
};

/// The part of a response that never ends.
enum class flood_part { status_line, header, interim, extension, trailer, body };

/// How a response violates HTTP.
enum class malformation {
  garbage,            ///< not HTTP at all
  bad_length,         ///< Content-Length is -1
  two_lengths,        ///< two different values of Content-Length
  length_and_chunks,  ///< both Content-Length and chunked encoding
  bad_chunk,          ///< a chunk whose size is not a number
  coding,             ///< an unknown Transfer-Encoding
  compressed,         ///< a Content-Encoding that was not requested
  folded,             ///< a header line that is folded onto the next one
  switching           ///< the status 101
};

/// What is wrong with a JSON body.
enum class json_fault {
  cut,       ///< only the first half
  trailing,  ///< extra characters after it
  nan,       ///< a value that is NaN
  utf8,      ///< a string that is not UTF-8
  deep,      ///< 100,000 nested arrays
  list,      ///< an array instead of an object
  null       ///< null
};

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// The keywords of fault specifications and their meanings, as data: the parser and its messages use the same tables.

template <class E, std::size_t N>
using fault_words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr fault_words<fault_kind, 29> fault_kinds{{{"delay", fault_kind::delay},
                                                          {"status", fault_kind::status},
                                                          {"throttle", fault_kind::throttle},
                                                          {"denied", fault_kind::denied},
                                                          {"expired-token", fault_kind::expired_token},
                                                          {"reset", fault_kind::reset},
                                                          {"cut", fault_kind::cut},
                                                          {"truncate", fault_kind::truncate},
                                                          {"connection", fault_kind::connection},
                                                          {"tls", fault_kind::tls},
                                                          {"stall", fault_kind::stall},
                                                          {"drip", fault_kind::drip},
                                                          {"flood", fault_kind::flood},
                                                          {"malformed", fault_kind::malformed},
                                                          {"garble", fault_kind::garble},
                                                          {"interim", fault_kind::interim},
                                                          {"surplus", fault_kind::surplus},
                                                          {"json", fault_kind::json},
                                                          {"empty-page", fault_kind::empty_page},
                                                          {"repeat-page", fault_kind::repeat_page},
                                                          {"page-size", fault_kind::page_size},
                                                          {"total", fault_kind::total},
                                                          {"no-total", fault_kind::no_total},
                                                          {"page-number", fault_kind::page_number},
                                                          {"no-page-number", fault_kind::no_page_number},
                                                          {"repeat-marker", fault_kind::repeat_marker},
                                                          {"no-marker", fault_kind::no_marker},
                                                          {"no-truncated", fault_kind::no_truncated},
                                                          {"stray-marker", fault_kind::stray_marker}}};
inline constexpr fault_words<fault_body, 4> fault_bodies{{{"json", fault_body::json},
                                                          {"html", fault_body::html},
                                                          {"empty", fault_body::empty},
                                                          {"headers", fault_body::headers}}};
inline constexpr fault_words<reset_place, 3> reset_places{
    {{"before", reset_place::before}, {"header", reset_place::header}, {"body", reset_place::body}}};
inline constexpr fault_words<connection_end, 4> connection_ends{{{"close", connection_end::close},
                                                                 {"reset", connection_end::reset},
                                                                 {"stall", connection_end::stall},
                                                                 {"garbage", connection_end::garbage}}};
inline constexpr fault_words<tls_fault, 10> tls_fault_words{
    {{"wrong-host", tls_fault::wrong_host},
     {"expired", tls_fault::expired},
     {"not-yet-valid", tls_fault::not_yet_valid},
     {"self-signed", tls_fault::self_signed},
     {"unknown-authority", tls_fault::unknown_authority},
     {"common-name", tls_fault::common_name},
     {"weak-key", tls_fault::weak_key},
     {"old-version", tls_fault::old_version},
     {"plain-http", tls_fault::plain_http},
     {"cut", tls_fault::cut}}};
inline constexpr fault_words<flood_part, 6> flood_parts{{{"status-line", flood_part::status_line},
                                                         {"header", flood_part::header},
                                                         {"interim", flood_part::interim},
                                                         {"extension", flood_part::extension},
                                                         {"trailer", flood_part::trailer},
                                                         {"body", flood_part::body}}};
inline constexpr fault_words<malformation, 9> malformations{
    {{"garbage", malformation::garbage},
     {"bad-length", malformation::bad_length},
     {"two-lengths", malformation::two_lengths},
     {"length-and-chunks", malformation::length_and_chunks},
     {"bad-chunk", malformation::bad_chunk},
     {"coding", malformation::coding},
     {"compressed", malformation::compressed},
     {"folded", malformation::folded},
     {"switching", malformation::switching}}};
inline constexpr fault_words<json_fault, 7> json_fault_words{{{"cut", json_fault::cut},
                                                              {"trailing", json_fault::trailing},
                                                              {"nan", json_fault::nan},
                                                              {"utf8", json_fault::utf8},
                                                              {"deep", json_fault::deep},
                                                              {"list", json_fault::list},
                                                              {"null", json_fault::null}}};
inline constexpr fault_words<bool, 2> yes_no{{{"yes", true}, {"no", false}}};
inline constexpr fault_words<bool, 2> fault_vendors{{{"eas", true}, {"qianfan", true}}};

}  // namespace roster::inline v0::emulator::detail

namespace roster::inline v0::emulator {

/// A fault. Members that do not belong to its kind are ignored.
struct fault {
  static constexpr std::size_t always =
      (std::numeric_limits<std::size_t>::max)();  ///< as `times`: in every request

  fault_kind kind{};  ///< what goes wrong

  // Which requests. Only requests that match `vendor`, `account`, `region` and `page` are counted.
  std::size_t at{1};                   ///< the first request it applies to, counted from 1
  std::size_t times{1};                ///< how many requests it applies to from there on
  std::string vendor{};                ///< "eas" or "qianfan"; "": both, or the one that the kind belongs to
  std::string account{};               ///< the access key id in the request; "": all
  std::string region{};                ///< of PAI-EAS; "": all
  std::optional<std::int64_t> page{};  ///< the requested page, from 1

  // What happens. `wait` applies to every kind.
  std::chrono::milliseconds wait{};  ///< delay before the first byte
  unsigned status{};                 ///< of status and throttle; 0: 500 and 429
  std::string code{};                ///< of status and throttle; "": the vendor's own for this status
  std::string message{};             ///< of all kinds with an error; "": the vendor's own
  fault_body body{};                 ///< of status
  std::optional<std::chrono::milliseconds> retry_after_ms{};  ///< of throttle: x-acs-retry-after
  std::optional<std::chrono::seconds> retry_after{};          ///< of throttle: Retry-After
  std::optional<std::chrono::milliseconds> ratelimit_ms{};    ///< of throttle: x-ratelimit-user-api
  reset_place where{};                                        ///< of reset and stall
  connection_end end{};                                       ///< of connection
  tls_fault tls{};                                            ///< of tls
  flood_part part{};                                          ///< of flood
  malformation wrong{};                                       ///< of malformed
  json_fault json{};                                          ///< of json
  std::chrono::milliseconds every{10};                        ///< of drip: between two bytes
  std::optional<std::int64_t> size{};                         ///< of page_size: the page size that is used
  bool silent{};                      ///< of page_size: still echoes the requested size
  std::optional<std::int64_t> set{};  ///< of total and page_number: the reported value, or:
  std::optional<std::int64_t> add{};  ///< the difference from the correct value
  /// Of cut: bytes of the body that are sent; of truncate: bytes of the body that are missing; of flood: bytes after
  /// which the connection is closed. 0: half of the body, 100, and never.
  std::size_t bytes{};
  bool no_length{};  ///< of cut: omits Content-Length, so only TLS or JSON shows that it is cut
};

/// Parses "KIND" or "KIND:NAME=VALUE,…", such as "throttle:times=2,retry-after-ms=50". The kinds are those of
/// fault_kind, with '-' for '_'. The names are at, times (a number or "always"), vendor, account, region, page and
/// wait-ms, and by kind: status: status, code, message, body; throttle: status, code, message, retry-after-ms,
/// retry-after (seconds), ratelimit-ms; denied, expired-token: message; reset and stall: where; cut: bytes, no-length
/// (yes or no); truncate: bytes; connection, tls, malformed and json: how; drip: every-ms; flood: part, bytes;
/// page-size: size, silent (yes or no); total and page-number: set or add. A value cannot contain a comma, and no
/// setting occurs twice.
/// Fails: failure(errc::invalid_argument); the message lists the valid values.
/// Example: parse_fault: reads every setting
ROSTER_DECL fault parse_fault(std::string_view spec);

/// Returns the fault with the vendor that its kind or region implies.
/// Fails: failure(errc::invalid_argument) for a fault that can never apply or lacks a required setting.
ROSTER_DECL fault checked(fault one);

/// Returns whether a fault is an anomaly: the response stays well-formed, and only its statements about the list are
/// wrong.
ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept;

/// Returns whether a fault applies to new connections, before any request.
ROSTER_DECL bool applies_to_connections(fault_kind kind) noexcept;

/// Returns the name of a kind as parse_fault reads it.
ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept;

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fault.hpp.

#include <algorithm>
#include <limits>
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
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The time, id and member order for the response to one request.
struct request_context {
  std::chrono::sys_seconds now{};
  std::string request_id{};
  std::optional<std::uint64_t> shuffle{};  ///< seed of a random member order; absent: the documented order
};

/// One row of a vendor's table of errors.
struct cloud_error {
  unsigned status{};
  std::string_view code{};
  std::string_view message{};

  friend bool operator==(const cloud_error&, const cloud_error&) = default;
};

/// The error of a rejected request.
struct rejection {
  cloud_error error{};
  std::string detail{};  ///< appended to the row's message, if it has one

  std::string message() const {
    if (error.message.empty()) return detail;
    return detail.empty() ? std::string(error.message) : std::string(error.message) + ' ' + detail;
  }
};

// Options of one emulated cloud: its credentials, regions and page sizes.

struct cloud_options {
  credentials key{.access_key_id = "emulator",
                  .access_key_secret = secret("emulator-secret"),
                  .security_token = {}};  ///< the only one that is accepted
  bool tokens_expire{};                   ///< accepts tokens of session_token instead of the key's own
  bool verify_signatures{true};           ///< with dates, nonces and tokens; false: accepts every request
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size; at least 1
  std::vector<std::string> regions{};             ///< of PAI-EAS; empty: one list for any host
};

/// Returns the options if they are valid.
/// Fails: failure(errc::invalid_argument) for a clamp under 1.
ROSTER_DECL cloud_options checked(cloud_options options);

// The result of one request to a cloud: the response and the parsed parameters, for logs and for faults that apply to
// one page.

struct cloud_response {
  http::response response{};
  std::string code{};                       ///< of the error; "" on success
  std::string region{};                     ///< of PAI-EAS, as named in the request; "" if it names none
  std::optional<bool> authentic{};          ///< whether authentication succeeded; absent: not checked
  std::optional<std::int64_t> page{};       ///< the requested page, from 1
  std::optional<std::int64_t> page_size{};  ///< as requested, before any clamp
  std::optional<std::string> marker{};      ///< as requested
  std::string_view needed{};                ///< the permission that the operation needs
};

/// How the connection ends before a response is complete.
enum class broken_by { reset, close };

/// An incomplete response.
struct broken_delivery {
  broken_by how{};
  bool header{};             ///< sends the whole header; otherwise at most half of it
  bool anything{};           ///< sends at least something
  std::size_t body{};        ///< bytes of the body that are sent
  std::size_t overstated{};  ///< bytes by which Content-Length exceeds the body
  bool no_length{};          ///< omits Content-Length
};

struct emulated_response {
  http::response response{};
  std::chrono::milliseconds wait{};         ///< before the first byte
  std::optional<broken_delivery> broken{};  ///< absent: complete
  std::optional<fault> spoilt{};            ///< the fault that corrupts the bytes in transit
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cloud_api.hpp.

#include <string>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL cloud_options checked(cloud_options options) {
  if (options.page_size_clamp && *options.page_size_clamp < 1)
    throw failure(errc::invalid_argument, "invalid emulator options: page_size_clamp is " +
                                              std::to_string(*options.page_size_clamp) +
                                              "; expected at least 1");
  return options;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Session tokens, and nonces that were used.

#include <chrono>
#include <cstddef>
#include <deque>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Remembers nonces as long as a request that reuses one could be accepted, but at most `most` of them. Stores keyed
/// fingerprints: the length of a nonce does not matter, and clients cannot choose nonces that collide.
class nonce_cache {
 public:
  explicit nonce_cache(std::chrono::seconds keep, std::size_t most = 100'000) noexcept
      : keep_(keep), max_(most) {}

  /// Stores a nonce. Returns false if it is stored already.
  ROSTER_DECL bool remember(std::string_view nonce, std::chrono::sys_seconds now);

  std::size_t size() const noexcept { return used_.size(); }

 private:
  std::chrono::seconds keep_;
  std::size_t max_;
  using fingerprint = roster::detail::text_fingerprint;

  std::unordered_set<fingerprint, roster::detail::fingerprint_hash> used_{};
  std::deque<std::pair<std::chrono::sys_seconds, fingerprint>> by_age_{};
};

/// Returns the account's token, valid until `end`.
ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end);

enum class token_verdict { ok, missing, wrong, expired };

/// Checks the token of a request. It must be the account's own, or one of session_token if `tokens_expire`.
ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account,
                                              bool tokens_expire, std::chrono::sys_seconds now);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of session_token.hpp.

#include <cstdint>
#include <string>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL bool nonce_cache::remember(std::string_view nonce, std::chrono::sys_seconds now) {
  while (!by_age_.empty() && by_age_.front().first + keep_ < now) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  const auto known = roster::detail::fingerprint_of(nonce);
  if (!used_.insert(known).second) return false;
  by_age_.emplace_back(now, known);
  if (by_age_.size() > max_) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  return true;
}

ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end) {
  return secret(account.reveal() + '.' + std::to_string(end.time_since_epoch().count()));
}

ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account,
                                              bool tokens_expire, std::chrono::sys_seconds now) {
  if (sent.empty() && !account.empty()) return token_verdict::missing;
  std::string_view own = sent;
  std::int64_t end{};
  if (tokens_expire) {
    own = sent.substr(0, sent.rfind('.'));
    const auto after = sent.substr(own.size());
    if (after.empty() ||
        roster::detail::parse_number(after.substr(1), end) != roster::detail::number_result::ok)
      return token_verdict::wrong;
  }
  if (!roster::detail::constant_time_equal(own, account.reveal())) return token_verdict::wrong;
  return tokens_expire && now.time_since_epoch().count() >= end ? token_verdict::expired : token_verdict::ok;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {

/// Source: Alibaba Cloud's tables of common errors and captured responses. The response to a request without any
/// signature is not documented; the code for an incomplete signature is used. A region that does not exist has no DNS
/// name; an error response is used instead. The code for an unknown service is that of the vendor's tools; its status is
/// not documented.
namespace detail::eas_errors {

inline constexpr cloud_error unknown_api{404, "InvalidAction.NotFound",
                                         "Specified api is not found, please check your url and method."};
inline constexpr cloud_error invalid_version{400, "InvalidVersion",
                                             "Specified parameter Version is not valid."};
inline constexpr cloud_error unknown_region{404, "InvalidRegionId.NotFound",
                                            "The specified region is not found."};
inline constexpr cloud_error incomplete_signature{
    400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."};
inline constexpr cloud_error unknown_key{404, "InvalidAccessKeyId.NotFound",
                                         "Specified access key is not found."};
inline constexpr cloud_error wrong_signature{400, "SignatureDoesNotMatch",
                                             "Specified signature does not match our calculation."};
inline constexpr cloud_error missing_token{400, "MissingSecurityToken", "SecurityToken is mandatory."};
inline constexpr cloud_error wrong_token{400, "InvalidSecurityToken.MismatchWithAccessKey",
                                         "Specified SecurityToken mismatch with the AccessKey."};
inline constexpr cloud_error expired_token{400, "InvalidSecurityToken.Expired",
                                           "Specified SecurityToken is expired."};
inline constexpr cloud_error bad_time{400, "InvalidTimeStamp.Format",
                                      "Specified time stamp or date value is not well formatted."};
inline constexpr cloud_error expired{400, "InvalidTimeStamp.Expired",
                                     "Specified time stamp or date value is expired."};
inline constexpr cloud_error nonce_used{400, "SignatureNonceUsed",
                                        "Specified signature nonce was used already."};
inline constexpr cloud_error bad_parameter{400, "InvalidParameter", "The specified parameter is not valid."};
inline constexpr cloud_error denied{403, "NoPermission",
                                    "You are not authorized to perform this action. (eas:ListServices)"};
inline constexpr cloud_error describe_denied{
    403, "NoPermission", "You are not authorized to perform this action. (eas:DescribeService)"};
inline constexpr cloud_error unknown_service{404, "InvalidService.NotFound",
                                             "The specified service does not exist."};
inline constexpr cloud_error throttled{429, "Throttling.User",
                                       "Request was denied due to user flow control."};
inline constexpr cloud_error internal{
    500, "InternalError",
    "The request processing has failed due to some unknown error, exception or failure."};

}  // namespace detail::eas_errors

namespace detail {

/// Returns {RequestId, HostId, Code, Message, Recommend}, with AccessDeniedDetail for a missing permission, `needed`,
/// and the header x-acs-request-id.
ROSTER_DECL http::response eas_error_response(const rejection& rejected, std::string_view host,
                                              const request_context& context, std::string_view needed = {});

}  // namespace detail

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// Authentication of emulated PAI-EAS: signature, date, token and nonce.

class eas_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{15};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit eas_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Only a request that is valid otherwise uses up
  /// its nonce.
  ROSTER_DECL std::optional<rejection> check(const http::request& request, std::chrono::sys_seconds now);

 private:
  credentials key_;
  bool tokens_end_;
  nonce_cache nonces_{2 * tolerance};  // a date may be this far ahead when it is first used
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_errors.hpp.

#include <optional>
// The order in which the emulator writes the members of JSON objects: as a vendor documents it, or random. Never the
// declaration order of Roster, which its decoder expects first.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator {

/// The order of the members of each object in a response.
enum class member_order {
  documented,  ///< that of the sample response in the vendor's documentation
  random,      ///< different for each object and response, determined by the emulator's seed
};

namespace detail {

/// The documented members of the object that is the value of `member`, or of each object in a list there;
/// `member` is "" for the response itself.
struct documented_object {
  std::string_view member;
  std::span<const std::string_view> names;
};

/// Returns `json`, a valid compact document, with the members of all objects ordered by `documented`; members
/// and objects that it does not list keep their order, members after those that are listed.
ROSTER_DECL std::string in_documented_order(std::string_view json,
                                            std::span<const documented_object> documented);

/// Returns `json`, a valid compact document, with the members of all objects shuffled. The same seed gives the
/// same order.
ROSTER_DECL std::string in_random_order(std::string_view json, std::uint64_t seed);

/// Returns `json` in the member order that `context` selects.
ROSTER_DECL std::string arrange_members(std::string_view json, std::span<const documented_object> documented,
                                        const request_context& context);

}  // namespace detail
}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of member_order.hpp.

#include <algorithm>
#include <cstddef>
#include <map>
// Sample values for generated data.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns 12 letters and digits; different for each index with the same seed.
inline std::string sample_id(std::size_t index, std::uint64_t seed) {
  constexpr std::uint64_t mask =
      (std::uint64_t{1} << 60U) - 1;  // 12 digits of 5 bits; every step is reversible
  std::uint64_t z = (index ^ (seed * 0xD1342543DE82EF95U)) & mask;
  z = (z * 0x9E3779B97F4A7C15U) & mask;
  z ^= z >> 31U;
  z = (z * 0xBF58476D1CE4E5B9U) & mask;
  z ^= z >> 29U;
  std::string out;
  for (; out.size() < 12; z >>= 5U) out += "abcdefghijkmnpqrstuvwxyz23456789"[z & 31U];
  return out;
}

/// Returns the time of the service at `index` of `count`, in the two years before July 2026; at least one second
/// after the previous one.
inline std::chrono::sys_seconds sample_time(std::size_t index, std::size_t count, std::uint64_t chance) {
  using namespace std::chrono;
  constexpr sys_seconds first = sys_days{year{2024} / July / 1};
  constexpr std::int64_t span = seconds(days(730)).count();
  const auto step = span / static_cast<std::int64_t>(count);  // count is far below the number of seconds
  const auto shift = step > 1 ? static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(step)) : 0;
  return first + seconds(static_cast<std::int64_t>(index) * (step > 0 ? step : 1) + shift);
}

/// A sequence of pseudo-random numbers that depends on the seed alone (SplitMix64).
class sample_source {
 public:
  explicit sample_source(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Returns a number from 0 to `end` - 1.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }

  /// Returns a number from `first` to `last`.
  std::int64_t between(std::int64_t first, std::int64_t last) noexcept {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  }

  bool chance(unsigned percent) noexcept { return below(100) < percent; }

  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& from) noexcept {
    return from[static_cast<std::size_t>(below(N))];
  }

  /// Returns `count` random characters of `alphabet`.
  std::string letters(std::size_t count, std::string_view alphabet) {
    std::string out;
    while (out.size() < count) out += alphabet[static_cast<std::size_t>(below(alphabet.size()))];
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace roster::inline v0::emulator::detail
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// One member of an object, as text: the name without its quotes, and the reordered value.
struct written_member {
  std::string_view name;
  std::string value;
};

/// Orders the members of one object; `holder` is the name of the member whose value the object is.
using member_arranger =
    roster::detail::function_ref<void(std::string_view holder, std::vector<written_member>& members)>;

/// Copies valid compact JSON, object by object. Recursive: the depth of the emulator's data is limited when it is
/// read.
class member_rewriter {
 public:
  member_rewriter(std::string_view json, member_arranger arrange) : rest_(json), arrange_(arrange) {}

  std::string value(std::string_view holder) {
    if (rest_.starts_with('{')) return object(holder);
    if (rest_.starts_with('[')) return list(holder);
    if (rest_.starts_with('"')) return std::string(take(string_size()));
    return std::string(take((std::min)(rest_.find_first_of(",]}"), rest_.size())));
  }

 private:
  std::string object(std::string_view holder) {
    std::vector<written_member> members;
    take(1);
    while (!rest_.starts_with('}')) {
      const std::string_view quoted = take(string_size());
      const std::string_view name = quoted.substr(1, quoted.size() - 2);
      take(1);
      members.push_back({name, value(name)});
      if (rest_.starts_with(',')) take(1);
    }
    take(1);
    arrange_(holder, members);
    std::string out = "{";
    for (const written_member& m : members) {
      if (out.size() > 1) out += ',';
      out.append(1, '"').append(m.name).append("\":").append(m.value);
    }
    return out + '}';
  }

  std::string list(std::string_view holder) {
    std::string out(take(1));
    while (!rest_.starts_with(']')) {
      out += value(holder);
      if (rest_.starts_with(',')) out += take(1);
    }
    return out.append(take(1));
  }

  /// Returns the size of the string at the front, with its quotes.
  std::size_t string_size() const {
    std::size_t at = 1;
    while (rest_.at(at) != '"') at += rest_[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
  member_arranger arrange_;
};

/// The position of each documented member, by the name of the member that contains its object and by its own name.
using documented_positions = std::map<std::string_view, std::map<std::string_view, std::size_t>>;

inline documented_positions positions_of(std::span<const documented_object> documented) {
  documented_positions out;
  for (const documented_object& object : documented)
    for (const std::string_view name : object.names) {
      auto& positions = out[object.member];
      positions.emplace(name, positions.size());
    }
  return out;
}

ROSTER_DECL std::string in_documented_order(std::string_view json,
                                            std::span<const documented_object> documented) {
  const documented_positions all = positions_of(documented);
  const auto sort = [&](std::string_view holder, std::vector<written_member>& members) {
    const auto known = all.find(holder);
    if (known == all.end()) return;
    std::vector<std::pair<std::size_t, std::size_t>> order;  // the documented position, and the current one
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto found = known->second.find(members[i].name);
      order.emplace_back(found == known->second.end() ? known->second.size() : found->second, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<written_member> sorted;
    sorted.reserve(members.size());
    for (const auto& [documented_at, at] : order) sorted.push_back(std::move(members[at]));
    members = std::move(sorted);
  };
  return member_rewriter(json, sort).value("");
}

ROSTER_DECL std::string in_random_order(std::string_view json, std::uint64_t seed) {
  sample_source chance(seed);
  const auto shuffle = [&](std::string_view, std::vector<written_member>& members) {
    for (std::size_t left = members.size(); left > 1; --left)
      std::swap(members[left - 1], members[static_cast<std::size_t>(chance.below(left))]);
  };
  return member_rewriter(json, shuffle).value("");
}

ROSTER_DECL std::string arrange_members(std::string_view json, std::span<const documented_object> documented,
                                        const request_context& context) {
  return context.shuffle ? in_random_order(json, *context.shuffle) : in_documented_order(json, documented);
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

struct eas_denied_body {
  std::string policy_type{};
  std::string auth_principal_owner_id{};
  std::string auth_principal_type{};
  std::string auth_principal_display_name{};
  std::string no_permission_type{};
  std::string auth_action{};
};

struct eas_error_body {
  std::string request_id{};
  std::string host_id{};
  std::string code{};
  std::string message{};
  std::string recommend{};
  std::optional<eas_denied_body> access_denied_detail{};
};

inline eas_denied_body eas_denied_detail(std::string_view needed) {
  return {.policy_type = "AccountLevelIdentityBasedPolicy",
          .auth_principal_owner_id = "1234567890123456",
          .auth_principal_type = "SubUser",
          .auth_principal_display_name = "212345678901234567",
          .no_permission_type = "ImplicitDeny",
          .auth_action = std::string(needed)};
}

ROSTER_DECL http::response eas_error_response(const rejection& rejected, std::string_view host,
                                              const request_context& context, std::string_view needed) {
  eas_error_body body{
      .request_id = context.request_id,
      .host_id = std::string(host),
      .code = std::string(rejected.error.code),
      .message = rejected.message(),
      .recommend =
          "https://api.aliyun.com/troubleshoot?q=" + http::detail::percent_encode(rejected.error.code) +
          "&product=eas&requestId=" + http::detail::percent_encode(context.request_id),
  };
  if (rejected.error.code == eas_errors::denied.code) body.access_denied_detail = eas_denied_detail(needed);
  return {.status = rejected.error.status,
          .headers = {{"Content-Type", "application/json;charset=utf-8"},
                      {"x-acs-request-id", context.request_id}},
          .body = arrange_members(to_json<pascal_case>(body), {}, context)};
}

/// Reports the string that the server signed, as the cloud does. The hash is enough for a comparison and hides a
/// token.
inline rejection wrong_eas_signature(const roster::detail::verification& found) {
  return {eas_errors::wrong_signature,
          "server StringToSign is [ACS3-HMAC-SHA256\n" +
              roster::detail::hex(roster::detail::sha256(found.canonical_request)) + "]"};
}

inline std::optional<rejection> eas_rejection(const roster::detail::verification& found) {
  switch (found.verdict) {
    case roster::detail::signature_verdict::ok:
      return std::nullopt;
    case roster::detail::signature_verdict::missing:
      return rejection{eas_errors::incomplete_signature, "The header Authorization is missing."};
    case roster::detail::signature_verdict::malformed:
      return rejection{eas_errors::incomplete_signature, "The header Authorization cannot be read."};
    case roster::detail::signature_verdict::missing_signed_header:
      return rejection{eas_errors::incomplete_signature, "The header " + found.header + " is not signed."};
    case roster::detail::signature_verdict::unknown_key:
      return rejection{eas_errors::unknown_key, {}};
    case roster::detail::signature_verdict::wrong_body:
      return rejection{eas_errors::wrong_signature, "The header x-acs-content-sha256 does not fit the body."};
    case roster::detail::signature_verdict::mismatch:
      break;
  }
  return wrong_eas_signature(found);
}

inline std::optional<rejection> eas_rejection(token_verdict token) {
  switch (token) {
    case token_verdict::ok:
      return std::nullopt;
    case token_verdict::missing:
      return rejection{eas_errors::missing_token, {}};
    case token_verdict::expired:
      return rejection{eas_errors::expired_token, {}};
    case token_verdict::wrong:
      break;
  }
  return rejection{eas_errors::wrong_token, {}};
}

inline std::optional<rejection> check_eas_date(const std::string& text, std::chrono::sys_seconds now) {
  const auto date = http::detail::parse_utc_date(text);
  if (!date) return rejection{eas_errors::bad_time, {}};
  if (std::chrono::abs(now - *date) > eas_authenticator::tolerance) return rejection{eas_errors::expired, {}};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_authenticator::check(const http::request& request,
                                                              std::chrono::sys_seconds now) {
  roster::detail::verification found = roster::detail::verify_acs3(request, [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  });
  const roster::detail::wipe_at_exit wiped(found.canonical_request);
  if (auto rejected = eas_rejection(found)) return rejected;
  const std::string_view token = request.headers.get("x-acs-security-token");
  if (auto rejected = eas_rejection(check_session_token(token, key_.security_token, tokens_end_, now)))
    return rejected;
  if (auto rejected = check_eas_date(found.date, now)) return rejected;
  if (!nonces_.remember(found.nonce, now)) return rejection{eas_errors::nonce_used, {}};
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Attributes that PAI-EAS filters by and does not return. Each member has the name of its request member.
struct eas_attributes {
  std::optional<open_enum<eas::service_type>> service_type{};
  std::optional<open_enum<eas::resource_type>> resource_type{};
  std::optional<std::string> accessibility{};
  std::optional<std::string> parent_service_uid{};

  friend bool operator==(const eas_attributes&, const eas_attributes&) = default;
};

struct eas_record {
  eas::service service{};
  eas_attributes attributes{};

  friend bool operator==(const eas_record&, const eas_record&) = default;
};

/// The route of a request to PAI-EAS: the host selects the region. Where all regions share one host, as on a loopback
/// server, the first segment of the path does.
struct eas_route {
  std::string region{};     ///< as named in the request, known or not; "" if it names none
  bool known{};             ///< it is one of the configured regions
  std::string_view path{};  ///< of the API, without the region; Lifetime: that of the request
};

/// Finds the region in "pai-eas.REGION.aliyuncs.com", "pai-eas-manage-vpc.REGION.aliyuncs.com" and, if `regions` is
/// not empty, "/REGION/api/…".
/// Example: eas_route: the host selects the region; on a shared host, the path does
ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions);

/// Holds services and serves requests for them. Where the vendor's documentation is silent, this class decides: the
/// order is by CreateTime, newest first; Sort accepts any scalar member of a service; a page after the last one is
/// empty; a page number or size under 1 is InvalidParameter; parameters without a value and unknown parameters are
/// ignored; a fuzzy filter is case-sensitive. If the options name regions, the host or the first segment of the path
/// selects one, and only services whose region member matches are listed and described. A description has endpoints, also
/// of a service that is held without any; the error for an unknown service has status 404.
/// Source: PAI ListServices and DescribeService 2021-07-01.
class eas_cloud {
 public:
  ROSTER_DECL explicit eas_cloud(std::vector<eas_record> records, cloud_options options = {});

  /// Handles any HTTP request, valid or not.
  ROSTER_DECL cloud_response handle(const http::request& request, const request_context& context);

  /// Handles an accepted request again, with an anomaly.
  ROSTER_DECL cloud_response inject_anomaly(const fault& anomaly, const http::request& request,
                                            const request_context& context) const;

  /// Handles ListServices alone: filters, sorts and selects the page. Fills `page` unless the request is rejected.
  /// `region` "" means all.
  ROSTER_DECL std::optional<rejection> list(const eas::list_services_request& request,
                                            eas::list_services_response& page,
                                            std::string_view region = {}) const;

  /// Handles DescribeService alone. Fills `described` unless the request is rejected. `region` "" means all.
  ROSTER_DECL std::optional<rejection> describe(const eas::describe_service_request& request,
                                                eas::service& described, std::string_view region = {}) const;

  /// Adds a service before the services of the same age or older.
  ROSTER_DECL void add(eas_record added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services in the default list order, newest first.
  const std::vector<eas_record>& records() const noexcept { return records_; }

 private:
  std::optional<rejection> admit(const http::request& request, const request_context& context,
                                 cloud_response& out);
  std::optional<rejection> read(const http::request& request, eas::list_services_request& decoded) const;
  std::optional<rejection> respond(const http::request& request, const request_context& context,
                                   cloud_response& out, const fault* anomaly) const;
  std::optional<rejection> respond_to_describe(const eas::describe_service_request& request,
                                               const request_context& context, cloud_response& out) const;
  std::optional<rejection> list_with_anomaly(const fault& anomaly, const eas::list_services_request& request,
                                             eas::list_services_response& page,
                                             std::string_view region) const;
  std::vector<const eas_record*> matching(const eas::list_services_request& request,
                                          std::string_view region) const;

  std::vector<eas_record> records_;
  cloud_options options_;
  eas_authenticator authenticator_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_cloud.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
// The order of the members of a ListServices response, as in the sample of the documentation.

#include <string_view>

namespace roster::inline v0::emulator::detail {

inline constexpr std::string_view eas_page_members[] = {"RequestId", "Services", "PageNumber", "PageSize",
                                                        "TotalCount"};

/// WorkloadType is not in the sample, only in the SDK.
inline constexpr std::string_view eas_service_members[] = {"ServiceGroup",
                                                           "Memory",
                                                           "Cpu",
                                                           "Image",
                                                           "Gpu",
                                                           "TotalInstance",
                                                           "AccessToken",
                                                           "ResourceBurstable",
                                                           "InternetEndpoint",
                                                           "ResourceAlias",
                                                           "Status",
                                                           "TrafficState",
                                                           "RequestId",
                                                           "Resource",
                                                           "SecondaryInternetEndpoint",
                                                           "Labels",
                                                           "Namespace",
                                                           "Weight",
                                                           "Role",
                                                           "SecondaryIntranetEndpoint",
                                                           "PendingInstance",
                                                           "ServiceName",
                                                           "SafetyLock",
                                                           "Region",
                                                           "AppType",
                                                           "InstanceCountInResource",
                                                           "IntranetEndpoint",
                                                           "QuotaId",
                                                           "Message",
                                                           "CurrentVersion",
                                                           "RunningInstance",
                                                           "WorkspaceId",
                                                           "CallerUid",
                                                           "Reason",
                                                           "Source",
                                                           "ServiceId",
                                                           "AppVersion",
                                                           "CronscalerEnabled",
                                                           "ServiceConfig",
                                                           "Gateway",
                                                           "AppSpecName",
                                                           "GPUCorePercentage",
                                                           "GPUMemory",
                                                           "AppConfig",
                                                           "CreateTime",
                                                           "AutoscalerEnabled",
                                                           "ExtraData",
                                                           "LatestVersion",
                                                           "UpdateTime",
                                                           "ServiceUid",
                                                           "ParentUid",
                                                           "RoleAttrs",
                                                           "WorkloadType"};
inline constexpr std::string_view eas_label_members[] = {"LabelValue", "LabelKey"};
inline constexpr std::string_view eas_instance_count_members[] = {"Quota", "Public", "Dedicated"};

/// Source: PAI ListServices 2021-07-01, sample response.
inline constexpr documented_object eas_member_order[] = {
    {"", eas_page_members},
    {"Services", eas_service_members},
    {"Labels", eas_label_members},
    {"InstanceCountInResource", eas_instance_count_members},
};

/// The order of a description: that of a service in a list.
inline constexpr documented_object eas_description_order[] = {
    {"", eas_service_members},
    {"Labels", eas_label_members},
    {"InstanceCountInResource", eas_instance_count_members},
};

}  // namespace roster::inline v0::emulator::detail
// Filters and sort orders of the emulated clouds.

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The attributes of an operation whose filters use only members of the item.
struct no_attributes {};

/// Returns whether a list of (key, value) structs has the key, with the value unless that is absent or empty.
template <class Label, class Value>
bool carries(const std::vector<Label>& labels, const std::string& key, const Value& value) {
  return std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
    return roster::detail::field_at<0>(label) == key &&
           (!value || value->empty() || roster::detail::field_at<1>(label) == value);
  });
}

/// Returns the text of a value: a string unchanged, another value as JSON.
template <class T>
std::string text_of_value(const T& value) {
  constexpr auto kind = roster::detail::kind_of<T>;
  if constexpr (kind == roster::detail::kind::text)
    return value;
  else if constexpr (kind == roster::detail::kind::secret)
    return std::string(value.reveal());
  else if constexpr (requires { std::string(value.text()); })
    return std::string(value.text());
  else
    return to_json(value);
}

/// Returns whether two values are equal: numbers by their values, values of different kinds by their texts. In a list
/// of the item, one entry has to be equal. An absent member equals nothing.
template <class Wanted, class Held>
bool equals(const Wanted& wanted, const Held& held) {
  if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::optional)
    return held && equals(wanted, *held);
  else if constexpr (std::is_same_v<Wanted, Held>)
    return held == wanted;
  else if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::list)
    return std::any_of(std::begin(held), std::end(held),
                       [&](const auto& entry) { return equals(wanted, entry); });
  else if constexpr (roster::detail::is_number<Wanted> && roster::detail::is_number<Held>)
    return std::visit([](auto left, auto right) { return roster::detail::compare_numbers(left, right) == 0; },
                      roster::detail::comparable_number(held), roster::detail::comparable_number(wanted));
  else if constexpr (requires {
                       { held == wanted } -> std::convertible_to<bool>;
                     })
    return held == wanted;
  else
    return text_of_value(held) == text_of_value(wanted);
}

/// Returns the value of a flag or of another boolean of an item; an absent one is false.
template <class Held>
bool is_set(const Held& held) {
  if constexpr (requires { held.value_or(false); })
    return equals(true, held.value_or(false));
  else
    return equals(true, held);
}

/// Returns whether a member of an item matches the requested value. An absent value or an empty string matches
/// everything. An absent member matches no value, but an absent flag counts as false.
template <class Wanted, class Held>
bool holds(const Wanted& wanted, const Held& held) {
  if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::optional) {
    return !wanted || holds(*wanted, held);
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::flag) {
    return !wanted.has_value() || is_set(held) == wanted.value_or(false);
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::map) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const auto& entry) { return carries(held, entry.first, entry.second); });
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::list) {
    return std::empty(wanted) || std::any_of(std::begin(wanted), std::end(wanted),
                                             [&](const auto& entry) { return equals(entry, held); });
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::integer ||
                       roster::detail::kind_of<Wanted> == roster::detail::kind::real ||
                       roster::detail::kind_of<Wanted> == roster::detail::kind::boolean) {
    return equals(wanted, held);
  } else {
    return wanted.empty() || equals(wanted, held);
  }
}

/// Returns whether a text contains another.
template <class Held>
bool occurs(const std::optional<std::string>& part, const Held& held) {
  if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::optional)
    return !part || part->empty() || (held && held->find(*part) != held->npos);
  else
    return !part || held.find(*part) != held.npos;
}

/// Returns the attribute with the name of the I-th member of the request.
template <class Request, std::size_t I, class Attributes>
const auto& attribute_named_like(const Attributes& attributes) {
  constexpr std::size_t index = roster::detail::index_of<Attributes>(member_name<Request, I>);
  static_assert(
      index < roster::detail::field_count<Attributes>(),
      "roster: the emulator cannot filter by this request member: neither the item nor its attributes "
      "have a member of this name; add one to the attributes");
  return roster::detail::field_at<index>(attributes);
}

/// Returns the value at a path of the item; an empty value if an optional on the path is empty.
template <class Item, class Path>
const auto& held_at(const Item& item, Path path) {
  using held = std::remove_pointer_t<decltype(find(item, path))>;
  static const held nothing{};
  const held* member = find(item, path);
  return member != nullptr ? *member : nothing;
}

template <class Filter>
concept has_other_path =
    requires(const Filter& filter) { requires roster::detail::has_path<decltype(filter.or_item)>; };

template <class Op, std::size_t I, class Attributes>
bool passes(const typename Op::request& request, const item_of<Op>& item, const Attributes& attributes) {
  constexpr auto filter = std::get<I>(roster::detail::filters_of<Op>.list);
  const auto* const member = roster::detail::find_sent(request, filter.member);
  if (member == nullptr) return true;
  const auto& wanted = *member;
  if constexpr (roster::detail::is_fuzzy<std::remove_cvref_t<decltype(filter)>>)
    return occurs(wanted, held_at(item, filter.item));
  else if constexpr (!roster::detail::has_path<decltype(filter.item)>)
    return holds(wanted, attribute_named_like<typename Op::request,
                                              roster::detail::index_of<typename Op::request>(filter.member)>(
                             attributes));
  else if constexpr (has_other_path<decltype(filter)>)
    return holds(wanted, held_at(item, filter.item)) || holds(wanted, held_at(item, filter.or_item));
  else
    return holds(wanted, held_at(item, filter.item));
}

/// Returns whether an item passes every filter of the operation Op. `attributes` has the values that the vendor
/// filters by and does not return.
/// Example: matches: uses the filters declared by any operation
template <class Op, class Attributes = no_attributes>
bool matches(const typename Op::request& request, const item_of<Op>& item,
             const Attributes& attributes = {}) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (detail::passes<Op, I>(request, item, attributes) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(roster::detail::filters_of<Op>.list)>>{});
}

/// Returns the index of the member with this wire name if items can be sorted by it: a number, a text, an
/// enumeration, a time or a flag.
ROSTER_DECL std::optional<std::size_t> find_sort_member(const roster::detail::type_descriptor& item,
                                                        std::string_view name);

/// Returns the positions of the items in sorted order. An absent value is less than any other; equal items keep their
/// order in both directions.
/// Lifetime: `items` must outlive the call only.
ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<roster::detail::erased_ref>& items,
                                                      std::size_t member, bool ascending);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of matches.hpp.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <variant>

namespace roster::inline v0::emulator::detail {

using sort_key = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool is_sortable(const roster::detail::type_descriptor& type) {
  switch (type.kind) {
    case roster::detail::kind::text:
    case roster::detail::kind::open_enum:
    case roster::detail::kind::utc_time:
    case roster::detail::kind::epoch_s:
    case roster::detail::kind::epoch_ms:
    case roster::detail::kind::integer:
    case roster::detail::kind::real:
    case roster::detail::kind::flag:
      return true;
    case roster::detail::kind::optional:
      return is_sortable(*type.inner);
    default:
      return false;
  }
}

inline sort_key sort_key_of(roster::detail::erased_ref member) {
  const roster::detail::erased_ref content = roster::detail::unwrap(member);
  if (content.value == nullptr || roster::detail::is_empty(content)) return {};
  switch (content.type->kind) {
    case roster::detail::kind::integer:
    case roster::detail::kind::real:
      return std::visit([](auto number) { return sort_key(number); },
                        content.type->number->get(content.value));
    case roster::detail::kind::flag:
      return std::int64_t{content.as<flag>() ? 1 : 0};
    case roster::detail::kind::utc_time:
      if (const auto time = content.as<utc_time>().seconds())
        return std::int64_t{time->time_since_epoch().count()};
      break;
    case roster::detail::kind::epoch_s:
    case roster::detail::kind::epoch_ms:
      if (const auto time = roster::detail::epoch_value_of(content))
        return std::int64_t{time->seconds.time_since_epoch().count()};
      break;
    default:
      break;
  }
  std::string scratch;
  return std::string(roster::detail::plain_text_of(content, scratch, true));
}

ROSTER_DECL std::optional<std::size_t> find_sort_member(const roster::detail::type_descriptor& item,
                                                        std::string_view name) {
  const auto& members = item.object->members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].name == name && is_sortable(*members[i].type)) return i;
  return std::nullopt;
}

ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<roster::detail::erased_ref>& items,
                                                      std::size_t member, bool ascending) {
  std::vector<sort_key> keys;
  keys.reserve(items.size());
  for (const roster::detail::erased_ref item : items)
    keys.push_back(sort_key_of(roster::detail::member_refs(item)[member]));
  std::vector<std::size_t> positions(items.size());
  std::iota(positions.begin(), positions.end(), std::size_t{});
  // Not std::stable_sort: clang warns about its definition in libstdc++ 12.
  std::sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    if (keys[a] == keys[b]) return a < b;
    return (keys[a] < keys[b]) == ascending;
  });
  return positions;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Paths with parameters, as targets declare them.

#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns whether a path has the pattern "/v1/projects/{project}", and stores its parameters, decoded, by name. None is
/// empty.
ROSTER_DECL bool match_path(std::string_view pattern, std::string_view path, http::detail::query_list& out);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of path_pattern.hpp.

#include <cstddef>
#include <string>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Takes the value of a parameter from the front of `path`; `after` is the pattern that follows the parameter.
/// Returns false if there is none.
inline bool take_parameter(std::string_view& path, std::string_view after, std::string& value) {
  const std::string_view segment = path.substr(0, path.find('/'));
  const std::string_view text = after.substr(0, after.find_first_of("/{"));
  const bool ends_segment = text.size() == after.size() || after[text.size()] == '/';
  std::size_t size = segment.size();
  if (!text.empty()) size = ends_segment ? segment.rfind(text) : segment.find(text);
  if (size == segment.npos || size == 0) return false;
  auto decoded = http::detail::percent_decode(segment.substr(0, size));
  if (!decoded) return false;
  value = std::move(*decoded);
  path.remove_prefix(size);
  return true;
}

ROSTER_DECL bool match_path(std::string_view pattern, std::string_view path, http::detail::query_list& out) {
  while (true) {
    const auto open = pattern.find('{');
    const std::string_view text = pattern.substr(0, open);
    if (!path.starts_with(text)) return false;
    path.remove_prefix(text.size());
    if (open == pattern.npos) return path.empty();
    const auto close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    pattern.remove_prefix(close + 1);
    std::string value;
    if (!take_parameter(path, pattern, value)) return false;
    out.emplace_back(std::string(name), std::move(value));
  }
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Returns the region in a host name of PAI-EAS; "" for any other host.
inline std::string region_of_host(std::string_view authority) {
  const std::string host = http::detail::lower_case(authority.substr(0, authority.find(':')));
  constexpr std::string_view tail = ".aliyuncs.com";
  for (const std::string_view head : {"pai-eas.", "pai-eas-manage-vpc."})
    if (host.starts_with(head) && host.ends_with(tail) && host.size() > head.size() + tail.size())
      return host.substr(head.size(), host.size() - head.size() - tail.size());
  return {};
}

ROSTER_DECL eas_route find_eas_route(const http::request& request, const std::vector<std::string>& regions) {
  eas_route route{.region = region_of_host(request.headers.get("host")), .path = request.path};
  const auto slash = route.path.find('/', 1);
  const bool has_segment = slash != route.path.npos && route.path.substr(slash).starts_with("/api/");
  if (route.region.empty() && !regions.empty() && has_segment) {
    route.region = route.path.substr(1, slash - 1);
    route.path.remove_prefix(slash);
  }
  route.known = std::find(regions.begin(), regions.end(), route.region) != regions.end();
  return route;
}

inline constexpr std::string_view eas_default_sort = "CreateTime";
inline constexpr std::int64_t eas_default_page_size = 100;

inline const roster::detail::type_descriptor& eas_service_shape() {
  return roster::detail::type_descriptor_of<eas::service, case_of<eas::list_services>>;
}

/// Sorts records, or pointers to them, by a member of their service.
template <class Record, class GetService>
void sort_records(std::vector<Record>& records, std::size_t member, bool ascending, GetService get_service) {
  std::vector<roster::detail::erased_ref> services;
  services.reserve(records.size());
  for (const Record& r : records) services.push_back({&eas_service_shape(), &get_service(r)});
  const auto positions = sorted_positions(services, member, ascending);
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (const std::size_t at : positions) sorted.push_back(std::move(records[at]));
  records = std::move(sorted);
}

inline rejection bad_eas_parameter(std::string detail) {
  return {eas_errors::bad_parameter, std::move(detail)};
}

inline rejection unknown_region(const eas_route& route, const std::vector<std::string>& regions) {
  std::string known;
  for (const std::string& region : regions) known.append(known.empty() ? "" : ", ").append(region);
  const std::string found =
      route.region.empty() ? "The host names no region" : "There is no " + escape_for_log(route.region, 64);
  return {eas_errors::unknown_region, found + "; the regions are " + escape_for_log(known, 1000) + '.'};
}

/// Returns whether a header is present with another value; an absent header is accepted.
inline bool contradicts(const http::headers& headers, std::string_view name, std::string_view wanted) {
  return headers.contains(name) && headers.get(name) != wanted;
}

/// Returns the service that a path of DescribeService names; nothing for any other path.
inline std::optional<eas::describe_service_request> read_service_path(std::string_view path) {
  http::detail::query_list found;
  if (!match_path(eas::describe_service::target.path, path, found)) return std::nullopt;
  return eas::describe_service_request{.cluster_id = std::move(found[0].second),
                                       .service_name = std::move(found[1].second)};
}

/// Adds the endpoints that a list omits.
inline void add_endpoints(eas::service& s, const std::string& region) {
  const std::string tail = region + ".aliyuncs.com/api/predict/" + s.service_name;
  if (!s.internet_endpoint) s.internet_endpoint = "http://10123456789." + tail;
  if (!s.intranet_endpoint) s.intranet_endpoint = "http://10123456789.vpc." + tail;
}

ROSTER_DECL eas_cloud::eas_cloud(std::vector<eas_record> records, cloud_options options)
    : records_(std::move(records)),
      options_(checked(std::move(options))),
      authenticator_(options_.key, options_.tokens_expire) {
  const auto by_time = find_sort_member(eas_service_shape(), eas_default_sort);
  sort_records(records_, *by_time, false,
               [](const eas_record& r) -> const eas::service& { return r.service; });
}

ROSTER_DECL cloud_response eas_cloud::handle(const http::request& request, const request_context& context) {
  cloud_response out;
  std::optional<rejection> rejected;
  try {
    rejected = admit(request, context, out);
    if (!rejected) {
      const auto described = read_service_path(find_eas_route(request, options_.regions).path);
      rejected =
          described ? respond_to_describe(*described, context, out) : respond(request, context, out, nullptr);
    }
  } catch (const std::exception& why) {
    rejected = rejection{eas_errors::internal, why.what()};
  }
  if (rejected) {
    out.code = rejected->error.code;
    out.response = eas_error_response(*rejected, request.headers.get("host"), context, out.needed);
  }
  return out;
}

ROSTER_DECL cloud_response eas_cloud::inject_anomaly(const fault& anomaly, const http::request& request,
                                                     const request_context& context) const {
  cloud_response out{.region = find_eas_route(request, options_.regions).region};
  if (options_.verify_signatures) out.authentic = true;
  respond(request, context, out, &anomaly);  // rejects only what `handle` has rejected before
  return out;
}

ROSTER_DECL std::optional<rejection> eas_cloud::respond(const http::request& request,
                                                        const request_context& context, cloud_response& out,
                                                        const fault* anomaly) const {
  eas::list_services_request decoded;
  if (auto rejected = read(request, decoded)) return rejected;
  out.page_size = decoded.page_size;
  eas::list_services_response page;
  const std::string_view region = options_.regions.empty() ? std::string_view() : out.region;
  if (auto rejected =
          anomaly ? list_with_anomaly(*anomaly, decoded, page, region) : list(decoded, page, region))
    return rejected;
  out.page = decoded.page_number.value_or(1);
  page.request_id = context.request_id;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json;charset=utf-8"},
                  {"x-acs-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<eas::list_services>>(page, {.reveal_secrets = true}),
                              eas_member_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::respond_to_describe(
    const eas::describe_service_request& request, const request_context& context, cloud_response& out) const {
  eas::service described;
  const std::string_view region = options_.regions.empty() ? std::string_view() : out.region;
  if (auto rejected = describe(request, described, region)) return rejected;
  described.request_id = context.request_id;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json;charset=utf-8"},
                  {"x-acs-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<eas::describe_service>>(described, {.reveal_secrets = true}),
                              eas_description_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::admit(const http::request& request,
                                                      const request_context& context, cloud_response& out) {
  using op = eas::list_services;
  using describe_op = eas::describe_service;
  const eas_route route = find_eas_route(request, options_.regions);
  const bool describes = read_service_path(route.path).has_value();
  out.region = route.region;
  out.needed = describes ? describe_op::permission.needed : op::permission.needed;
  if ((!describes && route.path != op::target.path) || request.method != op::target.method)
    return rejection{eas_errors::unknown_api, {}};
  if (contradicts(request.headers, "x-acs-version", op::version))
    return rejection{eas_errors::invalid_version, {}};
  if (contradicts(request.headers, "x-acs-action", describes ? describe_op::action : op::action))
    return rejection{eas_errors::unknown_api, {}};
  if (!options_.regions.empty() && !route.known) return unknown_region(route, options_.regions);
  if (!options_.verify_signatures) return std::nullopt;
  auto rejected = authenticator_.check(request, context.now);
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL std::optional<rejection> eas_cloud::read(const http::request& request,
                                                     eas::list_services_request& decoded) const {
  const auto query = http::detail::parse_query(request.query);
  if (!query) return bad_eas_parameter("The query cannot be read.");
  for (const auto& [name, value] : *query) {
    if (value.empty()) continue;
    const auto error = set_parameter<case_of<eas::list_services>>(decoded, name, value);
    if (error && error->fault == parameter_error::reason::bad_value) return bad_eas_parameter(error->message);
  }
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::list(const eas::list_services_request& request,
                                                     eas::list_services_response& page,
                                                     std::string_view region) const {
  const std::string sort = request.sort.value_or(std::string(eas_default_sort));
  const auto sort_member = find_sort_member(eas_service_shape(), sort);
  const bool ascending = request.order == eas::order::asc;
  const std::int64_t number = request.page_number.value_or(1);
  std::int64_t size = request.page_size.value_or(eas_default_page_size);
  if (!sort_member) return bad_eas_parameter("Sort: services cannot be sorted by this.");
  if (request.order && !request.order->known()) return bad_eas_parameter("Order: asc or desc.");
  if (number < 1) return bad_eas_parameter("PageNumber: at least 1.");
  if (size < 1) return bad_eas_parameter("PageSize: at least 1.");
  if (options_.page_size_clamp) size = (std::min)(size, *options_.page_size_clamp);

  auto records = matching(request, region);
  if (sort != eas_default_sort || ascending)
    sort_records(records, *sort_member, ascending,
                 [](const eas_record* r) -> const eas::service& { return r->service; });
  const auto total = static_cast<std::int64_t>(records.size());
  const std::int64_t begin = number - 1 > total / size ? total : (std::min)((number - 1) * size, total);
  const std::int64_t end = begin + (std::min)(size, total - begin);
  page = {.page_number = number, .page_size = size, .total_count = total};
  for (std::int64_t i = begin; i < end; ++i)
    page.services.push_back(records[static_cast<std::size_t>(i)]->service);
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::list_with_anomaly(const fault& anomaly,
                                                                  const eas::list_services_request& request,
                                                                  eas::list_services_response& page,
                                                                  std::string_view region) const {
  const std::int64_t number = request.page_number.value_or(1);
  eas::list_services_request changed = request;
  if (anomaly.kind == fault_kind::page_size) changed.page_size = anomaly.size;
  if (anomaly.kind == fault_kind::repeat_page) changed.page_number = (std::max<std::int64_t>)(number - 1, 1);
  if (auto rejected = list(changed, page, region)) return rejected;
  const auto spoil = [&](std::optional<std::int64_t>& said) {
    said = anomaly.set ? *anomaly.set : said.value_or(0) + anomaly.add.value_or(0);
  };
  page.page_number = number;
  if (anomaly.kind == fault_kind::page_size && anomaly.silent)
    page.page_size = request.page_size.value_or(eas_default_page_size);
  if (anomaly.kind == fault_kind::empty_page) page.services.clear();
  if (anomaly.kind == fault_kind::total) spoil(page.total_count);
  if (anomaly.kind == fault_kind::no_total) page.total_count.reset();
  if (anomaly.kind == fault_kind::page_number) spoil(page.page_number);
  if (anomaly.kind == fault_kind::no_page_number) page.page_number.reset();
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_cloud::describe(const eas::describe_service_request& request,
                                                         eas::service& described,
                                                         std::string_view region) const {
  const auto is_described = [&](const eas_record& r) {
    const std::string& own = r.service.region;
    return r.service.service_name == request.service_name && (region.empty() || own == region) &&
           (own.empty() || own == request.cluster_id);
  };
  const auto found = std::find_if(records_.begin(), records_.end(), is_described);
  if (found == records_.end())
    return rejection{eas_errors::unknown_service, escape_for_log(request.service_name, 64)};
  described = found->service;
  add_endpoints(described, request.cluster_id);
  return std::nullopt;
}

ROSTER_DECL void eas_cloud::add(eas_record added) {
  const auto older = [&](const eas_record& r) {
    return r.service.create_time.seconds() <= added.service.create_time.seconds();
  };
  records_.insert(std::find_if(records_.begin(), records_.end(), older), std::move(added));
}

ROSTER_DECL bool eas_cloud::remove(std::string_view service_id) {
  return std::erase_if(records_, [&](const eas_record& r) { return r.service.service_id == service_id; }) !=
         0;
}

ROSTER_DECL std::vector<const eas_record*> eas_cloud::matching(const eas::list_services_request& request,
                                                               std::string_view region) const {
  const bool wants_workspace = request.include_no_workspace == false;
  std::vector<const eas_record*> found;
  for (const eas_record& r : records_) {
    if (!region.empty() && r.service.region != region) continue;
    if (wants_workspace && r.service.workspace_id.value_or("").empty()) continue;
    if (matches<eas::list_services>(request, r.service, r.attributes)) found.push_back(&r);
  }
  return found;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Emulated Qianfan: DescribeServices and DescribeService over services in memory, driven by the operations' own
// declarations.

#include <cstddef>
#include <optional>
// Errors and authentication of the emulated Qianfan.

#include <chrono>
#include <optional>
#include <utility>

namespace roster::inline v0::emulator {

/// Source: Baidu AI Cloud's table of common errors; SignatureEmpty, IamSignatureInvalid and ResourceNotFound as
/// observed on the live service. The error for an unknown marker or a page size under 1 is not documented;
/// InappropriateJSON is the documented class. The error for a bad session token is not documented either; the code of
/// all wrong signatures is used. Nor is the error for an unknown service; that of an unknown path is used. Throttling has no documented code; 18 is that of the first API.
namespace detail::qianfan_errors {

inline constexpr cloud_error unknown_path{404, "ResourceNotFound", "The requested resource was not found."};
inline constexpr cloud_error unknown_service{404, "ResourceNotFound", "The requested service was not found."};
inline constexpr cloud_error invalid_version{404, "InvalidVersion", "The API version specified was invalid."};
inline constexpr cloud_error unknown_action{400, "InvalidURI", "Could not parse the specified URI."};
inline constexpr cloud_error wrong_method{400, "InvalidHTTPRequest",
                                          "There was an error in your HTTP request."};
inline constexpr cloud_error no_signature{400, "SignatureEmpty", "Signature is invalid: Signature is empty."};
inline constexpr cloud_error bad_authorization{400, "InvalidHTTPAuthHeader",
                                               "The HTTP authorization header is invalid."};
inline constexpr cloud_error unknown_key{403, "IamSignatureInvalid",
                                         "IamSignatureInvalid, cause: Could not find credential."};
inline constexpr cloud_error unsigned_header{
    403, "IamSignatureInvalid",
    "IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing:"};
inline constexpr cloud_error wrong_signature{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: Signature does not match"};
inline constexpr cloud_error wrong_token{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: session token invalid"};
inline constexpr cloud_error expired_token{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: session token expired"};
inline constexpr cloud_error expired{400, "RequestExpired", "Request has expired."};
inline constexpr cloud_error bad_json{400, "MalformedJSON", "The JSON you provided was not well-formed."};
inline constexpr cloud_error bad_parameter{
    400, "InappropriateJSON",
    "The JSON you provided was well-formed and valid, but not appropriate for this operation."};
inline constexpr cloud_error denied{403, "AccessDenied", "Access denied."};
inline constexpr cloud_error throttled{429, "18", "Open api qps request limit reached"};
inline constexpr cloud_error internal{500, "InternalError",
                                      "We encountered an internal error. Please try again."};

}  // namespace detail::qianfan_errors

namespace detail {

/// Returns {requestId, code, message} and the header x-bce-request-id; for a numeric code, the format of the first
/// API, {log_id, error_code, error_msg}.
ROSTER_DECL http::response qianfan_error_response(const rejection& rejected, const request_context& context);

}  // namespace detail

}  // namespace roster::inline v0::emulator

namespace roster::inline v0::emulator::detail {

// Authentication of emulated Qianfan: signature, dates and token.

class qianfan_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{30};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit qianfan_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Accepts a signature over the host without its
  /// port, as the vendor's Go and Java clients send it.
  ROSTER_DECL std::optional<rejection> check(const http::request& request,
                                             std::chrono::sys_seconds now) const;

 private:
  credentials key_;
  bool tokens_end_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of qianfan_errors.hpp.

#include <cstdint>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

struct qianfan_error_body {
  std::string request_id{};
  std::string code{};
  std::string message{};
};

struct qianfan_first_error_body {
  std::string log_id{};
  std::int64_t error_code{};
  std::string error_msg{};
};

inline std::string qianfan_error_json(const rejection& rejected, const request_context& context) {
  std::int64_t number{};
  if (roster::detail::parse_number(rejected.error.code, number) == roster::detail::number_result::ok)
    return to_json(qianfan_first_error_body{context.request_id, number, rejected.message()});
  return to_json<camel_case>(
      qianfan_error_body{context.request_id, std::string(rejected.error.code), rejected.message()});
}

ROSTER_DECL http::response qianfan_error_response(const rejection& rejected, const request_context& context) {
  return {.status = rejected.error.status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"x-bce-request-id", context.request_id}},
          .body = arrange_members(qianfan_error_json(rejected, context), {}, context)};
}

inline std::optional<rejection> qianfan_rejection(const roster::detail::verification& found) {
  switch (found.verdict) {
    case roster::detail::signature_verdict::ok:
      return std::nullopt;
    case roster::detail::signature_verdict::missing:
      return rejection{qianfan_errors::no_signature, {}};
    case roster::detail::signature_verdict::malformed:
      return rejection{qianfan_errors::bad_authorization, {}};
    case roster::detail::signature_verdict::missing_signed_header:
      return rejection{qianfan_errors::unsigned_header, found.header};
    case roster::detail::signature_verdict::unknown_key:
      return rejection{qianfan_errors::unknown_key, {}};
    case roster::detail::signature_verdict::wrong_body:
    case roster::detail::signature_verdict::mismatch:
      break;
  }
  return rejection{qianfan_errors::wrong_signature, {}};
}

inline rejection expired_for_qianfan(std::string_view date) {
  return {qianfan_errors::expired, "Timestamp date is " + std::string(date) + "."};
}

/// Returns the date of a request; nothing if it has none that can be parsed.
inline std::optional<std::chrono::sys_seconds> sent_at(const http::headers& headers) {
  if (headers.contains("x-bce-date")) return http::detail::parse_utc_date(headers.get("x-bce-date"));
  return http::detail::parse_imf_date(headers.get("date"));
}

/// The signature has a date with an expiration, the request has its own date. They may differ, and both must be
/// valid.
inline std::optional<rejection> check_qianfan_dates(const roster::detail::verification& found,
                                                    const http::headers& headers,
                                                    std::chrono::sys_seconds now) {
  const auto is_dated = headers.contains("x-bce-date") || headers.contains("date");
  const auto sent = sent_at(headers);
  if (is_dated && !sent) return rejection{qianfan_errors::wrong_method, "A date cannot be read."};
  if (sent && std::chrono::abs(now - *sent) > qianfan_authenticator::tolerance)
    return expired_for_qianfan(http::detail::format_utc_date(*sent));
  const auto made = http::detail::parse_utc_date(found.date);
  if (!made || now > *made + found.expiration || *made > now + qianfan_authenticator::tolerance)
    return expired_for_qianfan(found.date);
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_authenticator::check(const http::request& request,
                                                                  std::chrono::sys_seconds now) const {
  const auto find_secret = [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  };
  roster::detail::verification found =
      roster::detail::verify_bce_v1(request, find_secret, {.host_without_port = true});
  const roster::detail::wipe_at_exit wiped(found.canonical_request);
  if (auto rejected = qianfan_rejection(found)) return rejected;
  const std::string_view token = request.headers.get("x-bce-security-token");
  const auto verdict = check_session_token(token, key_.security_token, tokens_end_, now);
  if (verdict == token_verdict::expired) return rejection{qianfan_errors::expired_token, {}};
  if (verdict != token_verdict::ok) return rejection{qianfan_errors::wrong_token, {}};
  return check_qianfan_dates(found, request.headers, now);
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Holds services and serves requests for them. Where the vendor's documentation is silent, this class decides: the
/// order is the one in which the services were given, and pageReverse reverses it; the marker is the id of the first
/// service of the page, optionally followed by "#" and any text; a marker that is not in the list, maxKeys under 1
/// and a protocolVersion other than 1 and 2 are InappropriateJSON; a service without a protocolVersion has version 1;
/// a fuzzy filter is case-sensitive; creators are compared in the masked form of the response.
/// DescribeService finds a service of either version; an unknown one is ResourceNotFound.
/// Source: Qianfan DescribeServices and DescribeService.
class qianfan_cloud {
 public:
  ROSTER_DECL explicit qianfan_cloud(std::vector<qianfan::service> services, cloud_options options = {});

  /// Handles any HTTP request, valid or not.
  ROSTER_DECL cloud_response handle(const http::request& request, const request_context& context) const;

  /// Handles an accepted request again, with an anomaly.
  ROSTER_DECL cloud_response inject_anomaly(const fault& anomaly, const http::request& request,
                                            const request_context& context) const;

  /// Handles DescribeServices alone: filters, finds the marker and selects the page. Fills `page` unless the request
  /// is rejected. Sets `first` to the position of the page's first service.
  ROSTER_DECL std::optional<rejection> list(const qianfan::describe_services_request& request,
                                            qianfan::result& page, std::size_t& first) const;

  /// Handles DescribeService alone. Fills `described` unless the request is rejected.
  ROSTER_DECL std::optional<rejection> describe(const qianfan::describe_service_request& request,
                                                qianfan::service& described) const;

  /// Adds a service at the end of the list.
  ROSTER_DECL void add(qianfan::service added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services of both protocol versions, in the order of the list.
  const std::vector<qianfan::service>& services() const noexcept { return services_; }

 private:
  std::optional<rejection> admit(const http::request& request, const request_context& context,
                                 cloud_response& out) const;
  std::optional<rejection> respond(const http::request& request, const request_context& context,
                                   cloud_response& out, const fault* anomaly) const;
  std::optional<rejection> respond_to_describe(const http::request& request, const request_context& context,
                                               cloud_response& out) const;
  std::optional<rejection> list_with_anomaly(const fault& anomaly,
                                             const qianfan::describe_services_request& request,
                                             qianfan::result& page, std::size_t& first) const;
  std::vector<const qianfan::service*> ordered(qianfan::describe_services_request request) const;
  std::vector<qianfan::service> page_before(const qianfan::describe_services_request& request,
                                            std::size_t first, std::size_t size) const;

  std::vector<qianfan::service> services_;
  cloud_options options_;
  qianfan_authenticator authenticator_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of qianfan_cloud.hpp.

#include <algorithm>
#include <cstdint>
#include <exception>
// The order of the members of a DescribeServices response, as in the sample of the documentation.

#include <string_view>

namespace roster::inline v0::emulator::detail {

inline constexpr std::string_view qianfan_response_members[] = {"requestId", "result"};
inline constexpr std::string_view qianfan_result_members[] = {"pageInfo", "serviceList"};
inline constexpr std::string_view qianfan_page_info_members[] = {"marker", "maxKeys", "isTruncated",
                                                                 "nextMarker"};
inline constexpr std::string_view qianfan_service_members[] = {"serviceId",
                                                               "baseModel",
                                                               "modelSetId",
                                                               "modelId",
                                                               "name",
                                                               "description",
                                                               "url",
                                                               "endpoint",
                                                               "serviceType",
                                                               "runStatus",
                                                               "scaleStatus",
                                                               "updateStatus",
                                                               "chargeType",
                                                               "payType",
                                                               "chargeStatus",
                                                               "resourceConfig",
                                                               "isModelUpdating",
                                                               "enableLogs",
                                                               "logStoreConfig",
                                                               "creator",
                                                               "createTime",
                                                               "deploymentConfig",
                                                               "protocolVersion"};
inline constexpr std::string_view qianfan_resource_members[] = {"region", "type", "replicasCount", "qps"};
inline constexpr std::string_view qianfan_deployment_members[] = {
    "type", "region", "qps", "replicasComputeUnitCount", "replicasCount"};
inline constexpr std::string_view qianfan_log_store_members[] = {"logRegion", "logProject", "logStoreName"};

/// nextMarker and the members of logStoreConfig are not in the sample; they have the order of the tables.
/// Source: Qianfan DescribeServices, sample response and tables.
inline constexpr documented_object qianfan_member_order[] = {
    {"", qianfan_response_members},
    {"result", qianfan_result_members},
    {"pageInfo", qianfan_page_info_members},
    {"serviceList", qianfan_service_members},
    {"resourceConfig", qianfan_resource_members},
    {"deploymentConfig", qianfan_deployment_members},
    {"logStoreConfig", qianfan_log_store_members},
};

/// The order of a description: that of a service in a list.
inline constexpr documented_object qianfan_description_order[] = {
    {"", qianfan_response_members},
    {"result", qianfan_service_members},
    {"resourceConfig", qianfan_resource_members},
    {"deploymentConfig", qianfan_deployment_members},
    {"logStoreConfig", qianfan_log_store_members},
};

}  // namespace roster::inline v0::emulator::detail
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline constexpr std::int64_t qianfan_default_max_keys = 10;
inline constexpr std::int64_t qianfan_most_keys = 100;

inline rejection bad_qianfan_parameter(std::string_view member) {
  return {qianfan_errors::bad_parameter, "param[" + std::string(member) + "] invalid."};
}

/// Returns whether a path is that of this API in another version, "/v7/service".
inline bool is_other_qianfan_version(std::string_view path) {
  return path.size() == 11 && path.starts_with("/v") && http::detail::is_digit(path[2]) &&
         path.ends_with("/service");
}

template <class Request>
std::optional<rejection> read_qianfan_body(const std::string& body, Request& decoded) {
  if (body.empty()) return std::nullopt;  // the vendor's Node.js client sends none without parameters
  const auto error = decode<case_of<qianfan::describe_services>>(body, decoded);
  if (!error) return std::nullopt;
  if (error->fault == roster::detail::decode_fault::syntax) return rejection{qianfan_errors::bad_json, {}};
  return bad_qianfan_parameter(error->path);
}

/// Returns whether a request names an action.
inline bool names_action(const http::request& request, std::string_view action) {
  const auto query = http::detail::parse_query(request.query);
  const std::pair<std::string, std::string> wanted("Action", action);
  return query && std::find(query->begin(), query->end(), wanted) != query->end();
}

inline bool is_describe(const http::request& request) {
  return !names_action(request, qianfan::describe_services::action) &&
         names_action(request, qianfan::describe_service::action);
}

/// Returns whether a marker refers to an id: it is the id, or the id followed by '#' and any text.
inline bool leads_to(std::string_view marker, std::string_view id) {
  return marker.starts_with(id) && (marker.size() == id.size() || marker[id.size()] == '#');
}

/// Returns a marker for the page that begins with `id`, different from `sent`.
inline std::string other_marker(const std::string& sent, const std::string& id) {
  return leads_to(sent, id) ? sent + (sent.size() == id.size() ? "#1" : "1") : id + "#";
}

/// Returns a service as it is in a response: with its log destination only if logs are enabled.
inline qianfan::service as_returned(const qianfan::service& held) {
  qianfan::service out = held;
  if (!out.enable_logs && out.log_store_config) out.log_store_config.emplace();
  return out;
}

ROSTER_DECL qianfan_cloud::qianfan_cloud(std::vector<qianfan::service> services, cloud_options options)
    : services_(std::move(services)),
      options_(checked(std::move(options))),
      authenticator_(options_.key, options_.tokens_expire) {}

ROSTER_DECL cloud_response qianfan_cloud::handle(const http::request& request,
                                                 const request_context& context) const {
  cloud_response out;
  std::optional<rejection> rejected;
  try {
    rejected = admit(request, context, out);
    if (!rejected)
      rejected = is_describe(request) ? respond_to_describe(request, context, out)
                                      : respond(request, context, out, nullptr);
  } catch (const std::exception& why) {
    rejected = rejection{qianfan_errors::internal, why.what()};
  }
  if (rejected) {
    out.code = rejected->error.code;
    out.response = qianfan_error_response(*rejected, context);
  }
  return out;
}

ROSTER_DECL cloud_response qianfan_cloud::inject_anomaly(const fault& anomaly, const http::request& request,
                                                         const request_context& context) const {
  cloud_response out;
  if (options_.verify_signatures) out.authentic = true;
  respond(request, context, out, &anomaly);  // rejects only what `handle` has rejected before
  return out;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::respond(const http::request& request,
                                                            const request_context& context,
                                                            cloud_response& out, const fault* anomaly) const {
  qianfan::describe_services_request decoded;
  if (auto rejected = read_qianfan_body(request.body, decoded)) return rejected;
  out.marker = decoded.marker;
  out.page_size = decoded.max_keys;
  qianfan::describe_services_response body{.request_id = context.request_id};
  std::size_t first{};
  qianfan::result& page = body.result.emplace();
  if (auto rejected =
          anomaly ? list_with_anomaly(*anomaly, decoded, page, first) : list(decoded, page, first))
    return rejected;
  out.page = static_cast<std::int64_t>(first) / page.page_info->max_keys.value() + 1;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json; charset=utf-8"},
                  {"x-bce-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<qianfan::describe_services>>(body, {.reveal_secrets = true}),
                              qianfan_member_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::respond_to_describe(const http::request& request,
                                                                        const request_context& context,
                                                                        cloud_response& out) const {
  qianfan::describe_service_request decoded;
  if (auto rejected = read_qianfan_body(request.body, decoded)) return rejected;
  qianfan::describe_service_response body{.request_id = context.request_id};
  if (auto rejected = describe(decoded, body.result)) return rejected;
  out.response = {
      .status = 200,
      .headers = {{"Content-Type", "application/json; charset=utf-8"},
                  {"x-bce-request-id", context.request_id}},
      .body = arrange_members(to_json<case_of<qianfan::describe_service>>(body, {.reveal_secrets = true}),
                              qianfan_description_order, context)};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::admit(const http::request& request,
                                                          const request_context& context,
                                                          cloud_response& out) const {
  using op = qianfan::describe_services;
  if (request.path != op::target.path)
    return rejection{is_other_qianfan_version(request.path) ? qianfan_errors::invalid_version
                                                            : qianfan_errors::unknown_path,
                     {}};
  if (request.method != op::target.method) return rejection{qianfan_errors::wrong_method, {}};
  if (!names_action(request, op::action) && !is_describe(request))
    return rejection{qianfan_errors::unknown_action, {}};
  if (!options_.verify_signatures) return std::nullopt;
  auto rejected = authenticator_.check(request, context.now);
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::list(const qianfan::describe_services_request& request,
                                                         qianfan::result& page, std::size_t& first) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  const std::int64_t requested = request.max_keys.value_or(qianfan_default_max_keys);
  if (version != 1 && version != 2) return bad_qianfan_parameter("protocolVersion");
  if (requested < 1) return bad_qianfan_parameter("maxKeys");
  const std::int64_t size =
      (std::min)({requested, qianfan_most_keys, options_.page_size_clamp.value_or(requested)});

  const auto services = ordered(request);
  const std::string marker = request.marker.value_or("");
  const auto begin =
      marker.empty() ? services.begin() : std::find_if(services.begin(), services.end(), [&](const auto* s) {
        return leads_to(marker, s->service_id);
      });
  if (begin == services.end() && !marker.empty()) return bad_qianfan_parameter("marker");
  const auto end = begin + (std::min<std::ptrdiff_t>)(size, services.end() - begin);

  first = static_cast<std::size_t>(begin - services.begin());
  page = {.page_info =
              qianfan::page_info{.marker = marker, .max_keys = size, .is_truncated = end != services.end()}};
  if (end != services.end()) page.page_info->next_marker = (*end)->service_id;
  std::for_each(begin, end, [&](const auto* s) { page.service_list.push_back(as_returned(*s)); });
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::list_with_anomaly(
    const fault& anomaly, const qianfan::describe_services_request& request, qianfan::result& page,
    std::size_t& first) const {
  qianfan::describe_services_request changed = request;
  if (anomaly.kind == fault_kind::page_size) changed.max_keys = anomaly.size;
  if (auto rejected = list(changed, page, first)) return rejected;
  qianfan::page_info& info = *page.page_info;
  const std::string sent = request.marker.value_or("");
  const std::string here = page.service_list.empty() ? sent : page.service_list.front().service_id;
  switch (anomaly.kind) {
    case fault_kind::page_size:
      if (anomaly.silent) info.max_keys = request.max_keys.value_or(qianfan_default_max_keys);
      break;
    case fault_kind::empty_page:
      page.service_list.clear();
      if (!here.empty()) info.next_marker = other_marker(sent, here);
      info.is_truncated = info.next_marker.has_value();
      break;
    case fault_kind::repeat_page:
      if (first != 0)
        page.service_list = page_before(request, first, static_cast<std::size_t>(*info.max_keys));
      break;
    case fault_kind::repeat_marker:
      info.is_truncated = true;
      info.next_marker = sent.empty() ? here : sent;
      break;
    case fault_kind::no_marker:
      info.is_truncated = true;
      info.next_marker.reset();
      break;
    case fault_kind::no_truncated:
      info.is_truncated = {};
      break;
    case fault_kind::stray_marker:
      if (!info.next_marker) info.next_marker = "svco-000000000000";
      break;
    default:
      break;
  }
  return std::nullopt;
}

ROSTER_DECL std::vector<qianfan::service> qianfan_cloud::page_before(
    const qianfan::describe_services_request& request, std::size_t first, std::size_t size) const {
  const auto services = ordered(request);
  std::vector<qianfan::service> page;
  for (std::size_t i = first - (std::min)(first, size); i < first; ++i)
    page.push_back(as_returned(*services[i]));
  return page;
}

ROSTER_DECL std::optional<rejection> qianfan_cloud::describe(const qianfan::describe_service_request& request,
                                                             qianfan::service& described) const {
  if (request.service_id.empty()) return bad_qianfan_parameter("serviceId");
  const auto found = std::find_if(services_.begin(), services_.end(), [&](const qianfan::service& s) {
    return s.service_id == request.service_id;
  });
  if (found == services_.end()) return rejection{qianfan_errors::unknown_service, {}};
  described = as_returned(*found);
  return std::nullopt;
}

ROSTER_DECL void qianfan_cloud::add(qianfan::service added) { services_.push_back(std::move(added)); }

ROSTER_DECL bool qianfan_cloud::remove(std::string_view service_id) {
  return std::erase_if(services_, [&](const qianfan::service& s) { return s.service_id == service_id; }) != 0;
}

ROSTER_DECL std::vector<const qianfan::service*> qianfan_cloud::ordered(
    qianfan::describe_services_request request) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  request.protocol_version.reset();  // compared with defaults on both sides, which no declared filter does
  std::vector<const qianfan::service*> found;
  for (const qianfan::service& s : services_)
    if (s.protocol_version.value_or(1) == version && matches<qianfan::describe_services>(request, s))
      found.push_back(&s);
  if (request.page_reverse) std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Both clouds in one process: the service for tests, examples and programs that have no real account.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
// The services of one account in both emulated clouds, as a plain value: generated, loaded or written by hand.

#include <map>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// The services of one account in both emulated clouds.
struct data {
  std::vector<eas::service> eas_services{};          ///< in any order; listed newest first
  std::vector<qianfan::service> qianfan_services{};  ///< of both protocol versions, in the order of the list
  /// The attributes of the PAI-EAS services with these ids: filterable, but not part of a response.
  std::map<std::string, detail::eas_attributes> eas_attributes{};

  friend bool operator==(const emulator::data&, const emulator::data&) = default;
};

}  // namespace roster::inline v0::emulator
// Options of the emulator and its accounts.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
// An entry of the emulator's log.

#include <cstdint>
#include <optional>
#include <string>

namespace roster::inline v0::emulator {

/// A request that the emulator received, without headers and secrets.
struct logged_request {
  std::int64_t number{};                    ///< among all requests, from 1
  std::string vendor{};                     ///< "eas", "qianfan", or "" for a declared API
  std::string account{};                    ///< the access key id in the request, if an account has it
  std::string region{};                     ///< of PAI-EAS, if the host or the path names one
  std::string method{};                     ///< "GET", "POST", …
  std::string target{};                     ///< path and query as received; secrets are "***"
  std::optional<std::int64_t> page{};       ///< requested page, from 1
  std::optional<std::int64_t> page_size{};  ///< requested page size; absent if not requested
  std::optional<std::string> marker{};      ///< requested marker
  std::optional<bool> authentic{};  ///< signature, token, date and nonce are valid; absent: not checked
  std::int64_t status{};            ///< sent; 0 when the connection broke before a whole header was sent
  std::string code{};               ///< of the error, "" on success
  std::string fault{};              ///< the kind of the fault that was applied, "" for none
};

}  // namespace roster::inline v0::emulator
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// An account of the emulator: its credentials and its services.
struct account {
  std::string access_key_id{};           ///< names the account in a request
  secret access_key_secret{};            ///< signs the requests of the account
  secret security_token{};               ///< a request must carry it; empty: it must carry none
  std::optional<emulator::data> data{};  ///< its services; absent: generated, different for each account
};

/// Options of the emulator; by default it emulates two clouds without faults.
struct options {
  /// Number of generated services for each vendor and account; for PAI-EAS, for each region. Those of Qianfan are
  /// split between protocol versions 1 and 2.
  std::size_t services{50};
  std::uint64_t seed{1};  ///< of generated services, request ids and random member orders
  /// The order of the members of JSON objects in responses, errors included.
  emulator::member_order member_order{emulator::member_order::documented};
  std::string access_key_id{"emulator"};        ///< of the account that requests are signed for
  secret access_key_secret{"emulator-secret"};  ///< of the same account
  secret security_token{};                      ///< a request must carry it; empty: it must carry none
  /// Makes the token temporary: cloud::credentials returns a token that expires this long after the call, by
  /// `clock`, and a different one for each call. A request with an expired token is rejected as the cloud rejects it.
  std::optional<std::chrono::seconds> token_lifetime{};
  bool verify_signatures{true};  ///< false: accepts every request; an unknown key uses the first account
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size of both vendors
  /// Regions of PAI-EAS. A host "pai-eas.REGION.aliyuncs.com" or a path "/REGION/…" selects one; only services whose
  /// region member matches are listed. Empty: all services are listed for any host.
  std::vector<std::string> regions{};
  /// Replaces the single account of the key above.
  std::vector<emulator::account> accounts{};
  std::vector<fault> faults{};                        ///< tried in this order; the first that is due applies
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  /// Called for each request, one call at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t max_logged{100'000};  ///< beyond this, the oldest are dropped
};

}  // namespace roster::inline v0::emulator
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class emulator_state;
}

/// Emulates PAI-EAS and Qianfan. The path of a request selects the cloud, its access key selects the account. Copies
/// share all state. An omitted access key id means the first account.
/// Thread safety: all members may be called from any thread.
/// Example: emulator: serves both clouds by path
class cloud {
 public:
  /// Creates generated services, or uses the services that the options give each account.
  /// Fails: failure(errc::invalid_argument) for invalid options; the message names the path of the member.
  ROSTER_DECL explicit cloud(emulator::options options = {});

  /// Uses `data` as the services of its only account; ignores `options.services`.
  /// Example: emulator: serves custom services
  ROSTER_DECL cloud(emulator::options options, emulator::data data);

  /// Handles any request, valid or not, and logs it.
  ROSTER_DECL detail::emulated_response respond(const http::request& request) const;

  /// Counts a new connection and returns the fault that applies to it. Called by servers; TLS faults apply only to
  /// servers that make their own certificates.
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates = false) const;

  /// Returns a transport that calls this emulator without sockets and ignores the host name. Broken connections and
  /// responses fail as they do on a network. Connection faults never apply: there are no connections.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Returns the credentials of an account, for the configuration of a client. If tokens expire, every fetch returns
  /// a new token: wrap the provider in refreshing_credentials to reuse one.
  ROSTER_DECL std::shared_ptr<credentials_provider> credentials(std::string_view access_key_id = {}) const;

  /// Returns the accounts in the order of the options.
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  /// Returns the regions of PAI-EAS, in the order of the options.
  ROSTER_DECL std::vector<std::string> regions() const;

  /// Returns the current PAI-EAS services of all regions in the default list order, newest first.
  ROSTER_DECL std::vector<detail::eas_record> eas_records(std::string_view access_key_id = {}) const;

  /// Returns the current Qianfan services of both protocol versions in list order.
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id = {}) const;

  /// Adds a service. PAI-EAS lists it by its CreateTime, and first if it has none; Qianfan lists it last.
  /// Fails: failure(errc::invalid_argument) for a service that the options would reject, too.
  ROSTER_DECL void add(eas::service added, std::string_view access_key_id = {}) const;
  /// The same for a service of Qianfan.
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id = {}) const;

  /// Removes the service with this id from any account. Returns whether there was one.
  ROSTER_DECL bool remove(std::string_view service_id) const;

  /// Calls `change` once, directly before the request with this number is handled; numbers are those of the log. No
  /// other request is handled in between. `change` may call all members of the emulator and must not wait for other
  /// threads.
  /// Fails: failure(errc::invalid_argument) when that request has already been handled.
  /// Example: emulator: items inserted at the front while listing are reported as drift
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

  /// Returns the logged requests, oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  /// Forgets the logged requests.
  ROSTER_DECL void clear_log() const;

  /// Adds a fault after the existing ones. Returns its number; the faults of the options are numbered from 0.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests or connections a fault has been applied to.
  ROSTER_DECL std::size_t fault_hits(std::size_t number) const;

 private:
  friend class server;

  std::shared_ptr<detail::emulator_state> state_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cloud.hpp.

#include <optional>
// What the emulator knows: its accounts, and the journal of its requests.

#include <cstddef>
#include <optional>
// The interface between what is emulated and what delivers it: the server and the in-process transport.

#include <optional>
#include <string>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Thread safety: all members may be called from any thread.
class emulated_service {
 public:
  virtual ~emulated_service() = default;

  /// Handles any request, valid or not, and logs it.
  virtual emulated_response respond(const http::request& request) = 0;

  /// Counts a new connection and returns the fault that applies to it.
  virtual std::optional<fault> next_connection_fault(bool makes_certificates) = 0;

  /// Returns the regions that have an endpoint of their own.
  virtual std::vector<std::string> regions() const { return {}; }

 protected:
  emulated_service() = default;
  emulated_service(const emulated_service&) = delete;
  emulated_service& operator=(const emulated_service&) = delete;
};

}  // namespace roster::inline v0::emulator::detail
// What every emulated service does with its requests: counts them, makes scheduled changes, selects faults, and logs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
// Decides which fault applies to which request. Counts requests and how often every fault was applied, so that a test
// can assert that it was.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The properties of a request or connection that faults select by.
struct fault_target {
  std::string_view vendor{};  ///< "eas" or "qianfan"
  std::string_view account{};
  std::string_view region{};
  std::optional<std::int64_t> page{};  ///< absent: the request is rejected
  bool connection{};                   ///< a new connection, without a request yet
  bool makes_certificates{};           ///< its server makes certificates, so TLS faults apply
};

class fault_plan {
 public:
  /// Adds a fault; requests are counted from now on. Returns its number, from 0, for `hits`.
  /// Fails: failure(errc::invalid_argument) for a fault that can never apply or lacks a required setting.
  ROSTER_DECL std::size_t add(fault added);

  /// Counts a request. Returns the fault that applies to it: the first of those that are due.
  ROSTER_DECL std::optional<fault> trigger(const fault_target& request);

  /// Returns how many requests a fault has been applied to; 0 for a number that `add` never returned.
  ROSTER_DECL std::size_t hits(std::size_t number) const noexcept;

 private:
  struct planned {
    fault what;
    std::size_t seen{};  // requests that it could apply to
    std::size_t met{};
  };
  std::vector<planned> faults_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fault_plan.hpp.

#include <utility>

namespace roster::inline v0::emulator::detail {

inline bool may_meet(const fault& what, const fault_target& request) {
  const auto allows = [](std::string_view wanted, std::string_view is) {
    return wanted.empty() || wanted == is;
  };
  return request.connection == applies_to_connections(what.kind) &&
         (what.kind != fault_kind::tls || request.makes_certificates) &&
         allows(what.vendor, request.vendor) && allows(what.account, request.account) &&
         allows(what.region, request.region) && (!what.page || what.page == request.page) &&
         (!is_anomaly(what.kind) || request.page);
}

ROSTER_DECL std::size_t fault_plan::add(fault added) {
  faults_.push_back({emulator::checked(std::move(added))});
  return faults_.size() - 1;
}

ROSTER_DECL std::optional<fault> fault_plan::trigger(const fault_target& request) {
  std::optional<fault> due;
  for (planned& p : faults_) {
    if (!may_meet(p.what, request)) continue;
    ++p.seen;
    if (due || p.seen < p.what.at || p.met >= p.what.times) continue;
    ++p.met;
    due = p.what;
  }
  return due;
}

ROSTER_DECL std::size_t fault_plan::hits(std::size_t number) const noexcept {
  return number < faults_.size() ? faults_[number].met : 0;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

struct journal_options {
  std::uint64_t seed{1};  ///< of request ids and random member orders
  emulator::member_order member_order{};
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  std::function<void(const logged_request&)>
      on_request{};          ///< called for each request; must not call the emulator
  std::size_t max_logged{};  ///< beyond this, the oldest are dropped
};

/// Thread safety: all members may be called from any thread; `lock` makes several calls one step.
class request_journal {
 public:
  ROSTER_DECL explicit request_journal(journal_options options);

  /// Locks this journal and the state of its service. Recursive: a scheduled change may call the service.
  [[nodiscard]] std::unique_lock<std::recursive_mutex> lock() { return std::unique_lock(mutex_); }

  /// Counts a request and makes the changes that are due before it.
  ROSTER_DECL void begin_request();

  /// Returns time, request id and member order for the response to the current request. `digits` are the 16
  /// hexadecimal digits of its id.
  ROSTER_DECL request_context next_context(std::string_view digits);

  /// Returns the fault that applies to the current request.
  ROSTER_DECL std::optional<fault> trigger(const fault_target& request);

  /// Completes `entry`, which has what only the service knows (vendor and account), and logs it. Secrets of the
  /// request are redacted.
  ROSTER_DECL void write(const http::request& request, const cloud_response& reply,
                         const emulated_response& sent, const std::optional<fault>& met,
                         logged_request entry);

  ROSTER_DECL std::chrono::sys_seconds now() const;
  ROSTER_DECL std::vector<logged_request> log();
  ROSTER_DECL void clear_log();
  ROSTER_DECL std::size_t add_fault(fault added);
  ROSTER_DECL std::size_t fault_hits(std::size_t number);
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates);

  /// Fails: failure(errc::invalid_argument) when that request has already been received.
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change);

 private:
  std::recursive_mutex mutex_{};  // guards all mutable state, that of the service included
  journal_options options_;
  fault_plan faults_{};
  std::multimap<std::int64_t, std::function<void()>>
      changes_{};  // by the number of the request that they precede
  std::deque<logged_request> log_{};
  std::int64_t requests_{};
  sample_source ids_;
  sample_source orders_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of request_journal.hpp.

#include <utility>

namespace roster::inline v0::emulator::detail {

inline std::string make_request_id(sample_source& chance, std::string_view digits) {
  std::string id = chance.letters(36, digits);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) id[dash] = '-';
  return id;
}

/// Returns path and query with redacted secrets: those that occur in the rest of the request, and values of
/// parameters with secret names.
inline std::string logged_target(const http::request& request, const roster::detail::redactor& known) {
  const std::string path = known.redact(request.path);
  return request.query.empty() ? path
                               : path + '?' + roster::detail::redact_query(known.redact(request.query));
}

inline std::int64_t sent_status(const emulated_response& reply) {
  return reply.broken && !reply.broken->header ? 0 : static_cast<std::int64_t>(reply.response.status);
}

ROSTER_DECL request_journal::request_journal(journal_options options)
    : options_(std::move(options)),
      ids_(options_.seed ^ 0x726571756573U),
      orders_(options_.seed ^ 0x6F72646572U) {}

ROSTER_DECL void request_journal::begin_request() {
  ++requests_;
  for (auto due = changes_.begin(); due != changes_.end() && due->first <= requests_;
       due = changes_.begin()) {
    const auto change = std::move(changes_.extract(due).mapped());  // it may add further changes
    change();
  }
}

ROSTER_DECL request_context request_journal::next_context(std::string_view digits) {
  request_context context{.now = now(), .request_id = make_request_id(ids_, digits)};
  if (options_.member_order == member_order::random) context.shuffle = orders_.next();
  return context;
}

ROSTER_DECL std::optional<fault> request_journal::trigger(const fault_target& request) {
  return faults_.trigger(request);
}

ROSTER_DECL void request_journal::write(const http::request& request, const cloud_response& reply,
                                        const emulated_response& sent, const std::optional<fault>& met,
                                        logged_request entry) {
  roster::detail::redactor known;
  http::detail::add_secrets(known, request);
  const auto text = [](const std::string& raw) { return roster::detail::as_utf8(raw); };
  entry.number = requests_;
  entry.region = text(known.redact(reply.region));
  entry.method = text(request.method);
  entry.target = text(logged_target(request, known));
  entry.page = reply.page;
  entry.page_size = reply.page_size;
  if (reply.marker) entry.marker = text(known.redact(*reply.marker));
  entry.authentic = reply.authentic;
  entry.status = sent_status(sent);
  entry.code = reply.code;
  if (met) entry.fault = name_of(met->kind);
  if (options_.on_request) options_.on_request(entry);
  log_.push_back(std::move(entry));
  if (log_.size() > options_.max_logged) log_.pop_front();
}

ROSTER_DECL std::chrono::sys_seconds request_journal::now() const {
  using namespace std::chrono;
  return options_.clock ? options_.clock() : floor<seconds>(system_clock::now());
}

ROSTER_DECL std::vector<logged_request> request_journal::log() {
  const auto locked = lock();
  return {log_.begin(), log_.end()};
}

ROSTER_DECL void request_journal::clear_log() {
  const auto locked = lock();
  log_.clear();
}

ROSTER_DECL std::size_t request_journal::add_fault(fault added) {
  const auto locked = lock();
  return faults_.add(std::move(added));
}

ROSTER_DECL std::size_t request_journal::fault_hits(std::size_t number) {
  const auto locked = lock();
  return faults_.hits(number);
}

ROSTER_DECL std::optional<fault> request_journal::next_connection_fault(bool makes_certificates) {
  const auto locked = lock();
  return faults_.trigger({.connection = true, .makes_certificates = makes_certificates});
}

ROSTER_DECL void request_journal::before_request(std::int64_t number, std::function<void()> change) {
  const auto locked = lock();
  if (number <= requests_)
    throw failure(errc::invalid_argument, "the emulator cannot schedule a change before request " +
                                              std::to_string(number) + ": it has already received " +
                                              std::to_string(requests_));
  changes_.emplace(number, std::move(change));
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Injecting a fault into a response.

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns status line and header of a response; `framing` has the header lines that delimit its body.
ROSTER_DECL std::string response_header(const emulated_response& reply, std::string_view framing,
                                        bool keep_alive);

/// Returns the Content-Length line of a body.
inline std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

/// Returns exactly the bytes that are sent. `head_only` omits the body, as for HEAD.
ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only);

/// What happens to the connection after the bytes.
enum class afterwards { next_request, close, wait };

/// Bytes in the order in which they are sent.
struct corrupted_response {
  std::string first{};
  std::string garbled{};              ///< below the TLS layer, if there is one
  std::string repeated{};             ///< repeated until the client closes the connection
  std::size_t most{};                 ///< or until this many bytes are sent in total; 0: no limit
  std::chrono::milliseconds every{};  ///< between two bytes of `first`
  afterwards then{afterwards::close};
};

/// Returns the bytes of a corrupted response.
ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive);

/// The errors of a service that faults cause, and how it writes an error.
struct fault_errors {
  cloud_error internal{};
  cloud_error throttled{};
  cloud_error unauthenticated{};
  cloud_error denied{};
  cloud_error not_found{};
  cloud_error bad_request{};
  cloud_error expired_token{};
  std::function<http::response(const rejection&)> respond{};
};

/// Changes `reply`, the response of a service with these errors, and returns how it is delivered.
ROSTER_DECL emulated_response apply_fault(const fault& happens, cloud_response& reply,
                                          const fault_errors& errors);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of apply_fault.hpp.

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL std::string response_header(const emulated_response& reply, std::string_view framing,
                                        bool keep_alive) {
  const http::response& response = reply.response;
  const std::string_view reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string header = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  header.append(reason).append("\r\n");
  for (const http::header& h : response.headers)
    header.append(h.name).append(": ").append(h.value).append("\r\n");
  header.append(framing);
  if (!keep_alive) header.append("Connection: close\r\n");
  return header.append("\r\n");
}

ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only) {
  const std::size_t missing = reply.broken ? reply.broken->overstated : 0;
  const bool length = !reply.broken || !reply.broken->no_length;
  std::string bytes =
      response_header(reply, length ? length_line(reply.response.body.size() + missing) : "", keep_alive);
  if (reply.broken && !reply.broken->header)
    return bytes.substr(0, reply.broken->anything ? bytes.size() / 2 : 0);
  if (head_only) return bytes;
  return bytes.append(reply.response.body, 0, reply.broken ? reply.broken->body : std::string::npos);
}

inline constexpr std::string_view chunked_line = "Transfer-Encoding: chunked\r\n";
inline constexpr std::string_view hints = "HTTP/1.1 103 Early Hints\r\nLink: </hint>\r\n\r\n";
inline constexpr std::size_t flood_piece = 1024;

inline std::string one_chunk(const std::string& data) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
  return size.data() + data + "\r\n";
}

/// Returns the bytes of the response before it stalls.
inline std::string up_to(reset_place where, const std::string& whole, std::size_t body) {
  if (where == reset_place::before) return {};
  const std::size_t header = whole.size() - body;
  return whole.substr(0, where == reset_place::header ? header / 2 : header + body / 2);
}

inline std::string malformed_bytes(malformation wrong, const emulated_response& reply) {
  const std::string& body = reply.response.body;
  const std::string length = length_line(body.size());
  const std::string chunked(chunked_line);
  const auto with = [&](const std::string& lines) { return response_header(reply, lines, true); };
  switch (wrong) {
    case malformation::garbage:
      break;
    case malformation::bad_length:
      return with("Content-Length: -1\r\n") + body;
    case malformation::two_lengths:
      return with(length + length_line(body.size() + 1)) + body;
    case malformation::length_and_chunks:
      return with(length + chunked) + one_chunk(body) + "0\r\n\r\n";
    case malformation::bad_chunk:
      return with(chunked) + "ZZ\r\n" + body + "\r\n0\r\n\r\n";
    case malformation::coding:
      return with("Transfer-Encoding: unheard-of\r\n") + body;
    case malformation::compressed:
      return with("Content-Encoding: gzip\r\n" + length) + body;
    case malformation::folded:
      return with("X-Folded: one\r\n two\r\n" + length) + body;
    case malformation::switching:
      return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
  }
  return "this is no HTTP at all\r\n\r\n";
}

inline corrupted_response flood_bytes(flood_part part, const emulated_response& reply) {
  const std::string piece(flood_piece, 'x');
  const std::string chunked = response_header(reply, chunked_line, true);
  const std::string open_head = chunked.substr(0, chunked.size() - 2);  // without the final empty line
  const std::string line = "X-Flood: " + piece + "\r\n";
  switch (part) {
    case flood_part::status_line:
      break;
    case flood_part::header:
      return {.first = open_head, .repeated = line};
    case flood_part::interim:
      return {.repeated = std::string(hints)};
    case flood_part::extension:
      return {.first = chunked + "1;", .repeated = piece};
    case flood_part::trailer:
      return {.first = chunked + one_chunk(reply.response.body) + "0\r\n", .repeated = line};
    case flood_part::body:
      return {.first = chunked, .repeated = one_chunk(std::string(flood_piece, ' '))};
  }
  return {.first = "HTTP/1.1 200 ", .repeated = piece};
}

ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive) {
  const fault& by = *reply.spoilt;
  const std::string whole = response_bytes(reply, keep_alive, false);
  const auto then = keep_alive ? afterwards::next_request : afterwards::close;
  switch (by.kind) {
    case fault_kind::stall:
      return {.first = up_to(by.where, whole, reply.response.body.size()), .then = afterwards::wait};
    case fault_kind::drip:
      return {.first = whole, .every = by.every, .then = then};
    case fault_kind::flood: {
      corrupted_response out = flood_bytes(by.part, reply);
      out.most = by.bytes;
      return out;
    }
    case fault_kind::malformed:
      return {.first = malformed_bytes(by.wrong, reply)};
    case fault_kind::garble:
      return {.first = whole.substr(0, whole.size() / 2), .garbled = "bytes that belong to nothing"};
    case fault_kind::interim:
      return {.first = std::string(hints) + std::string(hints) + whole, .then = then};
    case fault_kind::surplus:
      return {.first = whole + whole, .then = then};
    default:
      return {.first = whole, .then = then};
  }
}

/// A response and the fault that is applied to it.
struct spoilt {
  const fault& happens;
  cloud_response& reply;
  const fault_errors& errors;
};

/// Replaces the response by an error in the service's format, unless the fault overrides its parts.
inline void respond_with_error(const spoilt& s, cloud_error error) {
  if (s.happens.status != 0) error.status = s.happens.status;
  if (!s.happens.code.empty()) error.code = s.happens.code;
  if (!s.happens.message.empty()) error.message = s.happens.message;
  s.reply.code = error.code;
  s.reply.response = s.errors.respond({error, {}});
}

/// Returns the service's own error for a status. Clients may retry after 408 (request timeout), as after 5xx.
inline const cloud_error& error_for_status(unsigned status, const fault_errors& errors) {
  if (status < 400 || status >= 500) return errors.internal;
  switch (status) {
    case 401:
      return errors.unauthenticated;
    case 403:
      return errors.denied;
    case 404:
      return errors.not_found;
    case 408:
      return errors.internal;
    case 429:
      return errors.throttled;
    default:
      return errors.bad_request;
  }
}

inline void respond_with_status(const spoilt& s) {
  const cloud_error& error = error_for_status(s.happens.status, s.errors);
  respond_with_error(s, error);
  http::response& response = s.reply.response;
  if (s.happens.body == fault_body::json) return;
  if (s.happens.body == fault_body::html) {
    const std::string title = std::to_string(response.status) + " from a gateway";
    response.headers.set("Content-Type", "text/html");
    response.body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body><h1>" + title +
                    "</h1></body>\r\n</html>\r\n";
    return;
  }
  response.body.clear();
  response.headers.erase("Content-Type");
  if (s.happens.body == fault_body::empty) return;
  response.headers.set("x-bce-error-code", s.reply.code);
  response.headers.set("x-bce-error-message",
                       s.happens.message.empty() ? std::string(error.message) : s.happens.message);
}

inline void respond_throttled(const spoilt& s) {
  respond_with_error(s, s.errors.throttled);
  http::headers& headers = s.reply.response.headers;
  if (s.happens.retry_after_ms)
    headers.set("x-acs-retry-after", std::to_string(s.happens.retry_after_ms->count()));
  if (s.happens.retry_after) headers.set("Retry-After", std::to_string(s.happens.retry_after->count()));
  if (s.happens.ratelimit_ms) {
    const std::string left = std::to_string(s.happens.ratelimit_ms->count());
    headers.set("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:" + left + ",Reset:" + left);
  }
}

/// Returns how many bytes of a body are sent: the requested number, or half of the body if that is 0, but never all.
inline std::size_t cut_size(std::size_t whole, std::size_t requested) {
  return requested == 0 ? whole / 2 : (std::min)(requested, whole == 0 ? 0 : whole - 1);
}

/// Inserts a member before those of a JSON object.
inline std::string with_member(const std::string& object, const std::string& value) {
  const auto brace = object.find('{');
  if (brace == object.npos) return value;
  const bool empty = object.find('"', brace) == object.npos;
  return "{\"unexpected\":" + value + (empty ? "" : ",") + object.substr(brace + 1);
}

/// Returns a body with an error in its JSON.
inline std::string corrupted(json_fault how, const std::string& body) {
  switch (how) {
    case json_fault::cut:
      return body.substr(0, body.size() / 2);
    case json_fault::trailing:
      return body + "}";
    case json_fault::nan:
      return with_member(body, "NaN");
    case json_fault::utf8:
      return with_member(body, "\"\xC3\x28\"");
    case json_fault::deep:
      return with_member(body, std::string(100'000, '[') + std::string(100'000, ']'));
    case json_fault::list:
      return "[" + body + "]";
    case json_fault::null:
      break;
  }
  return "null";
}

inline broken_delivery broken_by_reset(reset_place where, std::size_t body) {
  const bool in_body = where == reset_place::body;
  return {.how = broken_by::reset,
          .header = in_body,
          .anything = where != reset_place::before,
          .body = in_body ? cut_size(body, 0) : 0};
}

ROSTER_DECL emulated_response apply_fault(const fault& happens, cloud_response& reply,
                                          const fault_errors& errors) {
  const spoilt s{happens, reply, errors};
  emulated_response out{.wait = happens.wait};
  const std::size_t size = reply.response.body.size();
  switch (happens.kind) {
    case fault_kind::delay:
      break;
    case fault_kind::status:
      respond_with_status(s);
      break;
    case fault_kind::throttle:
      respond_throttled(s);
      break;
    case fault_kind::denied:
      respond_with_error(s, s.errors.denied);
      break;
    case fault_kind::expired_token:
      respond_with_error(s, s.errors.expired_token);
      break;
    case fault_kind::reset:
      out.broken = broken_by_reset(happens.where, size);
      break;
    case fault_kind::cut:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = cut_size(size, happens.bytes),
                                   .no_length = happens.no_length};
      break;
    case fault_kind::truncate:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = size,
                                   .overstated = happens.bytes == 0 ? 100 : happens.bytes};
      break;
    case fault_kind::json:
      reply.response.body = corrupted(happens.json, reply.response.body);
      break;
    case fault_kind::stall:
    case fault_kind::drip:
    case fault_kind::flood:
    case fault_kind::malformed:
    case fault_kind::garble:
    case fault_kind::interim:
    case fault_kind::surplus:
      out.spoilt = happens;
      break;
    default:  // an anomaly, which the cloud has applied already
      break;
  }
  out.response = reply.response;
  return out;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The clouds of one account. Each accepts only the key of this account.
struct account_clouds {
  credentials key;
  eas_cloud eas;
  qianfan_cloud qianfan;
};

/// Creates the accounts, at least one. `data` belongs to the first.
/// Fails: failure(errc::invalid_argument) for contradictory options; the message names the path of the member.
ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator::options& options,
                                                      std::optional<emulator::data> data);

/// Returns the access key id of a request; "" if there is none that can be parsed.
ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas);

/// Returns the errors of "eas" or "qianfan" as responses to a request for this host, which needs this permission.
/// Lifetime: the arguments must outlive the result.
ROSTER_DECL fault_errors errors_of_vendor(std::string_view vendor, std::string_view host,
                                          const request_context& context, std::string_view needed);

/// The state that copies of an emulator share: the accounts with both clouds, and the journal. Separate from
/// emulator.hpp, so that users see only the public API.
class emulator_state final : public emulated_service {
 public:
  ROSTER_DECL emulator_state(emulator::options options, std::optional<emulator::data> data);

  ROSTER_DECL emulated_response respond(const http::request& request) override;
  std::optional<fault> next_connection_fault(bool makes_certificates) override {
    return journal_.next_connection_fault(makes_certificates);
  }
  std::vector<std::string> regions() const override { return options_.regions; }
  request_journal& journal() noexcept { return journal_; }

  /// Fails: failure(errc::invalid_argument) for an invalid fault, or an account or a region that the emulator does not
  /// have.
  ROSTER_DECL std::size_t add_fault(fault added);

  ROSTER_DECL void add(eas::service added, std::string_view access_key_id);
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id);
  ROSTER_DECL bool remove(std::string_view service_id);

  ROSTER_DECL std::vector<eas_record> eas_records(std::string_view access_key_id);
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id);
  ROSTER_DECL credentials issue_key(std::string_view access_key_id);
  ROSTER_DECL std::vector<std::string> access_key_ids() const;

 private:
  account_clouds& account(std::string_view access_key_id);
  account_clouds* find_account(std::string_view access_key_id) noexcept;

  emulator::options options_;
  std::vector<account_clouds> accounts_;  // never resized
  request_journal journal_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator_state.hpp.

#include <algorithm>
#include <chrono>
// Reading and checking the emulator's data.

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Checks that ids are present and unique, that attributes belong to a service, and that every PAI-EAS service is in
/// one of `regions`, unless that is empty. `location` precedes member names in messages.
/// Fails: failure(errc::invalid_argument); the message names the path of the member.
/// Example: check_data: reports what is wrong with services and where
ROSTER_DECL void check_data(const emulator::data& data, const std::vector<std::string>& regions,
                            const std::string& location = {});

[[noreturn]] ROSTER_DECL void throw_invalid_data(const std::string& why);

/// Any object. Each vendor's part is decoded later, in that vendor's letter case.
struct data_members {
  unknown_fields all{};
};

/// Reports a member that is none of `known`; `location` names its object, "" for the whole file.
[[noreturn]] ROSTER_DECL void throw_unknown_member(const std::string& name, const std::string& location,
                                                   std::span<const std::string_view> known);

/// Checks that a value begins with this character, '{' or '['.
ROSTER_DECL void check_json_kind(std::string_view json, char first, const std::string& location);

/// Reads "eas" and "qianfan", as load_data, from the members of an object that has no other members than `known`.
ROSTER_DECL emulator::data load_services(const unknown_fields& members, const std::string& location,
                                         std::span<const std::string_view> known);

template <class Services>
void check_ids(const Services& services, const std::string& location) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const std::string& id = services[i].service_id;
    const std::string which = location + '[' + std::to_string(i) + ']';
    if (id.empty()) throw_invalid_data(which + " is missing its id");
    if (!seen.insert(id).second)
      throw_invalid_data(which + " has the duplicate id \"" + escape_for_log(id, 64) + '"');
  }
}

/// Reads {"eas": {"services": [...]}, "qianfan": {"services": [...]}}; either may be omitted. The services have the
/// members of the vendors' responses. A PAI-EAS service may have one more, "attributes", an object with the
/// filter-only attributes: ServiceType, ResourceType, Accessibility, ParentServiceUid.
/// Fails: failure(errc::invalid_argument) for anything else and for an id that is empty or occurs twice; the message
/// names the path of the member.
/// Example: load_data: reads the services of both vendors with their attributes
ROSTER_DECL emulator::data load_data(std::string_view json);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of load_data.hpp.

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

[[noreturn]] ROSTER_DECL void throw_invalid_data(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator data: " + why);
}

inline void check_region(const std::string& region, const std::vector<std::string>& regions,
                         const std::string& which) {
  if (regions.empty() || std::find(regions.begin(), regions.end(), region) != regions.end()) return;
  std::string known;
  for (const std::string& r : regions) known.append(known.empty() ? "" : ", ").append(r);
  const std::string where = region.empty() ? "is missing its region"
                                           : "has the unknown region \"" + escape_for_log(region, 64) + '"';
  throw_invalid_data(which + ' ' + where + "; the regions are " + escape_for_log(known, 1000));
}

ROSTER_DECL void check_data(const emulator::data& data, const std::vector<std::string>& regions,
                            const std::string& location) {
  check_ids(data.eas_services, location + "eas_services");
  check_ids(data.qianfan_services, location + "qianfan_services");
  for (std::size_t i = 0; i < data.eas_services.size(); ++i)
    check_region(data.eas_services[i].region, regions, location + "eas_services[" + std::to_string(i) + ']');
  for (const auto& [id, attributes] : data.eas_attributes)
    if (std::none_of(data.eas_services.begin(), data.eas_services.end(),
                     [&](const eas::service& s) { return s.service_id == id; }))
      throw_invalid_data(location + "eas_attributes has the id \"" + escape_for_log(id, 64) +
                         "\", but no service has it");
}

struct eas_data_part {
  std::vector<eas::service> services{};
  unknown_fields other{};

  static consteval auto wire_names() { return names{renamed{&eas_data_part::services, "services"}}; }
};

struct qianfan_data_part {
  std::vector<qianfan::service> services{};
  unknown_fields other{};
};

template <roster::letter_case Case, class T>
T decode_data(std::string_view json, const std::string& location) {
  T out;
  const auto error = decode<Case>(json, out);
  if (error) throw_invalid_data((location.empty() ? "" : location + ": ") + error->text());
  return out;
}

ROSTER_DECL void throw_unknown_member(const std::string& name, const std::string& location,
                                      std::span<const std::string_view> known) {
  std::string expected;
  for (std::size_t i = 0; i < known.size(); ++i)
    expected.append(i == 0 ? "" : i + 1 == known.size() ? " or " : ", ").append(known[i]);
  throw_invalid_data((location.empty() ? "" : location + ": ") + "unknown member \"" +
                     escape_for_log(name, 64) + "\"; expected " + expected +
                     roster::detail::suggestion(name, known));
}

inline void reject_unknown(const unknown_fields& fields, const std::string& location) {
  static constexpr std::string_view known[]{"services"};
  if (!fields.list.empty()) throw_unknown_member(fields.list.front().name, location, known);
}

/// Returns what begins with this character.
constexpr std::string_view kind_of_json(char first) noexcept {
  switch (first) {
    case '{':
      return "an object";
    case '[':
      return "a list";
    case '"':
      return "a string";
    case 'n':
      return "null";
    case 't':
    case 'f':
      return "a boolean";
    default:
      return "a number";
  }
}

ROSTER_DECL void check_json_kind(std::string_view json, char first, const std::string& location) {
  const auto begin = json.find_first_not_of(" \t\r\n");
  if (const char found = begin == json.npos ? '0' : json[begin]; found != first)
    throw_invalid_data(location + ": expected " + std::string(kind_of_json(first)) + ", found " +
                       std::string(kind_of_json(found)));
}

/// Checks that the part of a vendor is an object and its services are a list; the decoder accepts null and, from some
/// services, an empty object, too.
inline void check_part(std::string_view json, const std::string& location) {
  check_json_kind(json, '{', location);
  const auto members = decode_data<roster::verbatim_case, data_members>(json, location);
  if (const auto services = members.all.find("services"))
    check_json_kind(*services, '[', location + ".services");
}

/// Reads attributes. An unknown name is a typo, not a new member of the vendor.
inline eas_attributes read_eas_attributes(std::string_view json, const std::string& location) {
  std::vector<std::string_view> known;
  for (const auto& member :
       roster::detail::type_descriptor_of<eas_attributes, case_of<eas::list_services>>.object->members)
    known.push_back(member.name);
  check_json_kind(json, '{', location);
  for (const unknown_fields::field& field :
       decode_data<roster::verbatim_case, data_members>(json, location).all.list)
    if (std::find(known.begin(), known.end(), field.name) == known.end())
      throw_unknown_member(field.name, location, known);
  return decode_data<case_of<eas::list_services>, eas_attributes>(json, location);
}

/// Extracts "attributes" from the unknown members of a service.
inline eas_attributes take_eas_attributes(eas::service& service, const std::string& location) {
  auto& unknown = service.unknown.list;
  for (auto field = unknown.begin(); field != unknown.end(); ++field) {
    if (field->name != "attributes") continue;
    auto attributes = read_eas_attributes(field->json, location + ".attributes");
    unknown.erase(field);
    return attributes;
  }
  return {};
}

inline void load_eas(std::string_view json, const std::string& location, emulator::data& out) {
  check_part(json, location);
  auto part = decode_data<case_of<eas::list_services>, eas_data_part>(json, location);
  reject_unknown(part.other, location);
  check_ids(part.services, location + ".services");
  for (std::size_t i = 0; i < part.services.size(); ++i) {
    eas_attributes attributes =
        take_eas_attributes(part.services[i], location + ".services[" + std::to_string(i) + ']');
    if (attributes != eas_attributes{})
      out.eas_attributes[part.services[i].service_id] = std::move(attributes);
  }
  out.eas_services = std::move(part.services);
}

inline std::vector<qianfan::service> load_qianfan(std::string_view json, const std::string& location) {
  check_part(json, location);
  auto part = decode_data<case_of<qianfan::describe_services>, qianfan_data_part>(json, location);
  reject_unknown(part.other, location);
  check_ids(part.services, location + ".services");
  return std::move(part.services);
}

ROSTER_DECL emulator::data load_services(const unknown_fields& members, const std::string& location,
                                         std::span<const std::string_view> known) {
  const std::string before = location.empty() ? "" : location + '.';
  emulator::data out;
  for (const unknown_fields::field& part : members.list) {
    if (part.name == "eas")
      load_eas(part.json, before + "eas", out);
    else if (part.name == "qianfan")
      out.qianfan_services = load_qianfan(part.json, before + "qianfan");
    else
      throw_unknown_member(part.name, location, known);
  }
  return out;
}

ROSTER_DECL emulator::data load_data(std::string_view json) {
  static constexpr std::string_view known[]{"eas", "qianfan"};
  return load_services(decode_data<roster::verbatim_case, data_members>(json, "").all, "", known);
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Generates realistic PAI-EAS services; among many, every optional member is present in some, and most are absent in
// others.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` services, newest first, with unique ids, names and times of creation. The result depends on the
/// arguments alone. The services are distributed over `regions` round-robin, if there are any.
ROSTER_DECL std::vector<detail::eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                         const std::vector<std::string>& regions = {});

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_eas.hpp.

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Typical values of one kind of service.
struct eas_sample {
  std::string_view name;
  eas::service_type type;
  std::string_view role;      // "" for none
  std::string_view app_type;  // "" for none
  std::string_view spec;      // "" for none
  std::string_view image;
  std::int64_t cpu;
  std::int64_t memory;
  std::int64_t gpu;
};

inline constexpr auto eas_samples = [] {
  using enum eas::service_type;
  return std::array{
      eas_sample{"qwen2_72b_chat", llm, "", "LLM", "qwen2_72b_fp16", "vllm:0.6.3", 64, 512'000, 4},
      eas_sample{"deepseek_r1_distill", llm, "", "LLM", "deepseek_r1_7b", "sglang:0.4.1", 16, 128'000, 1},
      eas_sample{"llama3_8b_chat", llm, "", "LLM", "llama_8b_fp16", "blade-llm:0.9", 16, 64'000, 1},
      eas_sample{"helpdesk_rag", rag, "", "RAG", "", "pai-rag:1.2", 8, 32'000, 1},
      eas_sample{"sdxl_webui", sd_cluster, "SDProxy", "SD", "", "sd-webui:4.2", 8, 48'000, 1},
      eas_sample{"whisper_large", async, "Queue", "", "", "python-inference:3.9", 8, 32'000, 1},
      eas_sample{"bge_m3", standard, "", "", "", "tei:1.5", 8, 16'000, 1},
      eas_sample{"invoice_ocr", standard, "FrontEnd", "", "", "eas/echo:v0.0.1", 4, 8'192, 0},
      eas_sample{"recsys_rank", standard, "", "", "", "easyrec:1.8", 16, 65'536, 0},
      eas_sample{"features", standard, "DataLoader", "", "", "torcheasyrec:0.6", 8, 32'768, 0},
      eas_sample{"gateway", llm_gateway_service, "LLMGateway", "", "", "llm-gateway:1.0", 2, 4'096, 0},
      eas_sample{"scheduler", llm_gateway_service, "LLMScheduler", "", "", "llm-scheduler:1.0", 2, 4'096, 0},
      eas_sample{"nightly_scoring", offline_task, "Job", "", "", "python-inference:3.9", 4, 16'384, 0},
      eas_sample{"train_lora", scalable_job, "ScalableJob", "", "", "kohya:2.2", 8, 64'000, 2},
      eas_sample{"intake_queue", queue, "Queue", "", "", "eas-queue:2.0", 1, 1'024, 0},
      eas_sample{"jobs", scalable_job_service, "ScalableJob", "", "", "python-inference:3.9", 4, 8'192, 0},
      eas_sample{"on_demand", serverless, "", "", "", "comfyui:1.9", 8, 32'000, 1},
      eas_sample{"assistant", assistant_job, "DataSet", "", "", "assistant:0.3", 2, 8'192, 0},
  };
}();

struct sample_metadata {
  std::int64_t cpu{};
  std::int64_t gpu{};
  std::int64_t instance{};
  std::int64_t memory{};
};

struct sample_eas_config {
  sample_metadata metadata{};
  std::string name{};
};

/// Generates one service; a class, because the parts share a dozen values.
class eas_generator {
 public:
  eas_generator(std::size_t count, std::uint64_t seed, const std::vector<std::string>& regions)
      : count_(count), seed_(seed), regions_(regions), chance_(seed) {}

  eas_record make(std::size_t index) {
    sample_ = &chance_.pick(eas_samples);
    eas_record out;
    eas::service& s = out.service;
    name(s, index);
    state(s);
    resources(s);
    place(s, out.attributes);
    application(s);
    reach(s, out.attributes);
    people(s);
    if (index > 0 && chance_.chance(15)) out.attributes.parent_service_uid = id(chance_.below(index));
    return out;
  }

 private:
  std::string id(std::size_t index) const { return "eas-m-" + sample_id(index, seed_); }

  /// Sets a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(eas::service& s, std::size_t index) {
    s.service_id = id(index);
    s.service_name = std::string(sample_->name) + '_' + std::to_string(index);
    maybe(90, s.service_uid, s.service_id);
    constexpr std::array<std::string_view, 6> some{"cn-shanghai", "cn-hangzhou",    "cn-beijing",
                                                   "cn-shenzhen", "ap-southeast-1", "us-west-1"};
    s.region = chance_.pick(some);
    if (!regions_.empty()) s.region = regions_[index % regions_.size()];
    const auto created = sample_time(index, count_, chance_.next());
    s.create_time = utc_time(created);
    const auto later = std::chrono::minutes(chance_.between(0, 40'000));
    maybe(95, s.update_time, utc_time(created + later));
    maybe(60, s.namespace_, s.service_name);
    maybe(85, s.workspace_id, std::to_string(120'000 + chance_.below(7)));
    constexpr std::array<std::string_view, 3> workloads{"Deployment", "StatefulSet", "Job"};
    maybe(50, s.workload_type, std::string(chance_.pick(workloads)));
    if (!sample_->role.empty()) s.role = sample_->role;
    if (s.role && chance_.chance(20))
      s.role_attrs = json_text(R"({"ApproxMaxLength":null,"Length":null,"MaxPayloadBytes":8192})");
    if (chance_.chance(35)) {
      constexpr std::array<std::string_view, 4> groups{"chat", "search", "my_group", "灰度"};
      s.service_group = chance_.pick(groups);
      s.traffic_state = chance_.chance(50) ? eas::traffic_state::grouping : eas::traffic_state::standalone;
    }
    labels(s);
  }

  void labels(eas::service& s) {
    constexpr std::array<std::string_view, 4> keys{"team", "env", "cost-centre", "负责人"};
    constexpr std::array<std::string_view, 6> values{"search", "prod",        "staging",
                                                     "王小明", "r&d \"lab\"", ""};
    const auto first = chance_.below(keys.size());
    const auto how_many = chance_.below(4);
    for (std::size_t i = 0; i < how_many; ++i) {
      eas::label added{.label_key = std::string(keys[(first + i) % keys.size()])};
      maybe(90, added.label_value, std::string(chance_.pick(values)));
      s.labels.push_back(std::move(added));
    }
  }

  void state(eas::service& s) {
    using enum eas::service_status;
    constexpr std::array common{running, running, running, stopped, failed, updating, waiting};
    const auto& all = open_enum<eas::service_status>::table();
    s.status = chance_.chance(70) ? chance_.pick(common) : chance_.pick(all).value;
    const bool is_running = s.status == running || s.status == updating || s.status == scaling;
    const std::int64_t wanted = s.status == stopped ? 0 : chance_.between(1, 12);
    const std::int64_t up = is_running ? chance_.between(1, wanted) : 0;
    s.total_instance = wanted;
    maybe(95, s.running_instance, up);
    maybe(95, s.pending_instance, wanted - up);
    if (chance_.chance(60)) {
      s.message = s.status == failed ? "Service failed: 拉取镜像超时 (image pull timed out)"
                                     : "Service start successfully";
      std::string reason(s.status.text());
      std::transform(reason.begin(), reason.end(), reason.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      s.reason = std::move(reason);
    }
    s.current_version = chance_.between(1, 30);
    maybe(95, s.latest_version, *s.current_version + chance_.between(0, 2));
    maybe(70, s.weight, chance_.between(0, 4) * 25);
  }

  void resources(eas::service& s) {
    s.cpu = sample_->cpu;
    s.memory = sample_->memory;
    maybe(95, s.gpu, sample_->gpu);
    if (sample_->gpu == 1 && chance_.chance(40)) {
      s.gpu_core_percentage = chance_.between(1, 9) * 10;
      s.gpu_memory = chance_.between(4, 40);
    }
    flag_of(s.resource_burstable);
    flag_of(s.autoscaler_enabled);
    flag_of(s.cronscaler_enabled);
  }

  void flag_of(flag& member) {
    const auto state = chance_.below(4);
    if (state != 0) member = state == 1;
  }

  void place(eas::service& s, eas_attributes& attributes) {
    const auto& kinds = open_enum<eas::resource_type>::table();
    const auto kind = chance_.pick(kinds).value;
    attributes.resource_type = kind;
    const std::int64_t all = s.total_instance.value_or(0);
    eas::instance_count_in_resource count{};
    if (kind == eas::resource_type::public_resource) {
      count.public_ = all;
    } else if (kind == eas::resource_type::dedicated_resource) {
      constexpr std::array<std::string_view, 4> aliases{"my_resource", "gpu-pool-a", "推理集群", "batch"};
      const auto which = static_cast<std::size_t>(chance_.below(aliases.size()));
      s.resource = "eas-r-" + sample_id(which, seed_ + 1);
      maybe(80, s.resource_alias, std::string(aliases[which]));
      count.dedicated = all;
    } else {
      s.quota_id = "quota" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 2);
      count.quota = all;
    }
    maybe(70, s.instance_count_in_resource, count);
    if (chance_.chance(15))
      s.gateway = "gw-" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 3);
  }

  void application(eas::service& s) {
    s.image = "registry-vpc." + s.region + ".aliyuncs.com/pai-eas/" + std::string(sample_->image);
    if (!sample_->app_type.empty()) {
      s.app_type = sample_->app_type;
      maybe(80, s.app_version, "v" + std::to_string(chance_.between(1, 4)));
      maybe(50, s.app_config, json_text(R"({"ModelStorage":"oss"})"));
    }
    if (!sample_->spec.empty()) s.app_spec_name = sample_->spec;
    const sample_eas_config config{{*s.cpu, s.gpu.value_or(0), *s.total_instance, *s.memory}, s.service_name};
    maybe(90, s.service_config, json_text(to_json(config)));
    maybe(20, s.extra_data, json_text(R"({"blue_green_services":["test","灰度"]})"));
    constexpr std::array<std::string_view, 4> sources{"dsw", "console", "sdk", "eascmd"};
    maybe(70, s.source, std::string(chance_.pick(sources)));
  }

  void reach(eas::service& s, eas_attributes& attributes) {
    attributes.service_type = sample_->type;
    attributes.accessibility = chance_.chance(70) ? "PUBLIC" : "VPC";
    s.access_token =
        secret(chance_.letters(48, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"));
    if (!chance_.chance(10)) return;  // the vendor says that lists omit the endpoints; its sample has them
    const std::string host = "10123456789." + s.region + ".aliyuncs.com/api/predict/" + s.service_name;
    s.internet_endpoint = "http://" + host;
    s.intranet_endpoint = "http://vpc." + host;
    if (sample_->type != eas::service_type::async && !chance_.chance(30)) return;
    s.secondary_internet_endpoint = "http://" + host + "/async_path\n";
    s.secondary_intranet_endpoint = "http://vpc." + host + "/async_path\n";
  }

  void people(eas::service& s) {
    s.caller_uid = "2012345678901234" + std::to_string(chance_.below(5));
    maybe(90, s.parent_uid, "1123456789012345");
    maybe(15, s.safety_lock, "dangerous");
    maybe(30, s.request_id, "40325405-579C-4D82-" + chance_.letters(4, "0123456789ABCDEF"));
  }

  std::size_t count_;
  std::uint64_t seed_;
  const std::vector<std::string>& regions_;
  sample_source chance_;
  const eas_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<detail::eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                         const std::vector<std::string>& regions) {
  detail::eas_generator generator(count, seed, regions);
  std::vector<detail::eas_record> records;
  records.reserve(count);
  for (std::size_t i = 0; i < count; ++i) records.push_back(generator.make(i));
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace roster::inline v0::emulator
#endif
// Generates realistic Qianfan services; among many, every optional member is present in some, and most are absent in
// others.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` services, oldest first, alternating between protocol versions 1 and 2, with unique ids, names and
/// times of creation. The result depends on the arguments alone.
ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed);

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_qianfan.hpp.

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Typical values of one kind of service.
struct qianfan_sample {
  std::string_view name;
  qianfan::service_type type;
  std::string_view base_model;
};

inline constexpr auto qianfan_samples = [] {
  using enum qianfan::service_type;
  return std::array{
      qianfan_sample{"api_test", chat, "BLOOMZ-7B"},
      qianfan_sample{"客服助手", chat, "ERNIE-Speed-8K"},
      qianfan_sample{"合同审查", chat, "ERNIE-4.0-8K"},
      qianfan_sample{"llama_chat", chat, "Llama-2-13B"},
      qianfan_sample{"draft", completions, "ERNIE-Lite-8K"},
      qianfan_sample{"续写", completions, "SQLCoder-7B"},
      qianfan_sample{"search_vec", embeddings, "bge-large-zh"},
      qianfan_sample{"海报", text2image, "Stable-Diffusion-XL"},
      qianfan_sample{"caption", image2text, "Fuyu-8B"},
  };
}();

inline constexpr std::string_view sample_alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Generates one service; a class, because the parts share the random source.
class qianfan_generator {
 public:
  qianfan_generator(std::size_t count, std::uint64_t seed)
      : count_(count), seed_(seed), chance_(seed ^ 0x5149414E46414EU) {}

  qianfan::service make(std::size_t index) {
    sample_ = &chance_.pick(qianfan_samples);
    qianfan::service s;
    s.protocol_version = index % 2 == 0 ? 1 : 2;
    name(s, index);
    state(s);
    money(s);
    deployment(s);
    logs(s);
    return s;
  }

 private:
  /// Sets a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(qianfan::service& s, std::size_t index) {
    s.service_id = "svco-" + sample_id(index, seed_ + 4);
    s.name = std::string(sample_->name) + '_' + std::to_string(index);
    s.create_time = utc_time(sample_time(index, count_, chance_.next()));
    s.service_type = sample_->type;
    maybe(95, s.base_model, std::string(sample_->base_model));
    maybe(95, s.model_set_id, "am-" + chance_.letters(12, sample_alphabet));
    maybe(95, s.model_id, "amv-" + chance_.letters(12, sample_alphabet));
    constexpr std::array<std::string_view, 4> texts{"", "线上版本 🚀", "A/B test of \"v2\"",
                                                    "内部测试\n勿用"};
    maybe(90, s.description, std::string(chance_.pick(texts)));
    constexpr std::array<std::string_view, 5> people{"百里**", "王**", "li**", "J**", "欧阳**"};
    maybe(95, s.creator, std::string(chance_.pick(people)));
    const std::string suffix = chance_.letters(8, sample_alphabet);
    if (s.protocol_version == 2) {
      s.url = "https://qianfan.baidubce.com/v2/chat/completions";
      s.endpoint = suffix;
    } else {
      maybe(95, s.url,
            "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/" +
                std::string(s.service_type->text()) + '/' + suffix);
    }
  }

  void state(qianfan::service& s) {
    using enum qianfan::run_status;
    constexpr std::array states{serving, serving, serving, new_, deploying, failed, stopped};
    s.run_status = chance_.pick(states);
    maybe(90, s.scale_status, qianfan::scale_status::none);
    maybe(90, s.update_status, qianfan::update_status::none);
    if (chance_.chance(90)) s.is_model_updating = chance_.chance(10);
  }

  void money(qianfan::service& s) {
    constexpr std::array<std::string_view, 3> charges{"ComputingUnit", "Tokens", ""};
    constexpr std::array<std::string_view, 4> pays{"Prepay", "Postpay", "Prepay,Postpay", ""};
    maybe(95, s.charge_type, open_enum<qianfan::charge_type>(chance_.pick(charges)));
    maybe(95, s.pay_type, open_enum<qianfan::pay_type>(chance_.pick(pays)));
    const auto& states = open_enum<qianfan::charge_status>::table();
    maybe(95, s.charge_status, chance_.pick(states).value);
  }

  void deployment(qianfan::service& s) {
    constexpr std::array<std::string_view, 5> types{"GPU-I-2", "GPU-I-4", "CPU-I-2", "GPU-1-1", "GPU-7-2"};
    constexpr std::array rates{1.0, 0.5, 2.0, 10.0, 0.25};
    const open_enum<qianfan::resource_type> type = chance_.pick(types);
    const auto& regions = open_enum<qianfan::region>::table();
    const auto region = chance_.pick(regions).value;
    const double qps = chance_.pick(rates);
    const std::int64_t replicas = s.run_status == qianfan::run_status::new_ ? 0 : chance_.between(1, 8);
    if (chance_.chance(90)) {
      auto& bought = s.resource_config.emplace();
      maybe(95, bought.type, type);
      maybe(95, bought.qps, qps);
      maybe(95, bought.replicas_count, replicas);
      maybe(90, bought.region, region);
    }
    if (chance_.chance(85)) {
      auto& runs = s.deployment_config.emplace();
      maybe(95, runs.type, type);
      maybe(95, runs.region, region);
      maybe(95, runs.qps, qps);
      maybe(90, runs.replicas_compute_unit_count, chance_.between(1, 4));
      maybe(95, runs.replicas_count, replicas);
    }
  }

  void logs(qianfan::service& s) {
    if (!chance_.chance(95)) return;  // older responses have neither member
    s.enable_logs = chance_.chance(30);
    if (!chance_.chance(90)) return;
    auto& store = s.log_store_config.emplace();
    if (!s.enable_logs) return;
    store.log_region = "bj";
    store.log_project = "default";
    maybe(90, store.log_store_name, "qianfan_" + s.service_id);
  }

  std::size_t count_;
  std::uint64_t seed_;
  sample_source chance_;
  const qianfan_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed) {
  detail::qianfan_generator generator(count, seed);
  std::vector<qianfan::service> services;
  services.reserve(count);
  for (std::size_t i = 0; i < count; ++i) services.push_back(generator.make(i));
  return services;
}

}  // namespace roster::inline v0::emulator
#endif
#include <set>
#include <utility>

namespace roster::inline v0::emulator::detail {

[[noreturn]] inline void throw_invalid_emulator(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator options: " + why);
}

inline void check_regions(const std::vector<std::string>& regions) {
  std::set<std::string_view> seen;
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::string which =
        "regions[" + std::to_string(i) + "] is \"" + escape_for_log(regions[i], 64) + '"';
    if (regions[i].empty() || !std::all_of(regions[i].begin(), regions[i].end(), legal))
      throw_invalid_emulator(which + "; expected a name such as cn-shanghai");
    if (!seen.insert(regions[i]).second) throw_invalid_emulator(which + ", which is a duplicate");
  }
}

/// Rejects a token lifetime if an account has no token.
inline void check_lifetime(const emulator::options& options, const std::vector<emulator::account>& accounts) {
  if (!options.token_lifetime) return;
  if (options.token_lifetime->count() <= 0) throw_invalid_emulator("token_lifetime must be at least 1 s");
  for (const emulator::account& account : accounts)
    if (account.security_token.empty())
      throw_invalid_emulator("token_lifetime requires a security_token, but the account \"" +
                             escape_for_log(account.access_key_id, 64) + "\" has none");
}

inline void check_keys(const std::vector<emulator::account>& accounts) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const std::string which = "accounts[" + std::to_string(i) + "]";
    if (accounts[i].access_key_id.empty()) throw_invalid_emulator(which + " is missing access_key_id");
    if (accounts[i].access_key_secret.empty())
      throw_invalid_emulator(which + " is missing access_key_secret");
    if (!seen.insert(accounts[i].access_key_id).second)
      throw_invalid_emulator(which + " has the duplicate access_key_id \"" +
                             escape_for_log(accounts[i].access_key_id, 64) + '"');
  }
}

/// Generates the services of one account, for each region and under ids that no other account has.
inline emulator::data generate_account(const emulator::options& options, std::size_t account) {
  const std::uint64_t seed =
      account == 0 ? options.seed : sample_source(options.seed ^ (account * 0x6163636F756E74U)).next();
  const std::size_t count = options.services * (std::max<std::size_t>)(options.regions.size(), 1);
  emulator::data data{.qianfan_services = generate_qianfan(options.services, seed)};
  for (eas_record& r : generate_eas(count, seed, options.regions)) {
    data.eas_attributes[r.service.service_id] = std::move(r.attributes);
    data.eas_services.push_back(std::move(r.service));
  }
  return data;
}

inline account_clouds make_account(const emulator::options& options, emulator::account account,
                                   std::size_t index) {
  emulator::data data = account.data ? std::move(*account.data) : generate_account(options, index);
  std::vector<eas_record> records;
  for (eas::service& s : data.eas_services) {
    eas_attributes beside = std::move(data.eas_attributes[s.service_id]);
    records.push_back({std::move(s), std::move(beside)});
  }
  const credentials key{.access_key_id = account.access_key_id,
                        .access_key_secret = account.access_key_secret,
                        .security_token = account.security_token};
  const cloud_options cloud{.key = key,
                            .tokens_expire = options.token_lifetime.has_value(),
                            .verify_signatures = options.verify_signatures,
                            .page_size_clamp = options.page_size_clamp,
                            .regions = options.regions};
  return {.key = key,
          .eas = eas_cloud(std::move(records), cloud),
          .qianfan = qianfan_cloud(std::move(data.qianfan_services), cloud)};
}

ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator::options& options,
                                                      std::optional<emulator::data> data) {
  auto accounts = options.accounts;
  if (accounts.empty())
    accounts.push_back({.access_key_id = options.access_key_id,
                        .access_key_secret = options.access_key_secret,
                        .security_token = options.security_token});
  else if (data)
    throw_invalid_emulator("data cannot be combined with accounts; set the data of each account");
  check_regions(options.regions);
  if (!options.accounts.empty()) check_keys(accounts);
  check_lifetime(options, accounts);
  if (data) check_data(*data, options.regions);
  for (std::size_t i = 0; i < options.accounts.size(); ++i)
    if (accounts[i].data)
      check_data(*accounts[i].data, options.regions, "accounts[" + std::to_string(i) + "].data.");
  if (data) accounts.front().data = std::move(data);

  std::vector<account_clouds> made;
  made.reserve(accounts.size());
  for (emulator::account& account : accounts)
    made.push_back(make_account(options, std::move(account), made.size()));
  return made;
}

ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas) {
  const auto no_secret = [](std::string_view) { return std::optional<secret>(); };
  return is_eas ? roster::detail::verify_acs3(request, no_secret).access_key_id
                : roster::detail::verify_bce_v1(request, no_secret).access_key_id;
}

/// Returns which cloud a request is for: by its path, with or without a region before it, or by its signature if no
/// cloud has such a path.
inline bool is_meant_for_eas(const http::request& request) {
  if (request.path.find("/api/") != std::string::npos) return true;
  if (request.path.starts_with("/v") && request.path.size() > 2 && http::detail::is_digit(request.path[2]))
    return false;
  return !request.headers.get("authorization").starts_with("bce-auth-v1/");
}

[[noreturn]] inline void throw_duplicate_id(const std::string& id) {
  throw_invalid_data("duplicate service id \"" + escape_for_log(id, 64) + '"');
}

ROSTER_DECL fault_errors errors_of_vendor(std::string_view vendor, std::string_view host,
                                          const request_context& context, std::string_view needed) {
  if (vendor == "eas")
    return {.internal = eas_errors::internal,
            .throttled = eas_errors::throttled,
            .unauthenticated = eas_errors::unknown_key,
            .denied = needed == eas::describe_service::permission.needed ? eas_errors::describe_denied
                                                                         : eas_errors::denied,
            .not_found = eas_errors::unknown_service,
            .bad_request = eas_errors::bad_parameter,
            .expired_token = eas_errors::expired_token,
            .respond = [host, needed, &context](const rejection& rejected) {
              return eas_error_response(rejected, host, context, needed);
            }};
  return {
      .internal = qianfan_errors::internal,
      .throttled = qianfan_errors::throttled,
      .unauthenticated = qianfan_errors::unknown_key,
      .denied = qianfan_errors::denied,
      .not_found = qianfan_errors::unknown_path,
      .bad_request = qianfan_errors::bad_parameter,
      .expired_token = qianfan_errors::expired_token,
      .respond = [&context](const rejection& rejected) { return qianfan_error_response(rejected, context); }};
}

ROSTER_DECL emulator_state::emulator_state(emulator::options options, std::optional<emulator::data> data)
    : options_(std::move(options)),
      accounts_(make_accounts(options_, std::move(data))),
      journal_({.seed = options_.seed,
                .member_order = options_.member_order,
                .clock = options_.clock,
                .on_request = options_.on_request,
                .max_logged = options_.max_logged}) {
  for (const fault& f : options_.faults) add_fault(f);
}

ROSTER_DECL emulated_response emulator_state::respond(const http::request& request) {
  const auto locked = journal_.lock();
  journal_.begin_request();
  const bool is_eas = is_meant_for_eas(request);
  const std::string_view vendor = is_eas ? "eas" : "qianfan";
  const request_context context = journal_.next_context(is_eas ? "0123456789ABCDEF" : "0123456789abcdef");
  const std::string named = named_access_key_id(request, is_eas);
  account_clouds* const known = find_account(named);
  account_clouds& account = known ? *known : accounts_.front();  // rejects an unknown key
  cloud_response reply =
      is_eas ? account.eas.handle(request, context) : account.qianfan.handle(request, context);
  const auto met =
      journal_.trigger({.vendor = vendor, .account = named, .region = reply.region, .page = reply.page});
  if (met && is_anomaly(met->kind))
    reply = is_eas ? account.eas.inject_anomaly(*met, request, context)
                   : account.qianfan.inject_anomaly(*met, request, context);
  emulated_response out =
      met ? apply_fault(*met, reply,
                        errors_of_vendor(vendor, request.headers.get("host"), context, reply.needed))
          : emulated_response{.response = reply.response};
  out.response.headers.set("Date", http::detail::format_imf_date(context.now));
  journal_.write(request, reply, out, met, {.vendor = std::string(vendor), .account = known ? named : ""});
  return out;
}

ROSTER_DECL account_clouds* emulator_state::find_account(std::string_view access_key_id) noexcept {
  for (account_clouds& a : accounts_)
    if (a.key.access_key_id == access_key_id) return &a;
  return nullptr;
}

ROSTER_DECL account_clouds& emulator_state::account(std::string_view access_key_id) {
  if (access_key_id.empty()) return accounts_.front();
  if (account_clouds* const found = find_account(access_key_id)) return *found;
  throw failure(errc::invalid_argument, "the emulator has no account with the access key id \"" +
                                            escape_for_log(access_key_id, 64) + '"');
}

ROSTER_DECL void emulator_state::add(eas::service added, std::string_view access_key_id) {
  const auto locked = journal_.lock();
  eas_cloud& cloud = account(access_key_id).eas;
  check_data({.eas_services = {added}}, options_.regions);
  const auto& records = cloud.records();
  for (const eas_record& r : records)
    if (r.service.service_id == added.service_id) throw_duplicate_id(added.service_id);
  if (added.create_time.text().empty()) {
    const auto newest = records.empty() ? std::nullopt : records.front().service.create_time.seconds();
    added.create_time =
        utc_time(newest ? (std::max)(journal_.now(), *newest + std::chrono::seconds(1)) : journal_.now());
  }
  cloud.add({.service = std::move(added)});
}

ROSTER_DECL void emulator_state::add(qianfan::service added, std::string_view access_key_id) {
  const auto locked = journal_.lock();
  qianfan_cloud& cloud = account(access_key_id).qianfan;
  check_data({.qianfan_services = {added}}, {});
  for (const qianfan::service& s : cloud.services())
    if (s.service_id == added.service_id) throw_duplicate_id(added.service_id);
  cloud.add(std::move(added));
}

ROSTER_DECL bool emulator_state::remove(std::string_view service_id) {
  const auto locked = journal_.lock();
  bool removed = false;
  for (account_clouds& a : accounts_) {
    removed = a.eas.remove(service_id) || removed;
    removed = a.qianfan.remove(service_id) || removed;
  }
  return removed;
}

ROSTER_DECL std::vector<eas_record> emulator_state::eas_records(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  return account(access_key_id).eas.records();
}

ROSTER_DECL std::vector<qianfan::service> emulator_state::qianfan_services(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  return account(access_key_id).qianfan.services();
}

ROSTER_DECL credentials emulator_state::issue_key(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  credentials key = account(access_key_id).key;
  if (!options_.token_lifetime) return key;
  key.expires = journal_.now() + *options_.token_lifetime;
  key.security_token = session_token(key.security_token, *key.expires);
  return key;
}

ROSTER_DECL std::vector<std::string> emulator_state::access_key_ids() const {
  std::vector<std::string> ids;
  for (const account_clouds& a : accounts_) ids.push_back(a.key.access_key_id);
  return ids;
}

ROSTER_DECL std::size_t emulator_state::add_fault(fault added) {
  const auto locked = journal_.lock();
  const auto& regions = options_.regions;
  if (!added.account.empty()) account(added.account);  // throws for an unknown account
  if (!regions.empty() && !added.region.empty() &&
      std::find(regions.begin(), regions.end(), added.region) == regions.end())
    throw failure(errc::invalid_argument, "invalid fault " + std::string(name_of(added.kind)) +
                                              ": the emulator has no region \"" +
                                              escape_for_log(added.region, 64) + '"');
  return journal_.add_fault(std::move(added));
}

}  // namespace roster::inline v0::emulator::detail
#endif
// A transport that calls an emulator without sockets.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Passes requests to an emulator in the same process, after the same checks as the real transport.
class in_process_transport final : public transport {
 public:
  in_process_transport(boost::asio::any_io_executor executor, std::shared_ptr<emulated_service> service)
      : executor_(std::move(executor)), service_(std::move(service)) {}

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  boost::asio::any_io_executor executor_;
  std::shared_ptr<emulated_service> service_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of in_process_transport.hpp.

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

[[noreturn]] inline void break_in_process(const broken_delivery& broken, const http::request& request) {
  const std::string origin = request.to.origin();
  const std::string how = broken.how == broken_by::reset ? " was reset" : " was closed";
  const std::string when = !broken.anything ? " before any response byte"
                           : broken.header  ? " before the body was complete"
                                            : " before the header was complete";
  throw failure(errc::connection,
                failure_details{.message = "the connection to " + origin + how + when, .endpoint = origin});
}

[[noreturn]] inline void time_out_in_process(const http::request& request) {
  const std::string origin = request.to.origin();
  throw failure(
      errc::timed_out,
      failure_details{.message = "no response from " + origin + " before the deadline", .endpoint = origin});
}

/// Reads the corrupted bytes to their end, as the real client does.
inline http::response read_spoilt(const corrupted_response& bytes, const http::request& request) {
  roster::detail::response_reader reader({}, request.method != "HEAD", request.to.origin());
  const auto take = [&](std::string_view text) {
    while (!text.empty() && !reader.complete()) {
      const auto space = reader.space();
      const std::size_t n = (std::min)(space.size(), text.size());
      std::copy_n(text.data(), n, static_cast<char*>(space.data()));
      reader.received(n);
      text.remove_prefix(n);
    }
  };
  take(bytes.first);
  take(bytes.garbled);
  for (auto sent = bytes.first.size(); !bytes.repeated.empty() && !reader.complete();) {
    if (bytes.most != 0 && sent >= bytes.most) break;
    take(bytes.repeated);
    sent += bytes.repeated.size();
  }
  if (!reader.complete()) reader.ended(boost::asio::error::eof);
  return reader.take();
}

ROSTER_DECL boost::asio::awaitable<http::response> in_process_transport::send(const http::request& request,
                                                                              time_point until) {
  http::detail::check_request(request);
  const auto token = boost::asio::use_awaitable;
  co_await boost::asio::post(executor_, token);  // completes asynchronously, as a network does

  const emulated_response reply = service_->respond(request);
  const corrupted_response spoilt = reply.spoilt ? spoil(reply, true) : corrupted_response{};
  const auto dripping = spoilt.every * static_cast<std::int64_t>(spoilt.first.size());
  const bool stalls = spoilt.then == afterwards::wait;
  const auto ready = std::chrono::steady_clock::now() + reply.wait + dripping;
  if (stalls || ready > until || (reply.wait + dripping).count() > 0) {
    boost::asio::steady_timer timer(executor_, stalls ? until : (std::min)(ready, until));
    co_await timer.async_wait(token);
  }
  if (stalls || ready > until) time_out_in_process(request);
  if (reply.broken) break_in_process(*reply.broken, request);
  if (reply.spoilt) co_return read_spoilt(spoilt, request);

  http::response whole = reply.response;
  whole.raw_bytes = whole.body.size();
  co_return whole;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Returns the credentials of an account, with a new token for each call if tokens expire.
class issued_credentials final : public credentials_provider {
 public:
  issued_credentials(std::shared_ptr<emulator_state> from, std::string access_key_id)
      : from_(std::move(from)), access_key_id_(std::move(access_key_id)) {
    (void)from_->issue_key(access_key_id_);  // throws for an unknown account
  }

  asio::awaitable<credentials> get() override { co_return from_->issue_key(access_key_id_); }
  std::optional<roster::credentials> try_get() override { return from_->issue_key(access_key_id_); }

 private:
  std::shared_ptr<emulator_state> from_;
  std::string access_key_id_;
};

}  // namespace detail

ROSTER_DECL cloud::cloud(emulator::options options)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::nullopt)) {}

ROSTER_DECL cloud::cloud(emulator::options options, emulator::data data)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::move(data))) {}

ROSTER_DECL detail::emulated_response cloud::respond(const http::request& request) const {
  return state_->respond(request);
}

ROSTER_DECL std::shared_ptr<roster::transport> cloud::transport(boost::asio::any_io_executor executor) const {
  roster::detail::check_executor(executor);
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL std::shared_ptr<credentials_provider> cloud::credentials(std::string_view access_key_id) const {
  return std::make_shared<detail::issued_credentials>(state_, std::string(access_key_id));
}

ROSTER_DECL std::vector<std::string> cloud::access_key_ids() const { return state_->access_key_ids(); }

ROSTER_DECL std::vector<std::string> cloud::regions() const { return state_->regions(); }

ROSTER_DECL std::vector<detail::eas_record> cloud::eas_records(std::string_view access_key_id) const {
  return state_->eas_records(access_key_id);
}

ROSTER_DECL std::vector<qianfan::service> cloud::qianfan_services(std::string_view access_key_id) const {
  return state_->qianfan_services(access_key_id);
}

ROSTER_DECL void cloud::add(eas::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL void cloud::add(qianfan::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL bool cloud::remove(std::string_view service_id) const { return state_->remove(service_id); }

ROSTER_DECL void cloud::before_request(std::int64_t number, std::function<void()> change) const {
  state_->journal().before_request(number, std::move(change));
}

ROSTER_DECL std::vector<logged_request> cloud::log() const { return state_->journal().log(); }

ROSTER_DECL void cloud::clear_log() const { state_->journal().clear_log(); }

ROSTER_DECL std::optional<fault> cloud::next_connection_fault(bool makes_certificates) const {
  return state_->next_connection_fault(makes_certificates);
}

ROSTER_DECL std::size_t cloud::add_fault(fault added) const { return state_->add_fault(std::move(added)); }

ROSTER_DECL std::size_t cloud::fault_hits(std::size_t number) const {
  return state_->journal().fault_hits(number);
}

}  // namespace roster::inline v0::emulator
#endif
// Generated items of any schema.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {

/// Sets all members of the item at `index`, and most optional ones.
ROSTER_DECL void fill_item(const roster::detail::type_descriptor& type, void* item, std::size_t index,
                           std::uint64_t seed);

/// Sets the key of an item if it is absent.
template <class Item, class Path>
void fill_key(Item& item, Path key, std::size_t index, std::uint64_t seed) {
  auto& member = roster::detail::make(item, key);
  using type = std::remove_reference_t<decltype(member)>;
  if constexpr (roster::detail::is_optional<type>)
    if (!member)
      fill_item(*roster::detail::checked_shape_of<typename type::value_type, verbatim_case>(),
                std::addressof(member.emplace()), index, seed);
}

template <class Item>
inline constexpr bool has_single_key = roster::detail::is_path<decltype(roster::detail::key_of_item<Item>)>;

}  // namespace detail

/// Returns `count` items that depend on `seed` alone. Strings are "NAME-" and 12 letters and digits that no other item
/// has, integers are small, enumerations have documented values, variants any alternative, times are increasing, secrets
/// are no real ones. About one in four optional members is absent, but never the key that the schema declares, "id" and
/// "name".
/// Example: generate: makes items with distinct members
template <class Item>
std::vector<Item> generate(std::size_t count, std::uint64_t seed = 1) {
  std::vector<Item> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    detail::fill_item(*roster::detail::checked_shape_of<Item, verbatim_case>(), std::addressof(out[i]), i,
                      seed);
    if constexpr (detail::has_single_key<Item>)
      detail::fill_key(out[i], roster::detail::key_of_item<Item>, i, seed);
  }
  return out;
}

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate.hpp.

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Sets the members of one item.
class item_generator {
 public:
  item_generator(std::size_t index, std::uint64_t seed)
      : index_(index), id_(sample_id(index, seed)), chance_(seed ^ (index * 0x9E3779B97F4A7C15U)) {}

  void fill(const roster::detail::type_descriptor& type, void* value, std::string_view name) {
    using enum roster::detail::kind;
    switch (type.kind) {
      case text:
        *static_cast<std::string*>(value) = text_of(name);
        break;
      case boolean:
        *static_cast<bool*>(value) = chance_.chance(50);
        break;
      case flag:
        *static_cast<roster::flag*>(value) = chance_.chance(50);
        break;
      case integer:
        (void)type.number->parse(value, std::to_string(chance_.below(100)));
        break;
      case real:
        (void)type.number->parse(value, std::to_string(chance_.below(100)) + ".5");
        break;
      case open_enum:
        type.texts->set(value, type.texts->texts[chance_.below(type.texts->texts.size())]);
        break;
      case secret:
        *static_cast<roster::secret*>(value) = roster::secret(text_of(name));
        break;
      case json_text:
        *static_cast<roster::json_text*>(value) = json_of(name);
        break;
      case bytes:
        *static_cast<roster::bytes*>(value) = roster::bytes(text_of(name));
        break;
      case utc_time:
        *static_cast<roster::utc_time*>(value) = roster::utc_time(time());
        break;
      case epoch_s:
        *static_cast<epoch_seconds*>(value) = epoch_seconds(time());
        break;
      case epoch_ms:
        *static_cast<epoch_milliseconds*>(value) = epoch_milliseconds(time());
        break;
      case optional:
        if (name != "id" && name != "name" && chance_.chance(25)) break;
        type.optional->set(value, [&](void* inner) { return filled(*type.inner, inner, name); });
        break;
      case variant: {
        const auto chosen = static_cast<std::size_t>(chance_.below(type.variant->alternatives.size()));
        type.variant->select(value, chosen, [&](void* inner) {
          return filled(*type.variant->alternatives[chosen], inner, name);
        });
        break;
      }
      case list:
      case map:
        type.container->add(value, name, [&](void* entry) { return filled(*type.inner, entry, name); });
        break;
      case object:
        fill_members(type, value);
        break;
      case unknown:
      case unsupported:
        break;
    }
  }

 private:
  bool filled(const roster::detail::type_descriptor& type, void* value, std::string_view name) {
    if (type.kind == roster::detail::kind::optional)  // null in a list
      return type.optional->set(value, [&](void* inner) { return filled(*type.inner, inner, name); }), true;
    fill(type, value, name);
    return true;
  }

  void fill_members(const roster::detail::type_descriptor& type, void* value) {
    const roster::detail::member_refs members({&type, value});
    for (std::size_t i = 0; i < members.size(); ++i)
      fill(*members[i].type, const_cast<void*>(members[i].value), members.name(i));
  }

  std::string text_of(std::string_view name) const {
    return name.empty() ? id_ : std::string(name) + '-' + id_;
  }

  /// Returns a string that contains JSON, or a value of any kind.
  roster::json_text json_of(std::string_view name) {
    const std::string number = std::to_string(chance_.below(100));
    const std::string object = "{\"" + std::string(name) + "\":" + number + '}';
    const std::array<std::string, 4> values{object, '[' + number + ",null]", number, "true"};
    return chance_.chance(50) ? roster::json_text(object) : roster::json_text::value(chance_.pick(values));
  }

  std::chrono::sys_seconds time() const {
    using namespace std::chrono;
    return sys_days{year{2024} / July / 1} + minutes(static_cast<std::int64_t>(index_));
  }

  std::size_t index_;
  std::string id_;
  sample_source chance_;
};

ROSTER_DECL void fill_item(const roster::detail::type_descriptor& type, void* item, std::size_t index,
                           std::uint64_t seed) {
  item_generator(index, seed).fill(type, item, "");
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Generates any number of accounts and regions, for tests of programs that list many concurrently.

#include <cstddef>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// Returns `count` accounts with the keys "account-1" and "secret-1", and so on; their services are generated.
/// Example: generate_accounts: creates 5 accounts in 30 regions in one line
ROSTER_DECL std::vector<emulator::account> generate_accounts(std::size_t count);

/// Returns `count` names of regions: those of PAI-EAS, then "region-29" and so on.
ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count);

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_accounts.hpp.

#include <array>
#include <string_view>

namespace roster::inline v0::emulator {
namespace detail {

/// Source: the vendor's SDK of PAI-EAS 2021-07-01, version 7.10.
inline constexpr std::array<std::string_view, 28> eas_regions{
    "cn-beijing",       "cn-zhangjiakou", "cn-hangzhou",    "cn-shanghai",
    "cn-shenzhen",      "cn-hongkong",    "cn-chengdu",     "cn-zhongwei",
    "cn-wulanchabu",    "cn-heyuan",      "cn-guangzhou",   "cn-shanghai-finance-1",
    "cn-north-2-gov-1", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5",
    "ap-southeast-7",   "ap-southeast-8", "ap-south-1",     "ap-northeast-1",
    "ap-northeast-2",   "us-east-1",      "us-west-1",      "us-southeast-1",
    "na-south-1",       "eu-central-1",   "me-east-1",      "me-central-1"};

}  // namespace detail

ROSTER_DECL std::vector<emulator::account> generate_accounts(std::size_t count) {
  std::vector<emulator::account> accounts;
  for (std::size_t i = 1; i <= count; ++i)
    accounts.push_back({.access_key_id = "account-" + std::to_string(i),
                        .access_key_secret = secret("secret-" + std::to_string(i))});
  return accounts;
}

ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count) {
  std::vector<std::string> regions;
  for (std::size_t i = 0; i < count; ++i)
    regions.push_back(i < detail::eas_regions.size() ? std::string(detail::eas_regions[i])
                                                     : "region-" + std::to_string(i + 1));
  return regions;
}

}  // namespace roster::inline v0::emulator
#endif
// Options of a whole emulator from JSON: one account's services as load_data reads them, or several accounts and
// regions.

#include <string_view>

namespace roster::inline v0::emulator {

/// Fills in `accounts` and `regions` of `options` from {"regions": ["cn-shanghai", …], "accounts": [{"access_key_id":
/// …, "access_key_secret": …, "security_token": …, "eas": …, "qianfan": …}, …]}. "eas" and "qianfan" have the format
/// of load_data; an account without either gets generated services. Without "accounts", "eas" and "qianfan" belong to
/// the account of `options`; regions alone get generated services.
/// Fails: failure(errc::invalid_argument) for anything else; the message names the path of the member.
/// Example: load_options: reads several accounts and regions
ROSTER_DECL emulator::options load_options(std::string_view json, emulator::options options = {});

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of load_options.hpp.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {

/// One account of a file; unknown members are its services, or an error.
struct account_members {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};
  unknown_fields services{};
};

struct options_members {
  std::vector<std::string> regions{};
  std::vector<account_members> accounts{};
  unknown_fields services{};
};

/// Returns an account of the file; `location` names it in messages.
inline emulator::account load_account(account_members&& members, const std::string& location) {
  static constexpr std::string_view known[]{"access_key_id", "access_key_secret", "security_token", "eas",
                                            "qianfan"};
  emulator::account out{.access_key_id = std::move(members.access_key_id),
                        .access_key_secret = std::move(members.access_key_secret),
                        .security_token = std::move(members.security_token)};
  if (!members.services.list.empty()) out.data = load_services(members.services, location, known);
  return out;
}

/// Checks that "regions" and "accounts" are lists, which are not empty, if they are present.
inline void check_lists(std::string_view json, const options_members& file) {
  data_members members;
  if (const auto error = decode<verbatim_case>(json, members)) throw_invalid_data(error->text());
  for (const auto& [name, is_empty] :
       {std::pair{"regions", file.regions.empty()}, std::pair{"accounts", file.accounts.empty()}}) {
    const auto value = members.all.find(name);
    if (!value) continue;
    check_json_kind(*value, '[', name);
    if (is_empty) throw_invalid_data(std::string(name) + " is empty; omit it for the default");
  }
}

}  // namespace detail

ROSTER_DECL emulator::options load_options(std::string_view json, emulator::options options) {
  static constexpr std::string_view known[]{"regions", "accounts", "eas", "qianfan"};
  detail::options_members file;
  if (const auto error = decode(json, file)) detail::throw_invalid_data(error->text());
  detail::check_lists(json, file);
  options.regions = std::move(file.regions);
  auto services = detail::load_services(file.services, "", known);
  if (!file.accounts.empty() && !file.services.list.empty())
    detail::throw_invalid_data('"' + escape_for_log(file.services.list.front().name, 64) +
                               "\" is not allowed beside \"accounts\"; move it into one of them");
  if (file.accounts.empty() && (options.regions.empty() || !file.services.list.empty()))
    options.accounts = {{.access_key_id = options.access_key_id,
                         .access_key_secret = options.access_key_secret,
                         .security_token = options.security_token,
                         .data = std::move(services)}};
  for (std::size_t i = 0; i < file.accounts.size(); ++i)
    options.accounts.push_back(
        detail::load_account(std::move(file.accounts[i]), "accounts[" + std::to_string(i) + ']'));
  return options;
}

}  // namespace roster::inline v0::emulator
#endif
// The emulator of any declared list operation.

#include <cstddef>
#include <initializer_list>
#include <memory>
// The declared places of values in requests and responses: texts and numbers of any supported type.

#include <algorithm>
#include <cstdint>
#include <optional>
// The errors of a served API, written where its declaration says that they are.

#include <cstdint>
#include <optional>
// Why a served API rejects a request.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

enum class problem_kind { bad_request, not_found, wrong_method, unauthenticated, clock_skew, internal };

struct serve_problem {
  problem_kind kind{};
  std::string message{};
  unsigned status{};        ///< 0: that of the kind
  std::string_view code{};  ///< "": that of the kind
  std::string recovery{};   ///< the token that continues a list whose token has expired
};

inline serve_problem bad_request(std::string message) {
  return {.kind = problem_kind::bad_request, .message = std::move(message)};
}

/// Returns a text of a request in quotes, escaped and cut off after `most` characters, for a message.
inline std::string in_quotes(std::string_view text, std::size_t most = 64) {
  return '"' + escape_for_log(text, most) + '"';
}

}  // namespace roster::inline v0::emulator::detail
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// A member on the way to a declared place.
struct place_step {
  std::string_view name{};  ///< on the wire
  bool is_list{};           ///< the rest is in the first element of a list
};

/// A path of members, or a header of the response.
struct error_place {
  std::vector<place_step> steps{};
  std::string_view header{};
  bool is_number{};  ///< an integer is declared there
};

/// What an operation declares about its errors.
struct error_form {
  std::optional<error_place> code{};
  std::optional<error_place> message{};
  std::optional<error_place> request_id{};
  std::optional<error_place> fails_unless{};
  std::optional<error_place> recovery{};  ///< of the token that continues after an expired one
  // The first codes of the declared lists; "" if there is none.
  std::string_view throttled{};
  std::string_view unauthenticated{};
  std::string_view forbidden{};
  std::string_view expired_token{};
  std::string_view clock_skew{};
  std::string_view transient{};
  std::string_view bad_request{};
};

/// A value in JSON, and its place.
struct placed_value {
  std::vector<place_step> steps{};
  std::string json{};
};

/// Returns the JSON object with these values; of two values at one place, the first one counts.
/// Example: compose_object: merges the places of values
ROSTER_DECL std::string compose_object(const std::vector<placed_value>& values);

/// Returns the object with the members of another one; those that it has already are unchanged.
ROSTER_DECL std::string add_members(std::string object, const std::vector<placed_value>& values);

/// Returns the names of the top-level members of a JSON object; none if it is not an object.
ROSTER_DECL std::vector<std::string> member_names(std::string_view json);

/// Returns the error as a response. Without a declaration it is {"code": …, "message": …, "request_id": …}. `recovery` is
/// the token that continues after an expired one, or "".
ROSTER_DECL http::response write_error(const error_form& form, const rejection& rejected,
                                       const request_context& context, std::string_view recovery = {});

/// Returns status and code of a problem.
ROSTER_DECL cloud_error error_of(const error_form& form, const serve_problem& problem);

/// Returns the errors that faults cause.
/// Lifetime: `form` and `context` must outlive the result.
ROSTER_DECL fault_errors fault_errors_of(const error_form& form, const request_context& context);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of error_form.hpp.

#include <algorithm>
#include <cstddef>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Returns the JSON of values whose places begin with the same `depth` members.
inline std::string compose_below(const std::vector<const placed_value*>& values, std::size_t depth) {
  std::vector<std::string_view> written;
  std::string out = "{";
  for (const placed_value* one : values) {
    const place_step& step = one->steps[depth];
    if (std::find(written.begin(), written.end(), step.name) != written.end()) continue;
    written.push_back(step.name);
    std::vector<const placed_value*> inside;
    for (const placed_value* other : values)
      if (other->steps[depth].name == step.name && other->steps.size() > depth + 1) inside.push_back(other);
    const bool ends = one->steps.size() == depth + 1;
    const std::string value = ends ? one->json : compose_below(inside, depth + 1);
    if (out.size() > 1) out += ',';
    out += roster::detail::json_string(step.name) + ':' + (step.is_list ? '[' + value + ']' : value);
  }
  return out + '}';
}

ROSTER_DECL std::string compose_object(const std::vector<placed_value>& values) {
  std::vector<const placed_value*> all;
  for (const placed_value& one : values) all.push_back(&one);
  return compose_below(all, 0);
}

struct top_level_members {
  unknown_fields all{};
};

ROSTER_DECL std::vector<std::string> member_names(std::string_view json) {
  top_level_members members;
  std::vector<std::string> names;
  if (!decode(json, members))
    for (const unknown_fields::field& field : members.all.list) names.push_back(field.name);
  return names;
}

ROSTER_DECL std::string add_members(std::string object, const std::vector<placed_value>& values) {
  if (!object.starts_with('{')) return object;
  const auto present = member_names(object);
  std::vector<placed_value> added;
  for (const placed_value& one : values)
    if (std::find(present.begin(), present.end(), one.steps.front().name) == present.end())
      added.push_back(one);
  if (added.empty()) return object;
  std::string joined = compose_object(added);
  if (present.empty()) return joined;
  joined.back() = ',';
  return joined.append(object, 1);
}

/// Puts a text into its declared place, or into a top-level member without a declaration.
inline void place_text(const std::optional<error_place>& place, std::string_view name, std::string_view text,
                       unsigned status, std::vector<placed_value>& body, http::headers& headers) {
  if (!place) return body.push_back({{{name}}, roster::detail::json_string(roster::detail::as_utf8(text))});
  if (!place->header.empty()) return headers.set(place->header, std::string(text));
  std::int64_t number{};
  const bool is_number = roster::detail::parse_number(text, number) == roster::detail::number_result::ok;
  body.push_back({place->steps, !place->is_number ? roster::detail::json_string(roster::detail::as_utf8(text))
                                                  : std::to_string(is_number ? number : status)});
}

ROSTER_DECL http::response write_error(const error_form& form, const rejection& rejected,
                                       const request_context& context, std::string_view recovery) {
  http::response out{.status = rejected.error.status, .headers = {{"Content-Type", "application/json"}}};
  std::vector<placed_value> body;
  const auto place = [&](const std::optional<error_place>& where, std::string_view name,
                         std::string_view text) {
    place_text(where, name, text, rejected.error.status, body, out.headers);
  };
  if (form.fails_unless) body.push_back({form.fails_unless->steps, "false"});
  place(form.code, "code", rejected.error.code);
  place(form.message, "message", rejected.message());
  place(form.request_id, "request_id", context.request_id);
  if (form.recovery && !recovery.empty()) place(form.recovery, {}, recovery);
  out.body = arrange_members(compose_object(body), {}, context);
  return out;
}

/// Returns a declared code, which may be a prefix, or the default.
inline std::string_view code_or(std::string_view declared, std::string_view otherwise) {
  if (declared.ends_with('*')) declared.remove_suffix(1);
  return declared.empty() ? otherwise : declared;
}

ROSTER_DECL cloud_error error_of(const error_form& form, const serve_problem& problem) {
  cloud_error out;
  switch (problem.kind) {
    case problem_kind::bad_request:
      out = {400, code_or(form.bad_request, "BadRequest"), {}};
      break;
    case problem_kind::not_found:
      out = {404, "NotFound", {}};
      break;
    case problem_kind::wrong_method:
      out = {405, "MethodNotAllowed", {}};
      break;
    case problem_kind::unauthenticated:
      out = {401, code_or(form.unauthenticated, "Unauthenticated"), {}};
      break;
    case problem_kind::clock_skew:
      out = {401, code_or(form.clock_skew, "RequestTimeTooSkewed"), {}};
      break;
    case problem_kind::internal:
      out = {500, code_or(form.transient, "InternalError"), {}};
      break;
  }
  if (problem.status != 0) out.status = problem.status;
  if (!problem.code.empty()) out.code = problem.code;
  return out;
}

ROSTER_DECL fault_errors fault_errors_of(const error_form& form, const request_context& context) {
  return {
      .internal = {500, code_or(form.transient, "InternalError"), "The service failed."},
      .throttled = {429, code_or(form.throttled, "TooManyRequests"), "There are too many requests."},
      .unauthenticated = {401, code_or(form.unauthenticated, "Unauthenticated"), "The key is not accepted."},
      .denied = {403, code_or(form.forbidden, "Forbidden"), "A permission is missing."},
      .not_found = {404, "NotFound", "The resource was not found."},
      .bad_request = {400, code_or(form.bad_request, "BadRequest"), "The request is invalid."},
      .expired_token = {401, code_or(form.expired_token, "ExpiredToken"), "The token has expired."},
      .respond = [&form, &context](const rejection& rejected) {
        return write_error(form, rejected, context);
      }};
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0::emulator::detail {

/// Returns the text of what a request sends there; nothing without such a member, or if it is an empty string.
template <class Request, class Sent>
std::optional<std::string> requested_text(const Request& request, Sent sent) {
  if constexpr (roster::detail::has_path<Sent>) {
    const auto* const member = roster::detail::find_sent(request, sent);
    auto text = member != nullptr ? roster::detail::as_text(*member) : std::nullopt;
    return text && text->empty() ? std::nullopt : text;
  } else {
    return std::nullopt;
  }
}

/// Returns the text of an item's key; "" if the API has none, or the item.
template <class Op>
std::string key_text(const item_of<Op>& item) {
  using key = std::remove_cvref_t<decltype(key_of<Op>)>;
  if constexpr (!roster::detail::has_path<key>) {
    return {};
  } else if constexpr (roster::detail::is_composite<key>) {
    return roster::detail::text_of_key(item, key_of<Op>);
  } else {
    const auto* const member = find(item, key_of<Op>);
    return member != nullptr ? roster::detail::as_text(*member).value_or("") : std::string();
  }
}

/// Sets a string, an integer or a flag, or an optional one.
template <class M, class Value>
void assign_value(M& member, const Value& value) {
  if constexpr (roster::detail::is_optional<M>) {
    assign_value(member.emplace(), value);
  } else if constexpr (std::is_same_v<Value, bool>) {
    member = value;
  } else if constexpr (std::is_integral_v<M> && std::is_integral_v<Value>) {
    member = static_cast<M>(value);
  } else if constexpr (std::is_integral_v<M>) {
    (void)roster::detail::parse_number(value, member);
  } else if constexpr (std::is_integral_v<Value>) {
    member = std::to_string(value);
  } else {
    member = M(value);
  }
}

inline std::string header_text(const std::string& value) { return value; }
inline std::string header_text(std::int64_t value) { return std::to_string(value); }
inline std::string header_text(bool value) { return value ? "true" : "false"; }

/// Puts a value into its place in a response: a member, a header, or nowhere.
template <class Response, class Place, class Value>
void put_value(Response& body, http::headers& headers, Place place, const Value& value) {
  if constexpr (std::is_same_v<Place, roster::header>)
    headers.set(place.name, header_text(value));
  else if constexpr (roster::detail::has_path<Place>)
    assign_value(roster::detail::make(body, place), value);
}

/// Appends the members of a path of errors, which begins in Root.
template <class Root, letter_case Case>
void append_steps(error_place&, roster::detail::path_type<>) {}
template <class Root, letter_case Case, auto First, auto... Rest>
void append_steps(error_place& out, roster::detail::path_type<First, Rest...>) {
  using member = std::remove_reference_t<decltype(std::declval<Root&>().*First)>;
  using plain = typename roster::detail::inside_optional<member>::type;
  constexpr auto index = roster::detail::index_of<Root>(First);
  out.steps.push_back({roster::detail::wire_name<Root, index, Case>,
                       roster::detail::kind_of<plain> == roster::detail::kind::list});
  using inside = typename roster::detail::innermost<member>::type;
  if constexpr (sizeof...(Rest) == 0) out.is_number = std::is_integral_v<inside>;
  append_steps<inside, Case>(out, roster::detail::path_type<Rest...>{});
}

/// Returns a declared place of errors.
template <class Op, class Place>
std::optional<error_place> error_place_of(Place place) {
  if constexpr (std::is_same_v<Place, roster::header>) {
    return error_place{.header = place.name};
  } else if constexpr (roster::detail::has_path<Place>) {
    error_place out;
    append_steps<typename roster::detail::root_of_path<Place>::type, case_of<Op>>(out, place);
    return out;
  } else {
    return std::nullopt;
  }
}

/// Whether the operation declares how its service reports that a token has expired.
template <class Op>
inline constexpr bool declares_expiry = false;
template <class Op>
  requires requires { roster::detail::paging_of<Op>.expired; }
inline constexpr bool declares_expiry<Op> =
    roster::detail::has_path<decltype(roster::detail::paging_of<Op>.expired)>;

/// Returns the declared place of the token that continues a list whose token has expired.
template <class Op>
std::optional<error_place> recovery_place_of() {
  if constexpr (declares_expiry<Op>)
    return error_place_of<Op>(roster::detail::paging_of<Op>.expired.recovery);
  else
    return std::nullopt;
}

/// Returns what an operation declares about its errors.
template <class Op>
error_form error_form_of() {
  constexpr const auto& declared = roster::detail::errors_of<Op>;
  const auto first = [](const roster::detail::code_list& list) {
    return list.size() == 0 ? std::string_view() : *list.begin();
  };
  return {.code = error_place_of<Op>(declared.code),
          .message = error_place_of<Op>(declared.message),
          .request_id = error_place_of<Op>(declared.request_id),
          .fails_unless = error_place_of<Op>(declared.fails_unless),
          .recovery = recovery_place_of<Op>(),
          .throttled = first(declared.throttled),
          .unauthenticated = first(declared.unauthenticated),
          .forbidden = first(declared.forbidden),
          .expired_token = first(declared.expired_token),
          .clock_skew = first(declared.clock_skew),
          .transient = first(declared.transient),
          .bad_request = first(declared.bad_request)};
}

}  // namespace roster::inline v0::emulator::detail
// Serves one declared list operation: the part that depends on its structs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
// Which items a page of a served list has, and what it says about the list, for every style of pagination.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

enum class page_style { whole, number, offset, token, last_item };

/// How a service reports that a token has expired.
struct expired_response {
  unsigned status{};
  std::string_view code{};
};

/// What the declaration and the options say about pages.
struct page_rules {
  page_style style{};
  std::int64_t default_size{};
  std::int64_t max_size{};
  std::int64_t first{1};             ///< the number of the first page
  bool aligned{};                    ///< the offset has to be a multiple of the size
  unsigned ended_by_status{};        ///< the status of a page after the last one; 0: it is empty
  expired_response expired{};        ///< to a token of an earlier age
  std::uint64_t token_generation{};  ///< of the tokens that are valid
};

/// Where a request wants a page to begin.
struct page_request {
  std::optional<std::int64_t> size{};
  std::optional<std::int64_t> at{};    ///< the number or the offset
  std::optional<std::string> token{};  ///< the token, or the key of the last item
};

/// An item, or one that was removed: tokens that lead to it stay valid.
struct listed_slot {
  std::uint64_t serial{};  ///< from 1; never reused
  std::string_view key{};
  bool is_listed{};  ///< it exists, and passes the filters
};

struct page_plan {
  std::vector<std::size_t> slots{};   ///< the items, in order
  std::int64_t total{};               ///< of all pages
  std::int64_t remaining{};           ///< on later pages
  std::int64_t size{};                ///< the applied page size, or the one that the page claims
  std::int64_t number{};              ///< of the page, as the API numbers pages
  std::int64_t pages{};               ///< all pages of this size
  std::int64_t page{1};               ///< of the page, from 1, for the log and for faults
  bool more{};                        ///< whether there are more pages
  std::optional<std::string> next{};  ///< the token of the next page
};

/// Returns the page, or why there is none. `anomaly` is an anomaly to inject, or null.
/// Example: plan_page: tokens stay valid while the list changes
ROSTER_DECL std::optional<serve_problem> plan_page(const page_rules& rules, const page_request& wanted,
                                                   const std::vector<listed_slot>& slots,
                                                   const fault* anomaly, page_plan& out);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of page_plan.hpp.

#include <algorithm>
#include <limits>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Tokens of one item; an empty page leads on with another token of the same item.
inline constexpr std::uint64_t tokens_of_item = 1000;

/// The listed items before and after the beginning of the page.
struct page_search {
  const page_rules& rules;
  const page_request& wanted;
  const std::vector<listed_slot>& slots;
  std::vector<std::size_t> listed{};  // positions in `slots`
  std::uint64_t variant{};            // of the sent token

  std::int64_t total() const { return static_cast<std::int64_t>(listed.size()); }

  /// Returns the index, in `listed`, of the first item that is not before a slot.
  std::int64_t index_from(std::size_t slot) const {
    return std::lower_bound(listed.begin(), listed.end(), slot) - listed.begin();
  }

  /// Returns the text of a token: its number, and its generation unless that is 0, `4000.1`.
  std::string token_text(std::uint64_t number) const {
    const std::string text = std::to_string(number);
    return rules.token_generation == 0 ? text : text + '.' + std::to_string(rules.token_generation);
  }

  std::string token_at(std::int64_t index, std::uint64_t token_variant) const {
    return token_text(slots[listed[static_cast<std::size_t>(index)]].serial * tokens_of_item +
                      token_variant % tokens_of_item);
  }

  std::optional<serve_problem> find_token(const std::string& token, std::int64_t& begin) {
    const auto is_number = [](std::string_view text, std::uint64_t& out) {
      return roster::detail::parse_number(text, out) == roster::detail::number_result::ok;
    };
    const std::string_view text = token;
    const std::size_t point = text.find('.');
    std::uint64_t number{}, generation{};
    const bool is_token = is_number(text.substr(0, point), number) &&
                          (point == text.npos || is_number(text.substr(point + 1), generation));
    const auto slot = std::find_if(slots.begin(), slots.end(),
                                   [&](const listed_slot& s) { return s.serial == number / tokens_of_item; });
    if (!is_token || slot == slots.end()) return bad_request("unknown page token " + in_quotes(token));
    if (generation < rules.token_generation)
      return serve_problem{.kind = problem_kind::bad_request,
                           .message = "the page token has expired",
                           .status = rules.expired.status,
                           .code = rules.expired.code,
                           .recovery = token_text(number)};
    variant = number % tokens_of_item;
    begin = index_from(static_cast<std::size_t>(slot - slots.begin()));
    return std::nullopt;
  }

  std::optional<serve_problem> find_last_item(const std::string& key, std::int64_t& begin) const {
    const auto slot =
        std::find_if(slots.begin(), slots.end(), [&](const listed_slot& s) { return s.key == key; });
    if (slot == slots.end()) return bad_request("unknown item " + in_quotes(key));
    begin = index_from(static_cast<std::size_t>(slot - slots.begin()) + 1);
    return std::nullopt;
  }

  std::optional<serve_problem> find_number(std::int64_t size, std::int64_t& begin) const {
    const std::int64_t number = wanted.at.value_or(rules.first);
    if (number < rules.first)
      return bad_request("invalid page number " + std::to_string(number) + "; expected at least " +
                         std::to_string(rules.first));
    // Far after the end, where the product would overflow, the page is empty, too.
    const std::int64_t before = (std::min)(number - rules.first, total() / size + 1);
    begin = before * size;
    return std::nullopt;
  }

  std::optional<serve_problem> find_offset(std::int64_t size, std::int64_t& begin) const {
    begin = wanted.at.value_or(0);
    if (begin < 0) return bad_request("invalid offset " + std::to_string(begin) + "; expected at least 0");
    if (rules.aligned && begin % size != 0)
      return bad_request("invalid offset " + std::to_string(begin) + "; expected a multiple of the size, " +
                         std::to_string(size));
    return std::nullopt;
  }

  std::optional<serve_problem> find_begin(std::int64_t size, std::int64_t& begin) {
    begin = 0;
    switch (rules.style) {
      case page_style::number:
        return find_number(size, begin);
      case page_style::offset:
        return find_offset(size, begin);
      case page_style::token:
        return wanted.token && !wanted.token->empty() ? find_token(*wanted.token, begin) : std::nullopt;
      case page_style::last_item:
        return wanted.token && !wanted.token->empty() ? find_last_item(*wanted.token, begin) : std::nullopt;
      case page_style::whole:
        break;
    }
    return std::nullopt;
  }
};

/// Returns the page size that applies to a request.
inline std::int64_t applied_size(const page_rules& rules, const page_request& wanted, std::int64_t total) {
  if (rules.style == page_style::whole) return (std::max<std::int64_t>)(total, 1);
  return (std::min)(wanted.size.value_or(rules.default_size), rules.max_size);
}

ROSTER_DECL std::optional<serve_problem> plan_page(const page_rules& rules, const page_request& wanted,
                                                   const std::vector<listed_slot>& slots,
                                                   const fault* anomaly, page_plan& out) {
  page_search in{rules, wanted, slots};
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i].is_listed) in.listed.push_back(i);
  if (wanted.size && *wanted.size < 1)
    return bad_request("invalid page size " + std::to_string(*wanted.size) + "; expected at least 1");
  const auto is = [&](fault_kind kind) { return anomaly != nullptr && anomaly->kind == kind; };
  const std::int64_t total = in.total();
  const std::int64_t usual = applied_size(rules, wanted, total);
  const std::int64_t size = is(fault_kind::page_size) ? *anomaly->size : usual;
  std::int64_t begin{};
  if (auto problem = in.find_begin(size, begin)) return problem;
  if (rules.ended_by_status != 0 && begin >= total && begin != 0)
    return serve_problem{problem_kind::not_found, "there is no such page", rules.ended_by_status};
  begin = (std::min)(begin, total);
  std::int64_t end = begin + (std::min)(size, total - begin);
  out = {.total = total,
         .size = is(fault_kind::page_size) && anomaly->silent ? usual : size,
         .number = wanted.at.value_or(rules.first),
         .pages = total / size + (total % size != 0 ? 1 : 0),
         .page = begin / size + 1,
         .more = end < total};
  if (out.more) out.next = in.token_at(end, 0);
  if (is(fault_kind::empty_page) && begin < total) {
    end = begin;
    out.more = true;
    out.next = in.token_at(begin, in.variant + 1);
  }
  if (is(fault_kind::repeat_page) && begin != 0) {
    end = begin;
    begin = (std::max<std::int64_t>)(begin - size, 0);
  }
  for (; begin < end; ++begin) out.slots.push_back(in.listed[static_cast<std::size_t>(begin)]);
  out.remaining = total - end;
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Places the items of a page in a response: in a list, in a map, or inside their elements.

#include <cstddef>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The items that have not been placed yet.
template <class Item>
struct remaining_items {
  typename std::vector<Item>::const_iterator next{};
  typename std::vector<Item>::const_iterator end{};

  bool empty() const noexcept { return next == end; }
};

/// Elements of a list inside an element of another one, so that even short pages have several lists.
inline constexpr std::size_t elements_inside = 2;

/// The number of the first entry of a map. All numbers have as many digits, so that their order is that of the map.
inline constexpr std::size_t first_entry = 1'000'001;

template <class T, class Item>
void place_inside(T& here, roster::detail::path_type<>, remaining_items<Item>& left, std::size_t most);
template <class T, class Item, auto First, auto... Rest>
void place_inside(T& here, roster::detail::path_type<First, Rest...>, remaining_items<Item>& left,
                  std::size_t most);

/// Adds up to `most` elements to a list or a map until all items are placed; the rest of the path leads from an element
/// to its items.
template <class List, class Path, class Item>
void place_in_elements(List& list, Path path, remaining_items<Item>& left, std::size_t most) {
  for (std::size_t count = 0; count < most && !left.empty(); ++count) {
    roster::detail::inner_type<List> element{};
    place_inside(element, path, left, elements_inside);
    if constexpr (roster::detail::kind_of<List> == roster::detail::kind::map) {
      list.emplace("entry-" + std::to_string(first_entry + count), std::move(element));
    } else {
      list.push_back(std::move(element));
    }
  }
}

/// Places items in a T, which is the place of one item, or of a list or a map of items.
template <class T, class Item>
void place_inside(T& here, roster::detail::path_type<> path, remaining_items<Item>& left, std::size_t most) {
  if constexpr (std::is_same_v<T, Item>)
    here = *left.next++;
  else if constexpr (roster::detail::is_optional<T>)
    place_inside(here.emplace(), path, left, most);
  else
    place_in_elements(here, path, left, most);
}

template <class T, class Item, auto First, auto... Rest>
void place_inside(T& here, roster::detail::path_type<First, Rest...> path, remaining_items<Item>& left,
                  std::size_t most) {
  if constexpr (roster::detail::is_optional<T>)
    place_inside(here.emplace(), path, left, most);
  else if constexpr (roster::detail::is_each<First>)
    place_in_elements(here, roster::detail::path_type<Rest...>{}, left, most);
  else
    place_inside(here.*First, roster::detail::path_type<Rest...>{}, left, most);
}

/// Places all items of a page where the operation declares them. Without items, the list is empty.
/// Example: place_items: divides items among lists
template <class Op>
void place_items(typename Op::response& body, const std::vector<item_of<Op>>& page) {
  remaining_items<item_of<Op>> left{page.begin(), page.end()};
  place_inside(roster::detail::make(body, roster::detail::list_path<Op>{}),
               roster::detail::path_in_list<Op>{}, left, (std::numeric_limits<std::size_t>::max)());
}

}  // namespace roster::inline v0::emulator::detail
// The parts of requests and responses of a served list that do not depend on its structs.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The query parameter in the URL of a next page; its value is a token.
inline constexpr std::string_view page_parameter = "_page";

/// Parses a number that the request may have sent as a string. Returns why it is not one, or nothing.
ROSTER_DECL std::optional<serve_problem> read_number(std::string_view what,
                                                     const std::optional<std::string>& text,
                                                     std::optional<std::int64_t>& out);

/// Fails: failure(errc::invalid_argument) naming the first key that occurs twice. Empty keys are not compared.
ROSTER_DECL void check_unique_keys(std::vector<std::string_view> keys);

/// Returns why the Content-Type of a request is not that of JSON, or nothing; without one the body counts as JSON.
ROSTER_DECL std::optional<serve_problem> check_content_type(const http::headers& headers);

/// Returns why a query has a parameter of the path, or one of `single` more than once, or nothing.
ROSTER_DECL std::optional<serve_problem> check_query(const http::detail::query_list& query,
                                                     const http::detail::query_list& path,
                                                     const std::vector<std::string_view>& single);

/// Returns the absolute URL of the same list from a token on, with the host that the request names.
ROSTER_DECL std::string next_page_url(const http::request& request, std::string_view token);

/// Returns the members that the declaration of errors requires in a successful response: `fails_unless` and the
/// request id. An id in a header is added to `headers`.
ROSTER_DECL std::vector<placed_value> success_members(const error_form& form, std::string_view request_id,
                                                      http::headers& headers);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of request_text.hpp.

#include <algorithm>
#include <set>
#include <utility>

namespace roster::inline v0::emulator::detail {

ROSTER_DECL std::optional<serve_problem> read_number(std::string_view what,
                                                     const std::optional<std::string>& text,
                                                     std::optional<std::int64_t>& out) {
  if (!text) return std::nullopt;
  std::int64_t number{};
  if (roster::detail::parse_number(*text, number) != roster::detail::number_result::ok)
    return bad_request("invalid " + std::string(what) + ' ' + in_quotes(*text) + "; expected an integer");
  out = number;
  return std::nullopt;
}

ROSTER_DECL void check_unique_keys(std::vector<std::string_view> keys) {
  std::sort(keys.begin(), keys.end());
  const auto is_twice = [](std::string_view one, std::string_view next) {
    return !one.empty() && one == next;
  };
  const auto found = std::adjacent_find(keys.begin(), keys.end(), is_twice);
  if (found != keys.end())
    throw failure(errc::invalid_argument,
                  "invalid items of emulator::serve: duplicate key " + in_quotes(*found));
}

ROSTER_DECL std::optional<serve_problem> check_content_type(const http::headers& headers) {
  const std::string type(headers.get("content-type"));
  const std::string media = http::detail::lower_case(type.substr(0, type.find(';')));
  if (!headers.contains("content-type") || media.find("json") != media.npos) return std::nullopt;
  return bad_request("the Content-Type is " + in_quotes(type) + "; expected \"application/json\"");
}

ROSTER_DECL std::optional<serve_problem> check_query(const http::detail::query_list& query,
                                                     const http::detail::query_list& path,
                                                     const std::vector<std::string_view>& single) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : query) {
    const std::string_view wanted = name;
    if (std::any_of(path.begin(), path.end(), [&](const auto& p) { return p.first == wanted; }))
      return bad_request("parameter " + in_quotes(name) + " belongs to the path, not to the query");
    if (!seen.insert(name).second && std::find(single.begin(), single.end(), wanted) != single.end())
      return bad_request("repeated parameter " + in_quotes(name));
  }
  return std::nullopt;
}

ROSTER_DECL std::string next_page_url(const http::request& request, std::string_view token) {
  std::string query;
  http::detail::for_each_parameter(request.query, [&](const http::detail::query_parameter& p) {
    if (p.name != page_parameter) query.append(p.text).append(1, '&');
  });
  query.append(page_parameter).append(1, '=').append(token);
  return request.to.scheme + "://" + std::string(request.headers.get("host")) + request.path + '?' + query;
}

ROSTER_DECL std::vector<placed_value> success_members(const error_form& form, std::string_view request_id,
                                                      http::headers& headers) {
  std::vector<placed_value> out;
  if (form.fails_unless) out.push_back({form.fails_unless->steps, "true"});
  if (form.request_id && !form.request_id->header.empty())
    headers.set(form.request_id->header, std::string(request_id));
  else if (form.request_id && !form.request_id->is_number)
    out.push_back({form.request_id->steps, '"' + std::string(request_id) + '"'});
  return out;
}

}  // namespace roster::inline v0::emulator::detail
#endif
// What copies of a served API share: its operation, its options, and the journal of its requests.

#include <cstddef>
#include <memory>
#include <optional>
// Which requests belong to a declared operation.

#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// The constant parts of an operation's requests.
struct operation_route {
  roster::detail::target where{};
  std::span<const roster::detail::fixed_header> headers{};
};

/// How much of a request fits an operation: each value includes the ones before it.
enum class route_fit { none, path, method, query, all };

struct route_match {
  route_fit fit{};
  std::string problem{};             ///< what does not fit
  http::detail::query_list path{};   ///< the parameters of the path, decoded
  http::detail::query_list query{};  ///< the parameters of the query, without the constant ones
};

/// Compares a request with the constant parts of an operation. A parameter of the path is one segment, or the part of
/// one up to the text that follows the parameter.
/// Example: match_route: returns how much of a request fits
ROSTER_DECL route_match match_route(const operation_route& route, const http::request& request);

/// Returns the message about a path that none of these routes has; at most 8 of their paths are listed.
ROSTER_DECL std::string unknown_path(std::string_view path, std::span<const operation_route> routes);

/// Returns whether two routes have the same requests: they have the same method, path, constant query parameters
/// and constant headers, whatever the names of the parameters in the path.
ROSTER_DECL bool is_same_route(const operation_route& a, const operation_route& b);

/// Returns a route for a message: GET "/v1/models?type=llm".
ROSTER_DECL std::string text_of(const operation_route& route);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of route.hpp.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

inline std::string quoted_part(std::string_view text) { return in_quotes(text, 200); }

/// Removes the constant parameters from the query. Returns what is missing, or "".
inline std::string take_constants(std::string_view constants, http::detail::query_list& query) {
  for (const auto& wanted : http::detail::parse_query(constants).value_or(http::detail::query_list{})) {
    const auto found = std::find(query.begin(), query.end(), wanted);
    if (found == query.end())
      return "missing query parameter " + quoted_part(wanted.first + '=' + wanted.second);
    query.erase(found);
  }
  return {};
}

ROSTER_DECL route_match match_route(const operation_route& route, const http::request& request) {
  route_match out;
  const auto stop = [&](std::string problem) {
    out.problem = std::move(problem);
    return std::move(out);
  };
  std::string_view path = request.path;
  if (path.starts_with(request.to.prefix)) path.remove_prefix(request.to.prefix.size());
  if (!match_path(route.where.path, path, out.path)) return stop(unknown_path(request.path, {&route, 1}));
  out.fit = route_fit::path;
  if (request.method != route.where.method)
    return stop("wrong method " + quoted_part(request.method) + "; expected " +
                std::string(route.where.method));
  out.fit = route_fit::method;
  auto query = http::detail::parse_query(request.query);
  if (!query) return stop("the query is not percent-encoded");
  if (auto missing = take_constants(route.where.query, *query); !missing.empty())
    return stop(std::move(missing));
  out.query = std::move(*query);
  out.fit = route_fit::query;
  for (const roster::detail::fixed_header& wanted : route.headers)
    if (const auto sent = request.headers.get(wanted.name); sent != wanted.value)
      return stop("header " + std::string(wanted.name) + " is " + quoted_part(sent) + "; expected " +
                  quoted_part(wanted.value));
  out.fit = route_fit::all;
  return out;
}

ROSTER_DECL std::string unknown_path(std::string_view path, std::span<const operation_route> routes) {
  constexpr std::size_t most = 8;
  std::vector<std::string_view> paths;
  for (const operation_route& route : routes)
    if (std::find(paths.begin(), paths.end(), route.where.path) == paths.end())
      paths.push_back(route.where.path);
  std::string out = "unknown path " + quoted_part(path) + "; expected ";
  for (std::size_t i = 0; i < paths.size() && i < most; ++i)
    out.append(i == 0 ? "" : i + 1 == paths.size() ? " or " : ", ").append(quoted_part(paths[i]));
  if (paths.size() > most) out += " or one of " + std::to_string(paths.size() - most) + " others";
  return out;
}

/// Returns a pattern without the names of its parameters.
inline std::string anonymous_path(std::string_view pattern) {
  std::string out;
  bool named = false;
  for (const char c : pattern) {
    named = named && c != '}';
    if (!named) out += c;
    named = named || c == '{';
  }
  return out;
}

inline http::detail::query_list sorted_constants(std::string_view query) {
  auto out = http::detail::parse_query(query).value_or(http::detail::query_list{});
  std::sort(out.begin(), out.end());
  return out;
}

inline http::detail::query_list sorted_headers(std::span<const roster::detail::fixed_header> headers) {
  http::detail::query_list out;
  for (const roster::detail::fixed_header& h : headers)
    out.emplace_back(http::detail::lower_case(h.name), std::string(h.value));
  std::sort(out.begin(), out.end());
  return out;
}

ROSTER_DECL bool is_same_route(const operation_route& a, const operation_route& b) {
  return a.where.method == b.where.method && anonymous_path(a.where.path) == anonymous_path(b.where.path) &&
         sorted_constants(a.where.query) == sorted_constants(b.where.query) &&
         sorted_headers(a.headers) == sorted_headers(b.headers);
}

ROSTER_DECL std::string text_of(const operation_route& route) {
  const std::string query(route.where.query);
  return std::string(route.where.method) + ' ' +
         quoted_part(std::string(route.where.path) + (query.empty() ? "" : '?' + query));
}

}  // namespace roster::inline v0::emulator::detail
#endif
// Options of a declared API in the emulator.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace roster::inline v0::emulator {

/// Options of serve(); by default, every request is accepted, and there are no faults.
struct serve_options {
  /// The signer of the only accepted client: `bearer{"token"}`, `header_key{"x-api-key", "key"}`, or the signature of
  /// a cloud. A request is signed again, with its own date, and accepted if the result is the same. Other
  /// implementations of a signature may cover other headers. Absent: requests are not authenticated.
  std::optional<roster::detail::any_signer> sign{};
  roster::credentials credentials{};              ///< those that `sign` uses
  std::int64_t page_size{10};                     ///< items on a page, if the request sets no size
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size; absent: the declared one
  /// Ignores parameters that the request does not declare; otherwise they are bad requests.
  bool ignore_unknown{};
  /// The order of the members of JSON objects; the documented one is that of the declaration.
  emulator::member_order member_order{emulator::member_order::documented};
  std::uint64_t seed{1};                              ///< of request ids and random member orders
  std::vector<fault> faults{};                        ///< tried in this order; the first that is due applies
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system clock
  /// Called for each request, one call at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t max_logged{100'000};  ///< beyond this, the oldest are dropped
};

}  // namespace roster::inline v0::emulator
#include <string>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// A declared operation with its items.
class served_operation {
 public:
  virtual ~served_operation() = default;

  virtual const operation_route& route() const noexcept = 0;
  virtual const error_form& errors() const noexcept = 0;

  /// Responds to a request that fits the route and is authentic; `anomaly` is an anomaly to inject, or null. Returns why
  /// the request is rejected, or nothing.
  virtual std::optional<serve_problem> respond(const http::request& request, const route_match& match,
                                               const request_context& context, const fault* anomaly,
                                               cloud_response& out) = 0;

 protected:
  served_operation() = default;
  served_operation(const served_operation&) = delete;
  served_operation& operator=(const served_operation&) = delete;
};

class served_state final : public emulated_service {
 public:
  /// Fails: failure(errc::invalid_argument) for contradictory options.
  ROSTER_DECL served_state(std::unique_ptr<served_operation> operation, serve_options options);

  emulated_response respond(const http::request& request) override { return respond(request, {}); }

  /// Rejects a request with another path with the message `unknown`, unless that is empty.
  ROSTER_DECL emulated_response respond(const http::request& request, const std::string& unknown);

  std::optional<fault> next_connection_fault(bool makes_certificates) override {
    return journal_.next_connection_fault(makes_certificates);
  }
  ROSTER_DECL std::size_t add_fault(fault added);
  const operation_route& route() const noexcept { return operation_->route(); }
  route_fit fit_of(const http::request& request) const { return match_route(route(), request).fit; }
  request_journal& journal() noexcept { return journal_; }

 private:
  std::optional<serve_problem> admit(const http::request& request, const route_match& match,
                                     cloud_response& out) const;
  cloud_response reply_to(const http::request& request, const std::string& unknown,
                          const request_context& context, const fault* anomaly);

  std::unique_ptr<served_operation> operation_;
  serve_options options_;
  request_journal journal_;
};

/// Several APIs, of which each request belongs to one.
class served_set final : public emulated_service {
 public:
  /// Fails: failure(errc::invalid_argument) without any API, or if two APIs have the same route.
  ROSTER_DECL explicit served_set(std::vector<std::shared_ptr<served_state>> apis);

  ROSTER_DECL emulated_response respond(const http::request& request) override;
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates) override;

 private:
  std::vector<std::shared_ptr<served_state>> apis_;
  std::vector<operation_route> routes_{};
};

/// Returns why a request is not what `by` sends with this key, or nothing. The time of the request is that of its
/// date header.
ROSTER_DECL std::optional<serve_problem> check_signature(const signer& by, const credentials& key,
                                                         const http::request& request,
                                                         std::chrono::sys_seconds now);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of served_state.hpp.

#include <algorithm>
#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline constexpr std::chrono::minutes date_tolerance{15};

/// Returns the date that a signature covers, if there is one that can be parsed.
inline std::optional<std::chrono::sys_seconds> date_of_signature(const http::headers& headers) {
  for (const std::string_view name : {"x-amz-date", "x-date", "x-sdk-date", "x-acs-date", "x-bce-date"})
    if (const auto date = utc_time(headers.get(name)).seconds()) return date;
  return epoch_seconds(headers.get("x-tc-timestamp")).seconds();
}

ROSTER_DECL std::optional<serve_problem> check_signature(const signer& by, const credentials& key,
                                                         const http::request& request,
                                                         std::chrono::sys_seconds now) {
  const auto date = date_of_signature(request.headers);
  http::request expected = request;
  const http::detail::wipe_request_at_exit wiped(expected);
  const std::string nonce(request.headers.get("x-acs-signature-nonce"));
  by.sign(expected, key, {.now = date.value_or(now), .nonce = nonce});
  std::string wrong;
  for (const http::header& h : expected.headers)
    if (request.headers.get(h.name) != h.value && wrong.empty())
      wrong = (request.headers.contains(h.name) ? "wrong header " : "missing header ") + h.name;
  if (!wrong.empty()) return serve_problem{problem_kind::unauthenticated, std::move(wrong)};
  if (date && std::chrono::abs(now - *date) > date_tolerance)
    return serve_problem{problem_kind::clock_skew, "the date differs by more than 15 minutes"};
  return std::nullopt;
}

[[noreturn]] inline void throw_invalid_options(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid options of emulator::serve: " + why);
}

inline void check_serve_options(const serve_options& options) {
  const auto check_size = [](const char* name, std::int64_t size) {
    if (size < 1)
      throw_invalid_options(std::string(name) + " is " + std::to_string(size) + "; expected at least 1");
  };
  check_size("page_size", options.page_size);
  check_size("page_size_clamp", options.page_size_clamp.value_or(1));
  if (!options.sign) return;
  http::request trial{.headers = {{"host", "emulator"}}};
  (*options.sign)->sign(trial, options.credentials, {.nonce = "1"});  // throws for unusable credentials
}

ROSTER_DECL served_state::served_state(std::unique_ptr<served_operation> operation, serve_options options)
    : operation_(std::move(operation)),
      options_(std::move(options)),
      journal_({.seed = options_.seed,
                .member_order = options_.member_order,
                .clock = options_.clock,
                .on_request = options_.on_request,
                .max_logged = options_.max_logged}) {
  check_serve_options(options_);
  for (const fault& f : options_.faults) add_fault(f);
}

ROSTER_DECL std::size_t served_state::add_fault(fault added) {
  added = emulator::checked(std::move(added));
  if (!added.vendor.empty() || !added.account.empty() || !added.region.empty())
    throw failure(
        errc::invalid_argument,
        "invalid fault " + std::string(name_of(added.kind)) +
            ": a declared API has no vendor, account or region, and no faults that belong to a vendor");
  return journal_.add_fault(std::move(added));
}

ROSTER_DECL std::optional<serve_problem> served_state::admit(const http::request& request,
                                                             const route_match& match,
                                                             cloud_response& out) const {
  if (match.fit != route_fit::all)
    return serve_problem{match.fit == route_fit::none   ? problem_kind::not_found
                         : match.fit == route_fit::path ? problem_kind::wrong_method
                                                        : problem_kind::bad_request,
                         match.problem};
  if (!options_.sign) return std::nullopt;
  auto rejected = check_signature(**options_.sign, options_.credentials, request, journal_.now());
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL cloud_response served_state::reply_to(const http::request& request, const std::string& unknown,
                                                  const request_context& context, const fault* anomaly) {
  cloud_response out;
  std::optional<serve_problem> rejected;
  try {
    route_match match = match_route(route(), request);
    if (match.fit == route_fit::none && !unknown.empty()) match.problem = unknown;
    rejected = admit(request, match, out);
    if (!rejected) rejected = operation_->respond(request, match, context, anomaly, out);
  } catch (const std::exception& why) {
    rejected = serve_problem{problem_kind::internal, why.what()};
  }
  if (rejected) {
    const cloud_error error = error_of(operation_->errors(), *rejected);
    out.page.reset();
    out.code = error.code;
    out.response = write_error(operation_->errors(), {error, rejected->message}, context, rejected->recovery);
  }
  return out;
}

ROSTER_DECL emulated_response served_state::respond(const http::request& request,
                                                    const std::string& unknown) {
  const auto locked = journal_.lock();
  journal_.begin_request();
  const request_context context = journal_.next_context("0123456789abcdef");
  cloud_response reply = reply_to(request, unknown, context, nullptr);
  const auto met = journal_.trigger({.page = reply.page});
  if (met && is_anomaly(met->kind)) reply = reply_to(request, unknown, context, &*met);
  emulated_response out = met ? apply_fault(*met, reply, fault_errors_of(operation_->errors(), context))
                              : emulated_response{.response = reply.response};
  out.response.headers.set("Date", http::detail::format_imf_date(context.now));
  journal_.write(request, reply, out, met, {});
  return out;
}

ROSTER_DECL served_set::served_set(std::vector<std::shared_ptr<served_state>> apis) : apis_(std::move(apis)) {
  if (apis_.empty()) throw failure(errc::invalid_argument, "the emulator's server has no API to serve");
  for (const auto& api : apis_) {
    for (const operation_route& other : routes_)
      if (is_same_route(api->route(), other))
        throw failure(errc::invalid_argument,
                      "the emulator's server has two APIs with the same requests: " + text_of(other) +
                          (text_of(other) == text_of(api->route()) ? "" : " and " + text_of(api->route())));
    routes_.push_back(api->route());
  }
}

ROSTER_DECL emulated_response served_set::respond(const http::request& request) {
  served_state* best = apis_.front().get();
  route_fit best_fit = best->fit_of(request);
  for (const auto& api : apis_)
    if (const route_fit fit = api->fit_of(request); fit > best_fit) {
      best = api.get();
      best_fit = fit;
    }
  if (best_fit == route_fit::none) return best->respond(request, unknown_path(request.path, routes_));
  return best->respond(request);
}

ROSTER_DECL std::optional<fault> served_set::next_connection_fault(bool makes_certificates) {
  for (const auto& api : apis_)
    if (const auto met = api->next_connection_fault(makes_certificates)) return met;
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Checks that the emulator can serve the paging of an operation.
template <class Op>
consteval bool check_paging() {
  constexpr bool is_declared =
      roster::detail::is_paging<std::remove_cvref_t<decltype(roster::detail::paging_of<Op>)>>;
  static_assert(
      is_declared,
      "roster: the emulator cannot serve custom pagination; only the service knows "
      "the next cursor; write a roster::transport that responds, or serve the items with a declared "
      "paging");
  return is_declared;
}

/// Whether the emulator can apply a filter: it is exact or fuzzy, and compares a member of the item.
template <class Filter>
inline constexpr bool is_servable_filter = false;
template <class Member, class Item, class Other>
inline constexpr bool is_servable_filter<roster::exact<Member, Item, Other>> = roster::detail::has_path<Item>;
template <class Member, class Item>
inline constexpr bool is_servable_filter<roster::fuzzy<Member, Item>> = true;

template <class Op, std::size_t I>
bool passes_if_servable(const typename Op::request& request, const item_of<Op>& item) {
  using filter = std::remove_cvref_t<decltype(std::get<I>(roster::detail::filters_of<Op>.list))>;
  if constexpr (is_servable_filter<filter>)
    return passes<Op, I>(request, item, no_attributes{});
  else
    return true;
}

/// Returns whether an item passes the filters that the emulator can apply.
template <class Op>
bool passes_all(const typename Op::request& request, const item_of<Op>& item) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (passes_if_servable<Op, I>(request, item) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(roster::detail::filters_of<Op>.list)>>{});
}

template <class Op>
using page_declaration = std::remove_cvref_t<decltype(roster::detail::paging_of<Op>)>;

/// The style of a declaration, by its members.
template <class Paging>
constexpr page_style style_of() {
  if constexpr (requires(Paging p) { p.number; })
    return page_style::number;
  else if constexpr (requires(Paging p) { p.offset; })
    return page_style::offset;
  else if constexpr (requires(Paging p) { p.next; } || roster::detail::pages_by_url<Paging>)
    return page_style::token;
  else if constexpr (requires(Paging p) { p.send; })
    return page_style::last_item;
  else
    return page_style::whole;
}

template <class Op>
page_rules page_rules_of(const serve_options& options) {
  constexpr auto paging = roster::detail::paging_of<Op>;
  page_rules out{.style = style_of<page_declaration<Op>>(), .default_size = options.page_size};
  if constexpr (requires { paging.max_page_size; })
    out.max_size = (std::min)(paging.max_page_size, options.page_size_clamp.value_or(paging.max_page_size));
  if constexpr (requires { paging.first; }) out.first = paging.first;
  if constexpr (declares_expiry<Op>) out.expired = {paging.expired.status, paging.expired.code};
  if constexpr (requires { paging.aligned; }) out.aligned = paging.aligned;
  if constexpr (requires { paging.ended_by_status; }) out.ended_by_status = paging.ended_by_status;
  return out;
}

/// An item with its key, or the place of one that was removed.
template <class Item>
struct item_slot {
  std::uint64_t serial{};
  std::string key{};
  std::optional<Item> item{};
};

template <class Op>
class list_service final : public served_operation {
 public:
  using item = item_of<Op>;
  using request_type = typename Op::request;

  list_service(std::vector<item> items, const serve_options& options)
      : rules_(page_rules_of<Op>(options)), ignore_unknown_(options.ignore_unknown) {
    for (item& one : items) insert(std::move(one), slots_.size());
    std::vector<std::string_view> keys;
    for (const auto& slot : slots_) keys.push_back(slot.key);
    check_unique_keys(std::move(keys));
  }

  const operation_route& route() const noexcept override { return route_; }
  const error_form& errors() const noexcept override { return errors_; }

  std::optional<serve_problem> respond(const http::request& request, const route_match& match,
                                       const request_context& context, const fault* anomaly,
                                       cloud_response& out) override {
    request_type decoded{};
    page_request wanted;
    page_plan plan;
    if (auto problem = read(request, match, decoded, wanted)) return problem;
    out.page_size = wanted.size;
    out.marker = wanted.token;
    if (auto problem = plan_page(rules_, wanted, listed(decoded), anomaly, plan)) return problem;
    out.page = plan.page;
    compose(plan, request, wanted, context, out.response = {.status = 200});
    return std::nullopt;
  }

  std::vector<item> items() const {
    std::vector<item> out;
    for (const auto& slot : slots_)
      if (slot.item) out.push_back(*slot.item);
    return out;
  }

  /// Inserts an item before the one at an index of items(), or at the end.
  void insert(item added, std::size_t index) {
    auto at = slots_.begin();
    while (at != slots_.end() && !(at->item && index-- == 0)) ++at;
    std::string key = key_text<Op>(added);
    slots_.insert(at, {++serials_, std::move(key), std::move(added)});
  }

  bool remove(std::string_view key) {
    const auto found = std::find_if(slots_.begin(), slots_.end(),
                                    [&](const auto& slot) { return slot.item && slot.key == key; });
    if (found == slots_.end()) return false;
    found->item.reset();
    return true;
  }

  /// Makes all tokens expire that responses have contained so far.
  void expire_tokens() noexcept { ++rules_.token_generation; }

 private:
  static constexpr auto paging = roster::detail::paging_of<Op>;

  /// Sets a member from text.
  static std::optional<serve_problem> set(request_type& decoded, std::string_view name,
                                          std::string_view value) {
    if (auto wrong = set_parameter<case_of<Op>>(decoded, name, value))
      return bad_request(std::move(wrong->message));
    return std::nullopt;
  }

  std::optional<serve_problem> read_body(const std::string& body, request_type& decoded) const {
    if (body.empty()) return std::nullopt;
    if (const auto wrong = decode<case_of<Op>>(body, decoded)) return bad_request(wrong->text());
    constexpr bool keeps_unknown =
        roster::detail::unknown_index<request_type> != roster::detail::field_count<request_type>();
    if (keeps_unknown || ignore_unknown_) return std::nullopt;
    const auto known = parameters<case_of<Op>, request_type>();
    for (const std::string& name : member_names(body))
      if (std::none_of(known.begin(), known.end(), [&](const auto& p) { return p.name == name; }))
        return bad_request("unknown member " + in_quotes(name) + " in the body");
    return std::nullopt;
  }

  std::optional<serve_problem> read_query(const http::detail::query_list& query, request_type& decoded,
                                          page_request& wanted) const {
    for (const auto& [name, value] : query) {
      if (roster::detail::pages_by_url<page_declaration<Op>> && name == page_parameter) {
        wanted.token = value;
        continue;
      }
      const auto wrong = set_parameter<case_of<Op>>(decoded, name, value);
      if (wrong && !(ignore_unknown_ && wrong->fault == parameter_error::reason::unknown_name))
        return bad_request(wrong->message);
    }
    return std::nullopt;
  }

  /// Reads the I-th member that is sent in a header, and those after it.
  template <std::size_t I = 0>
  static std::optional<serve_problem> read_headers(const http::headers& headers, request_type& decoded) {
    if constexpr (I == roster::detail::header_members<Op>) {
      return std::nullopt;
    } else {
      constexpr auto header = roster::detail::header_name<Op, I>;
      constexpr auto member =
          roster::detail::index_of<request_type>(std::get<2 * I>(roster::detail::in_headers_of<Op>.list));
      constexpr auto name = roster::detail::wire_name<request_type, member, case_of<Op>>;
      if (headers.contains(header))
        if (auto problem = set(decoded, name, headers.get(header))) return problem;
      return read_headers<I + 1>(headers, decoded);
    }
  }

  /// Returns the names of the parameters that a query has at most once.
  static std::vector<std::string_view> single_parameters() {
    std::vector<std::string_view> out;
    for (const parameter_info& one : parameters<case_of<Op>, request_type>())
      if (one.kind != roster::detail::kind::list) out.push_back(one.name);
    if constexpr (roster::detail::pages_by_url<page_declaration<Op>>) out.push_back(page_parameter);
    return out;
  }

  /// Reads the members of a request from where the operation sends them.
  std::optional<serve_problem> read(const http::request& request, const route_match& match,
                                    request_type& decoded, page_request& wanted) const {
    if (Op::target.method != "GET") {
      if (auto problem = check_content_type(request.headers)) return problem;
      if (auto problem = read_body(request.body, decoded)) return problem;
    }
    if (auto problem = check_query(match.query, match.path, single_parameters())) return problem;
    if (auto problem = read_query(match.query, decoded, wanted)) return problem;
    for (const auto& [name, value] : match.path)
      if (auto problem = set(decoded, name, value)) return problem;
    if (auto problem = read_headers(request.headers, decoded)) return problem;
    return read_page(decoded, wanted);
  }

  static std::optional<serve_problem> read_page(const request_type& decoded, page_request& wanted) {
    std::optional<serve_problem> problem;
    if constexpr (requires { paging.size; })
      problem = read_number("page size", requested_text(decoded, paging.size), wanted.size);
    if constexpr (requires { paging.number; })
      if (!problem) problem = read_number("page number", requested_text(decoded, paging.number), wanted.at);
    if constexpr (requires { paging.offset; })
      if (!problem) problem = read_number("offset", requested_text(decoded, paging.offset), wanted.at);
    if constexpr (requires { paging.send; }) wanted.token = requested_text(decoded, paging.send);
    return problem;
  }

  std::vector<listed_slot> listed(const request_type& decoded) const {
    std::vector<listed_slot> out;
    for (const auto& slot : slots_)
      out.push_back({slot.serial, slot.key, slot.item && passes_all<Op>(decoded, *slot.item)});
    return out;
  }

  /// Writes what the declaration says about the page.
  template <class Response>
  static void describe(const page_plan& plan, const http::request& request, const page_request& wanted,
                       Response& body, http::headers& headers) {
    using declaration = page_declaration<Op>;
    if constexpr (requires { paging.total; }) put_value(body, headers, paging.total, plan.total);
    if constexpr (requires { paging.remaining; })
      if (plan.remaining != 0) put_value(body, headers, paging.remaining, plan.remaining);
    if constexpr (requires { paging.more; }) put_value(body, headers, paging.more, plan.more);
    if constexpr (requires { paging.pages; }) put_value(body, headers, paging.pages, plan.pages);
    if constexpr (requires { paging.echoed_number; })
      put_value(body, headers, paging.echoed_number, plan.number);
    if constexpr (requires { paging.echoed_size; }) put_value(body, headers, paging.echoed_size, plan.size);
    if constexpr (requires { paging.end_token; }) {
      const std::string next = plan.next                         ? *plan.next
                               : paging.repeated_token_ends_list ? wanted.token.value_or("")
                                                                 : std::string(paging.end_token);
      if (!next.empty()) put_value(body, headers, paging.next, next);
    } else if constexpr (roster::detail::pages_by_url<declaration>) {
      if (!plan.next) return;
      const std::string url = next_page_url(request, *plan.next);
      if constexpr (requires { paging.next; })
        put_value(body, headers, paging.next, url);
      else
        headers.set("Link", '<' + url + ">; rel=\"next\"");
    }
  }

  static std::string written(const auto& value) {
    return to_json<case_of<Op>>(value, {.reveal_secrets = true});
  }

  /// Writes the body of a response, and the headers.
  void compose(const page_plan& plan, const http::request& request, const page_request& wanted,
               const request_context& context, http::response& out) const {
    std::vector<item> page;
    for (const std::size_t slot : plan.slots) page.push_back(*slots_[slot].item);
    const auto members = success_members(errors_, context.request_id, out.headers);
    typename Op::response body{};
    describe(plan, request, wanted, body, out.headers);
    if constexpr (roster::detail::format_of<Op> == json_lines) {
      out.headers.set("Content-Type", "application/x-ndjson");
      for (const item& one : page) out.body += arrange_members(written(one), {}, context) + '\n';
    } else {
      place_items<Op>(body, page);
      out.headers.set("Content-Type", "application/json");
      out.body = arrange_members(add_members(written(body), members), {}, context);
    }
  }

  static constexpr operation_route make_route() {
    return {Op::target,
            std::span(roster::detail::headers_of<Op>.list).first(roster::detail::headers_of<Op>.count)};
  }

  operation_route route_ = make_route();
  error_form errors_ = error_form_of<Op>();
  page_rules rules_;
  bool ignore_unknown_{};
  std::vector<item_slot<item>> slots_{};
  std::uint64_t serials_{};
};

}  // namespace roster::inline v0::emulator::detail
// A declared API in the emulator, whatever its operation is.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class served_state;
}

/// An API that serve() made, for code that does not depend on its operation. Copies share all state.
/// Thread safety: all members may be called from any thread.
class served_api {
 public:
  /// Returns a transport that calls this API without sockets and ignores the host name. Broken connections and
  /// responses fail as they do on a network.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Handles any request, valid or not, and logs it.
  ROSTER_DECL detail::emulated_response respond(const http::request& request) const;

  /// Returns the logged requests, oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  /// Forgets the logged requests.
  ROSTER_DECL void clear_log() const;

  /// Adds a fault after the existing ones. Returns its number; the faults of the options are numbered from 0.
  /// Fails: failure(errc::invalid_argument) for a fault of one vendor, account or region.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests or connections a fault has been applied to.
  ROSTER_DECL std::size_t fault_hits(std::size_t number) const;

  /// Calls `change` once, directly before the request with this number is handled; numbers are those of the log. No
  /// other request is handled in between. `change` may call all members and must not wait for other threads.
  /// Fails: failure(errc::invalid_argument) when that request has already been handled.
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

 protected:
  /// Shares the state of a list or a call.
  explicit served_api(std::shared_ptr<detail::served_state> state) noexcept : state_(std::move(state)) {}

 private:
  friend class server;

  std::shared_ptr<detail::served_state> state_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of served_api.hpp.

namespace roster::inline v0::emulator {

ROSTER_DECL std::shared_ptr<roster::transport> served_api::transport(
    boost::asio::any_io_executor executor) const {
  roster::detail::check_executor(executor);
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL detail::emulated_response served_api::respond(const http::request& request) const {
  return state_->respond(request);
}

ROSTER_DECL std::vector<logged_request> served_api::log() const { return state_->journal().log(); }

ROSTER_DECL void served_api::clear_log() const { state_->journal().clear_log(); }

ROSTER_DECL std::size_t served_api::add_fault(fault added) const {
  return state_->add_fault(std::move(added));
}

ROSTER_DECL std::size_t served_api::fault_hits(std::size_t number) const {
  return state_->journal().fault_hits(number);
}

ROSTER_DECL void served_api::before_request(std::int64_t number, std::function<void()> change) const {
  state_->journal().before_request(number, std::move(change));
}

}  // namespace roster::inline v0::emulator
#endif
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {

namespace detail {

/// Any argument of a call that is rejected.
struct any_argument {
  any_argument() = default;
  template <class T>
  any_argument(const T&) {}
  any_argument(std::initializer_list<any_argument>) {}
};

/// The result of serving what is no list: it has the members of an API, so that only one error is reported.
class rejected_api : public served_api {
 public:
  rejected_api() noexcept : served_api(nullptr) {}
};

}  // namespace detail

/// An emulated list operation and its items. Copies share all state.
/// Thread safety: all members may be called from any thread.
template <operation Op>
class served_list : public served_api {
 public:
  /// Returns the current items, in the order of the list.
  std::vector<item_of<Op>> items() const {
    const auto locked = state_->journal().lock();
    return list_->items();
  }

  /// Inserts an item before the one at `index`, or at the end.
  void insert(item_of<Op> added, std::size_t index = static_cast<std::size_t>(-1)) const {
    const auto locked = state_->journal().lock();
    list_->insert(std::move(added), index);
  }

  /// Removes the item with this key; an integer as its digits, a key of several members as a JSON array,
  /// `["acme","llm"]`. Returns whether there was one.
  bool remove(std::string_view key) const
    requires(roster::detail::has_path<decltype(key_of<Op>)>)
  {
    const auto locked = state_->journal().lock();
    return list_->remove(key);
  }

  /// Makes all page tokens expire that responses have contained so far: a request with one gets the response that
  /// `expired` of the paging declares, with a token that continues the list if that names a place for it.
  void expire_tokens() const
    requires(detail::declares_expiry<Op>)
  {
    const auto locked = state_->journal().lock();
    list_->expire_tokens();
  }

 private:
  template <operation Any>
  friend served_list<Any> serve(std::vector<item_of<Any>> items, serve_options options);

  served_list(std::shared_ptr<detail::served_state> state, detail::list_service<Op>& list)
      : served_api(state), state_(std::move(state)), list_(&list) {}

  std::shared_ptr<detail::served_state> state_;
  detail::list_service<Op>* list_;  // owned by `state_`
};

/// Emulates a list operation from its declaration alone: target, headers, paging, filters and errors. The order of the
/// list is that of `items`. Exact and fuzzy filters are applied if they name a member of the item; other declared
/// parameters are accepted and ignored. An unknown or repeated parameter, one of the path in the query, a wrong constant
/// header, a body that is not JSON and an invalid page size are bad requests, with a message. A larger page size than `max_page_size` is reduced to it. Items inside the elements of a
/// list (`roster::each`) are divided among as many elements as they need; entries of a map are numbered, and the order of
/// members applies to them, too.
/// Fails: failure(errc::invalid_argument) for invalid options, and for two items with the same key.
/// Example: serve: lists every item in order, whatever the style of pagination
template <operation Op>
served_list<Op> serve(std::vector<item_of<Op>> items, serve_options options = {}) {
  static_assert(roster::detail::check_operation<Op>());
  static_assert(detail::check_paging<Op>());
  auto list = std::make_unique<detail::list_service<Op>>(std::move(items), options);
  auto& inside = *list;
  return {std::make_shared<detail::served_state>(std::move(list), std::move(options)), inside};
}

/// Exists only for the message of its static_assert.
template <class Op>
  requires(!roster::detail::has_items<Op>)
detail::rejected_api serve(detail::any_argument = {}, serve_options = {}) {
  static_assert(
      sizeof(Op) == 0,
      "roster: the emulator serves lists, and this operation is a single call, since it has no items; "
      "write a roster::transport that responds to the call, or declare items and paging");
  return {};
}

}  // namespace roster::inline v0::emulator
// Compressing the emulator's responses with the content coding gzip.

#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns `text` as one member of gzip data (RFC 1952).
ROSTER_DECL std::string gzip_text(std::string_view text);

/// Returns whether the Accept-Encoding of a request includes gzip.
ROSTER_DECL bool accepts_gzip(const http::request& request);

/// Compresses the body of a response, unless it is empty, and adds Content-Encoding.
ROSTER_DECL void compress(http::response& response);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of compress.hpp.

#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/beast/zlib/zlib.hpp>
#include <boost/crc.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>

namespace roster::inline v0::emulator::detail {

inline void append_little_endian(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

ROSTER_DECL std::string gzip_text(std::string_view text) {
  namespace zlib = boost::beast::zlib;
  constexpr std::string_view header("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  zlib::deflate_stream deflate;
  std::string out(header);
  out.resize(header.size() + deflate.upper_bound(text.size()));
  zlib::z_params io;
  io.next_in = text.data();
  io.avail_in = text.size();
  io.next_out = out.data() + header.size();
  io.avail_out = out.size() - header.size();
  boost::system::error_code ignored;  // the output is large enough
  deflate.write(io, zlib::Flush::finish, ignored);
  out.resize(out.size() - io.avail_out);
  boost::crc_32_type sum;
  sum.process_bytes(text.data(), text.size());
  append_little_endian(out, sum.checksum());
  append_little_endian(out, static_cast<std::uint32_t>(text.size()));
  return out;
}

ROSTER_DECL bool accepts_gzip(const http::request& request) {
  for (const auto& [coding, parameters] :
       boost::beast::http::ext_list(request.headers.get("accept-encoding"))) {
    if (!http::detail::same_ignoring_case(coding, "gzip")) continue;
    for (const auto& [name, value] : parameters)
      if (http::detail::same_ignoring_case(name, "q"))
        return std::string_view(value).find_first_not_of("0.") != std::string_view::npos;
    return true;
  }
  return false;
}

ROSTER_DECL void compress(http::response& response) {
  if (response.body.empty()) return;
  response.body = gzip_text(response.body);
  response.headers.set("content-encoding", "gzip");
}

}  // namespace roster::inline v0::emulator::detail
#endif
// One connection of the emulator's server: reads requests and sends responses until either side closes it. Templates
// over the stream, TCP or TLS.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

using incoming_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request, and whether its connection stays open.
struct incoming {
  http::request request{};
  bool keep_alive{};
};

/// Returns path and query of a target; clients of a proxy send it in absolute form.
inline std::string_view without_origin(std::string_view target) noexcept {
  const auto scheme = target.find("://");
  if (target.starts_with('/') || scheme == target.npos) return target;
  const auto slash = target.find('/', scheme + 3);
  return slash == target.npos ? "/" : target.substr(slash);
}

/// Converts a request unchanged: every header in its order, the target byte for byte.
inline incoming take_request(incoming_parser& parser) {
  auto message = parser.release();
  incoming out{.keep_alive = message.keep_alive()};
  const std::string_view target = without_origin(message.target());
  const auto mark = target.find('?');
  out.request.method = std::string(message.method_string());
  out.request.path = std::string(target.substr(0, mark));
  if (mark != target.npos) out.request.query = std::string(target.substr(mark + 1));
  for (const auto& h : message) out.request.headers.add(std::string(h.name_string()), std::string(h.value()));
  out.request.body = std::move(message.body());
  return out;
}

/// Returns the response to a request that cannot be parsed; nothing when the client has closed the connection.
inline std::optional<emulated_response> reject_unreadable(const boost::system::error_code& ec) {
  namespace beast_http = boost::beast::http;
  static const auto of_beast = make_error_code(beast_http::error::bad_method);
  if (ec.category() != of_beast.category() || ec == beast_http::error::end_of_stream ||
      ec == beast_http::error::partial_message)
    return std::nullopt;
  const unsigned status = ec == beast_http::error::body_limit     ? 413
                          : ec == beast_http::error::header_limit ? 431
                                                                  : 400;
  return emulated_response{.response = {.status = status}};
}

template <class Stream>
inline constexpr bool is_tls = requires(Stream& stream) { stream.next_layer(); };

/// Returns the socket, the layer below TLS if there is TLS.
template <class Stream>
auto& socket_of(Stream& stream) {
  if constexpr (is_tls<Stream>)
    return stream.next_layer();
  else
    return stream;
}

/// Ends a connection the way a fault requires.
template <class Stream>
void break_off(Stream& stream, broken_by how) {
  auto& socket = stream.lowest_layer();
  boost::system::error_code ignored;  // the client may have closed it already
  if (how == broken_by::reset) socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  if (how == broken_by::close) socket.shutdown(boost::asio::socket_base::shutdown_send, ignored);
  socket.close(ignored);
}

/// Closes a connection gracefully.
template <class Stream>
boost::asio::awaitable<void> end_connection(Stream& stream) {
  boost::system::error_code ignored;  // the client may have closed it already
  if constexpr (is_tls<Stream>) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await stream.async_shutdown(token);
  }
  stream.lowest_layer().shutdown(boost::asio::socket_base::shutdown_both, ignored);
  stream.lowest_layer().close(ignored);
}

template <class Stream>
boost::asio::awaitable<void> pause(Stream& stream, std::chrono::milliseconds time) {
  if (time.count() == 0) co_return;
  boost::asio::steady_timer timer(stream.get_executor(), time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

/// Waits until the client closes the connection.
template <class Stream>
boost::asio::awaitable<void> outlast(Stream& stream) {
  std::array<char, 1024> space{};
  const auto into = boost::asio::buffer(space);
  for (boost::system::error_code ec; !ec;) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await stream.async_read_some(into, token);
  }
}

/// Sends the bytes of a corrupted response. Returns what happens to the connection.
template <class Stream>
boost::asio::awaitable<afterwards> send_spoilt(Stream& stream, const emulated_response& reply,
                                               bool keep_alive) {
  const auto token = boost::asio::use_awaitable;
  const corrupted_response bytes = spoil(reply, keep_alive);
  const std::size_t step = bytes.every.count() == 0 ? bytes.first.size() : 1;
  for (std::size_t at = 0; at < bytes.first.size(); at += step) {
    const auto piece = boost::asio::buffer(bytes.first.data() + at, step);
    co_await boost::asio::async_write(stream, piece, token);
    co_await pause(stream, bytes.every);
  }
  if (!bytes.garbled.empty()) {
    const auto beneath = boost::asio::buffer(bytes.garbled);
    co_await boost::asio::async_write(socket_of(stream), beneath, token);
  }
  const auto again = boost::asio::buffer(bytes.repeated);
  std::size_t sent = bytes.first.size();
  while (!bytes.repeated.empty() && (bytes.most == 0 || sent < bytes.most)) {
    co_await boost::asio::async_write(stream, again, token);
    sent += again.size();
  }
  if (bytes.then == afterwards::wait) co_await outlast(stream);
  co_return bytes.then;
}

/// Returns whether a connection with this fault performs a TLS handshake.
inline bool begins_tls(const fault& met) noexcept {
  return met.kind == fault_kind::tls && met.tls != tls_fault::plain_http && met.tls != tls_fault::cut;
}

/// Returns the bytes that are sent on a connection that is closed early.
inline std::string_view early_bytes(const fault& met) noexcept {
  using namespace std::string_view_literals;
  if (met.kind == fault_kind::connection)
    return met.end == connection_end::garbage ? "this is neither HTTP nor TLS\r\n\r\n"sv : ""sv;
  return met.tls == tls_fault::plain_http
             ? "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"sv
             : "\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03"sv;  // the beginning of a ServerHello
}

/// Applies a fault to a new connection, before any request.
inline boost::asio::awaitable<void> end_early(boost::asio::ip::tcp::socket& socket, const fault& met) {
  const bool of_tls = met.kind == fault_kind::tls;
  co_await pause(socket, met.wait);
  if (of_tls && met.tls == tls_fault::cut) {  // closing with unread bytes would be a reset
    std::array<char, 4096> hello{};
    const auto into = boost::asio::buffer(hello);
    co_await socket.async_read_some(into, boost::asio::use_awaitable);
  }
  const auto words = boost::asio::buffer(early_bytes(met));
  co_await boost::asio::async_write(socket, words, boost::asio::use_awaitable);
  const bool stays = of_tls ? met.tls == tls_fault::plain_http
                            : met.end == connection_end::stall || met.end == connection_end::garbage;
  if (stays) co_await outlast(socket);
  break_off(socket, !of_tls && met.end == connection_end::reset ? broken_by::reset : broken_by::close);
}

template <class Stream>
boost::asio::awaitable<void> send_response(Stream& stream, const emulated_response& reply, bool keep_alive,
                                           bool head_only) {
  const auto token = boost::asio::use_awaitable;
  const std::string bytes = response_bytes(reply, keep_alive, head_only);
  const auto buffer = boost::asio::buffer(bytes);
  co_await boost::asio::async_write(stream, buffer, token);
}

/// Serves one connection until it ends.
/// Fails: boost::system::system_error when the client aborts it or the server is stopped.
template <class Stream>
boost::asio::awaitable<void> serve_connection(Stream& stream, emulated_service& service, bool gzip) {
  constexpr std::uint32_t max_header = 64 * 1024;
  constexpr std::uint64_t max_body = 1024 * 1024;
  boost::beast::flat_buffer buffer;
  for (bool open = true; open;) {
    incoming_parser parser;
    parser.header_limit(max_header);
    parser.body_limit(max_body);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await boost::beast::http::async_read(stream, buffer, parser, token);
    if (ec) {
      const auto rejected = reject_unreadable(ec);
      if (rejected) co_await send_response(stream, *rejected, false, false);
      break;
    }
    incoming in = take_request(parser);
    in.request.to.scheme = is_tls<Stream> ? "https" : "http";
    emulated_response reply = service.respond(in.request);
    if (gzip && !reply.spoilt && !reply.broken && accepts_gzip(in.request)) compress(reply.response);
    const bool head_only = in.request.method == "HEAD";
    open = in.keep_alive;
    co_await pause(stream, reply.wait);
    if (reply.spoilt) {
      const afterwards then = co_await send_spoilt(stream, reply, open);
      open = then == afterwards::next_request;
      if (!open) {
        break_off(stream, broken_by::close);
        co_return;
      }
      continue;
    }
    co_await send_response(stream, reply, open, head_only);
    if (reply.broken) {
      break_off(stream, reply.broken->how);
      co_return;
    }
  }
  co_await end_connection(stream);
}

}  // namespace roster::inline v0::emulator::detail
// Accepts the connections of the emulator's server and closes them all at once. Held by shared pointers, because its
// pending operations keep it alive.

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
// TLS of the emulator, with a certificate made for it.

#include <openssl/types.h>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
// The address, port and certificate of the emulator's server.

#include <cstdint>
#include <string>

namespace roster::inline v0::emulator {

/// Options of emulator::server: address, port, TLS and compression.
struct server_options {
  std::string address{"127.0.0.1"};  ///< of the interface to listen on
  std::uint16_t port{0};             ///< 0: any free port
  std::string host{};                ///< host name in the endpoint; "": the address
  std::string certificate_pem{};     ///< the certificate chain for HTTPS, in PEM form; "": plain HTTP
  secret private_key_pem{};          ///< the private key of the certificate, in PEM form
  /// Serves HTTPS with a certificate generated at start instead, valid for `host`, the address and localhost. Clients
  /// have to trust emulator::server::ca_certificate_pem(). Required by faults of the kind tls.
  bool make_certificate{};
  /// Compresses the bodies of responses with gzip if the client accepts it, except those that a fault corrupts.
  bool gzip{};
};

}  // namespace roster::inline v0::emulator
#include <string>

namespace roster::inline v0::emulator::detail {

/// The contents of a certificate to make.
struct certificate_spec {
  std::string common_name{"localhost"};
  std::string alternative_names{"DNS:localhost"};  ///< in OpenSSL's syntax; "" for none
  long from_days{-1};                              ///< from now
  long to_days{2};
  unsigned rsa_bits{};  ///< 0: an elliptic curve
  bool authority{};     ///< it may sign others
};

/// A certificate and its key.
struct test_certificate {
  std::shared_ptr<EVP_PKEY> key{};
  std::shared_ptr<X509> certificate{};

  ROSTER_DECL std::string certificate_pem() const;
  ROSTER_DECL std::string key_pem() const;
};

/// Makes a certificate signed by `issuer`, or a self-signed one.
/// Fails: failure(errc::invalid_argument) for names that OpenSSL cannot parse, and for what its settings forbid.
ROSTER_DECL test_certificate make_certificate(const certificate_spec& wish,
                                              const test_certificate* issuer = nullptr);

/// Makes the certificate of an authority.
ROSTER_DECL test_certificate make_authority(const std::string& name);

/// Creates the TLS context of a server with this certificate; weak keys are allowed.
/// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem);

class server_tls {
 public:
  /// Creates the contexts. `host` is the host name in the server's endpoint.
  /// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
  ROSTER_DECL server_tls(const emulator::server_options& options, const std::string& host);

  /// Returns the context for connections without a fault.
  boost::asio::ssl::context& usual() noexcept { return *usual_; }

  bool makes_certificates() const noexcept { return authority_.has_value(); }

  /// Returns the context for one connection with a fault. May be called only if the server makes its certificates.
  ROSTER_DECL boost::asio::ssl::context spoilt(tls_fault how) const;

  /// Returns the certificate of the authority that signs the generated ones; "" if there is none.
  ROSTER_DECL std::string ca_certificate_pem() const;

 private:
  ROSTER_DECL boost::asio::ssl::context showing(const certificate_spec& wish) const;

  certificate_spec right_{};
  std::optional<test_certificate> authority_{};
  std::optional<boost::asio::ssl::context> usual_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of server_tls.hpp.

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>

namespace roster::inline v0::emulator::detail {

/// Returns the text that `write` writes to a BIO.
template <class Write>
std::string pem_of(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  write(out.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

inline void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
  if (!extension)
    throw failure(errc::invalid_argument,
                  "invalid certificate extension \"" + escape_for_log(value, 300) + '"');
  X509_add_ext(certificate, extension.get(), -1);
}

inline void set_name_and_time(X509* certificate, const certificate_spec& wish) {
  constexpr long day = 86'400;
  const auto* name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, name, -1, -1, 0);
  X509_gmtime_adj(X509_getm_notBefore(certificate), wish.from_days * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), wish.to_days * day);
  std::uint64_t serial = 0;  // the serial numbers of an authority are unique
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial);
}

ROSTER_DECL std::string test_certificate::certificate_pem() const {
  return pem_of([this](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
}

ROSTER_DECL std::string test_certificate::key_pem() const {
  return pem_of(
      [this](BIO* out) { PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

inline failure no_certificate() {
  return {errc::invalid_argument,
          "OpenSSL cannot create the certificate; its configuration may not allow the type of key"};
}

ROSTER_DECL test_certificate make_certificate(const certificate_spec& wish, const test_certificate* issuer) {
  test_certificate out{
      .key = {wish.rsa_bits != 0 ? EVP_RSA_gen(wish.rsa_bits) : EVP_EC_gen("P-256"), &EVP_PKEY_free},
      .certificate = {X509_new(), &X509_free}};
  if (!out.key || !out.certificate) throw no_certificate();
  X509* const made = out.certificate.get();
  X509* const by = issuer != nullptr ? issuer->certificate.get() : made;
  X509_set_version(made, X509_VERSION_3);
  X509_set_pubkey(made, out.key.get());
  set_name_and_time(made, wish);
  X509_set_issuer_name(made, X509_get_subject_name(by));
  add_extension(made, by, NID_subject_key_identifier, "hash");
  add_extension(made, by, NID_authority_key_identifier, "keyid");
  if (wish.authority) add_extension(made, by, NID_basic_constraints, "critical,CA:TRUE");
  if (wish.authority) add_extension(made, by, NID_key_usage, "critical,keyCertSign,cRLSign");
  if (!wish.alternative_names.empty()) add_extension(made, by, NID_subject_alt_name, wish.alternative_names);
  if (X509_sign(made, issuer != nullptr ? issuer->key.get() : out.key.get(), EVP_sha256()) == 0)
    throw no_certificate();
  return out;
}

ROSTER_DECL test_certificate make_authority(const std::string& name) {
  return make_certificate({.common_name = name, .alternative_names = "", .to_days = 3650, .authority = true});
}

/// Returns the contents of a certificate for the host and the names of this machine.
inline certificate_spec wish_for(const std::string& host) {
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(host, not_an_address);
  return {
      .common_name = host,
      .alternative_names = (not_an_address ? "DNS:" : "IP:") + host + ",DNS:localhost,IP:127.0.0.1,IP:::1",
      .to_days = 365};
}

ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.native_handle(), 0);  // rejecting weak keys is the task of the client
  boost::system::error_code ec;
  context.use_certificate_chain(boost::asio::buffer(certificate_pem), ec);
  if (ec) throw failure(errc::invalid_argument, "invalid emulator certificate: " + ec.message());
  context.use_private_key(boost::asio::buffer(key_pem), boost::asio::ssl::context::pem, ec);
  if (ec)
    throw failure(errc::invalid_argument, "invalid private key of the emulator certificate: " + ec.message());
  return context;
}

ROSTER_DECL server_tls::server_tls(const emulator::server_options& options, const std::string& host)
    : right_(wish_for(host)) {
  if (options.make_certificate) authority_ = make_authority("Roster's emulator");
  usual_.emplace(authority_ ? showing(right_)
                            : make_server_context(options.certificate_pem, options.private_key_pem.reveal()));
}

ROSTER_DECL std::string server_tls::ca_certificate_pem() const {
  return authority_ ? authority_->certificate_pem() : "";
}

ROSTER_DECL boost::asio::ssl::context server_tls::showing(const certificate_spec& wish) const {
  const test_certificate shown = make_certificate(wish, &*authority_);
  return make_server_context(shown.certificate_pem(), shown.key_pem());
}

ROSTER_DECL boost::asio::ssl::context server_tls::spoilt(tls_fault how) const {
  certificate_spec wrong = right_;
  if (how == tls_fault::wrong_host) wrong.alternative_names = "DNS:wrong.example";
  if (how == tls_fault::common_name) wrong.alternative_names.clear();
  if (how == tls_fault::weak_key) wrong.rsa_bits = 1024;
  if (how == tls_fault::expired) wrong.from_days = -9, wrong.to_days = -1;
  if (how == tls_fault::not_yet_valid) wrong.from_days = 1;
  if (how == tls_fault::self_signed || how == tls_fault::unknown_authority) {
    const test_certificate stranger = make_authority("unknown authority");
    const test_certificate shown =
        make_certificate(wrong, how == tls_fault::self_signed ? nullptr : &stranger);
    return make_server_context(shown.certificate_pem(), shown.key_pem());
  }
  auto context = showing(wrong);
  if (how == tls_fault::old_version) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
  }
  return context;
}

}  // namespace roster::inline v0::emulator::detail
#endif
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

class emulator_listener : public std::enable_shared_from_this<emulator_listener> {
 public:
  ROSTER_DECL emulator_listener(boost::asio::any_io_executor executor,
                                std::shared_ptr<emulated_service> service, emulator::server_options options);

  ROSTER_DECL std::string start();
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;
  std::string ca_certificate_pem() const { return tls_ ? tls_->ca_certificate_pem() : ""; }
  ROSTER_DECL void stop();
  std::size_t connections() const noexcept { return accepted_; }
  std::size_t open_connections() const noexcept { return open_; }

 private:
  using tcp = boost::asio::ip::tcp;

  void listen();
  boost::asio::awaitable<void> accept_all();
  std::string host() const;
  void begin(tcp::socket socket);
  boost::asio::awaitable<void> serve(tcp::socket socket);
  void end_all();

  boost::asio::strand<boost::asio::any_io_executor> strand_;  // everything but the constructor runs on it
  std::shared_ptr<emulated_service> service_;
  emulator::server_options options_;
  tcp::endpoint local_;
  std::optional<server_tls> tls_{};
  tcp::acceptor acceptor_;
  std::list<boost::asio::cancellation_signal> sessions_{};
  std::atomic<std::size_t> accepted_{};
  std::atomic<std::size_t> open_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator_listener.hpp.

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline boost::asio::ip::tcp::endpoint local_endpoint_of(const emulator::server_options& options) {
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(options.address, ec);
  if (ec)
    throw failure(errc::invalid_argument, "the emulator cannot listen on \"" +
                                              escape_for_log(options.address, 100) + "\": not an IP address");
  return {address, options.port};
}

ROSTER_DECL emulator_listener::emulator_listener(boost::asio::any_io_executor executor,
                                                 std::shared_ptr<emulated_service> service,
                                                 emulator::server_options options)
    : strand_(boost::asio::make_strand(std::move(executor))),
      service_(std::move(service)),
      options_(std::move(options)),
      local_(local_endpoint_of(options_)),
      acceptor_(strand_) {
  if (options_.certificate_pem.empty() != options_.private_key_pem.empty())
    throw failure(errc::invalid_argument,
                  options_.certificate_pem.empty()
                      ? "the emulator has a private key (private_key_pem) without its certificate"
                      : "the certificate of the emulator requires its private key (private_key_pem)");
  if (options_.make_certificate || !options_.certificate_pem.empty()) tls_.emplace(options_, host());
}

ROSTER_DECL std::string emulator_listener::start() {
  listen();
  boost::asio::co_spawn(
      strand_, [self = shared_from_this()] { return self->accept_all(); },
      [self = shared_from_this()](std::exception_ptr) { self->end_all(); });
  return endpoint();
}

ROSTER_DECL void emulator_listener::listen() {
  try {
    acceptor_.open(local_.protocol());
    acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
    acceptor_.bind(local_);
    acceptor_.listen();
    local_ = acceptor_.local_endpoint();
  } catch (const boost::system::system_error& why) {
    throw failure(errc::connection,
                  failure_details{.message = "the emulator cannot listen on " + options_.address + " port " +
                                             std::to_string(options_.port) + ": " + why.code().message(),
                                  .cause = why.code()});
  }
}

ROSTER_DECL std::string emulator_listener::host() const {
  return options_.host.empty() ? local_.address().to_string() : options_.host;
}

ROSTER_DECL std::string emulator_listener::endpoint(std::string_view region) const {
  const http::endpoint here{.scheme = tls_ ? "https" : "http", .host = host(), .port = local_.port()};
  if (region.empty()) return here.origin();
  const auto regions = service_->regions();
  if (std::find(regions.begin(), regions.end(), region) == regions.end()) {
    std::string known;
    for (const std::string& one : regions) known += (known.empty() ? "" : ", ") + escape_for_log(one, 64);
    throw failure(errc::invalid_argument, "the emulator has no region \"" + escape_for_log(region, 64) +
                                              "\"; its regions, set by the option regions, are: " + known);
  }
  return here.origin() + '/' + std::string(region);
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::accept_all() {
  while (acceptor_.is_open()) {
    tcp::socket socket(strand_);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await acceptor_.async_accept(socket, token);
    if (!ec) {
      begin(std::move(socket));
    } else if (acceptor_.is_open()) {  // for example, out of file descriptors: open connections continue
      boost::asio::steady_timer pause(strand_, std::chrono::milliseconds(10));
      co_await pause.async_wait(boost::asio::use_awaitable);
    }
  }
}

ROSTER_DECL void emulator_listener::begin(tcp::socket socket) {
  ++accepted_;
  ++open_;
  const auto session = sessions_.emplace(sessions_.end());
  // An aborted connection (a fault, a client that has gone, or stop()) is not an error of the server.
  boost::asio::co_spawn(strand_, serve(std::move(socket)),
                        boost::asio::bind_cancellation_slot(
                            session->slot(), [self = shared_from_this(), session](std::exception_ptr) {
                              self->sessions_.erase(session);
                              --self->open_;
                            }));
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::serve(tcp::socket socket) {
  socket.set_option(tcp::no_delay(true));
  const auto met = service_->next_connection_fault(tls_ && tls_->makes_certificates());
  if (met && !begins_tls(*met)) {
    co_await end_early(socket, *met);
    co_return;
  }
  if (!tls_) {
    co_await serve_connection(socket, *service_, options_.gzip);
    co_return;
  }
  std::optional<boost::asio::ssl::context> spoilt;
  if (met) {
    co_await pause(socket, met->wait);
    spoilt.emplace(tls_->spoilt(met->tls));
  }
  boost::asio::ssl::stream<tcp::socket> stream(std::move(socket), spoilt ? *spoilt : tls_->usual());
  const auto token = boost::asio::use_awaitable;
  co_await stream.async_handshake(boost::asio::ssl::stream_base::server, token);
  co_await serve_connection(stream, *service_, options_.gzip);
}

ROSTER_DECL void emulator_listener::stop() {
  boost::asio::dispatch(strand_, [self = shared_from_this()] { self->end_all(); });
}

ROSTER_DECL void emulator_listener::end_all() {
  boost::system::error_code ignored;  // closing a closed socket is harmless
  acceptor_.close(ignored);
  for (auto session = sessions_.begin(); session != sessions_.end();) {
    auto& signal = *session++;  // its session may be destroyed during the call
    signal.emit(boost::asio::cancellation_type::terminal);
  }
}

}  // namespace roster::inline v0::emulator::detail
#endif
// The emulator over real sockets, HTTP or HTTPS. Only the public API is here, so that its users compile neither Beast
// nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {
class emulator_listener;
}

/// Serves an emulator until it is stopped, over any number of persistent HTTP/1.1 connections. Everything runs on
/// `executor`, which may be shared with the clients of the server.
/// Example: server: serves both clouds over many connections
class server {
 public:
  /// Fails: failure(errc::invalid_argument) for an address, a certificate or a key that cannot be used.
  ROSTER_DECL server(boost::asio::any_io_executor executor, cloud clouds,
                     emulator::server_options options = {});

  /// Serves declared APIs. A request belongs to the first API that it fits best: by its path, then also by its
  /// method, by its constant query parameters, and by its constant headers. One that fits none is rejected, and
  /// logged, by the first API; the message lists the paths of all.
  /// Fails: failure(errc::invalid_argument), also without any API, and if two APIs have the same method, path, constant
  /// query parameters and constant headers.
  /// Example: serve over HTTP: a request belongs to the API that it fits best
  ROSTER_DECL server(boost::asio::any_io_executor executor, std::vector<served_api> apis,
                     emulator::server_options options = {});
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Stops the server.
  ROSTER_DECL ~server();

  /// Starts to listen and returns the endpoint, "http://127.0.0.1:40123". Connections are served as soon as the
  /// executor runs. May be called only once.
  /// Fails: failure(errc::connection) when the server cannot listen on the port.
  ROSTER_DECL std::string start();

  /// Returns the endpoint of a region of PAI-EAS, "http://127.0.0.1:40123/cn-shanghai"; without a region, the
  /// endpoint of everything else. May be called only after `start`.
  /// Fails: failure(errc::invalid_argument) for a region that the emulator does not have.
  /// Example: server: every region has an endpoint
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;

  /// Returns the certificate, in PEM form, of the authority that clients have to trust when the server makes its own
  /// certificates (write it to a file and set `http.ca_file`); "" otherwise.
  /// Example: server tls: a generated certificate is accepted by clients that trust its authority
  ROSTER_DECL std::string ca_certificate_pem() const;

  /// Closes the port and all connections at once, even in the middle of a response. May be called more than once.
  /// Thread safety: may be called from any thread.
  ROSTER_DECL void stop();

  /// Returns how many connections have been accepted so far.
  ROSTER_DECL std::size_t connections() const noexcept;

  /// Returns how many connections are open: 0 after all clients have closed theirs, so tests can check for leaked
  /// connections.
  /// Example: server: counts the connections that are open
  ROSTER_DECL std::size_t open_connections() const noexcept;

 private:
  std::shared_ptr<detail::emulator_listener> listener_;
};

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of server.hpp.

#include <utility>

namespace roster::inline v0::emulator {

ROSTER_DECL server::server(boost::asio::any_io_executor executor, cloud clouds,
                           emulator::server_options options) {
  roster::detail::check_executor(executor);
  listener_ = std::make_shared<detail::emulator_listener>(std::move(executor), std::move(clouds.state_),
                                                          std::move(options));
}

ROSTER_DECL server::server(boost::asio::any_io_executor executor, std::vector<served_api> apis,
                           emulator::server_options options) {
  roster::detail::check_executor(executor);
  std::vector<std::shared_ptr<detail::served_state>> states;
  for (served_api& api : apis) states.push_back(std::move(api.state_));
  listener_ = std::make_shared<detail::emulator_listener>(
      std::move(executor), std::make_shared<detail::served_set>(std::move(states)), std::move(options));
}

ROSTER_DECL server::~server() { stop(); }

ROSTER_DECL std::string server::start() { return listener_->start(); }

ROSTER_DECL std::string server::endpoint(std::string_view region) const {
  return listener_->endpoint(region);
}

ROSTER_DECL std::string server::ca_certificate_pem() const { return listener_->ca_certificate_pem(); }

ROSTER_DECL void server::stop() { listener_->stop(); }

ROSTER_DECL std::size_t server::connections() const noexcept { return listener_->connections(); }

ROSTER_DECL std::size_t server::open_connections() const noexcept { return listener_->open_connections(); }

}  // namespace roster::inline v0::emulator
#endif
