// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of apply_fault.hpp.

#include <roster/emulator/detail/apply_fault.hpp>

#include <algorithm>
#include <roster/emulator/detail/eas_errors.hpp>
#include <roster/emulator/detail/qianfan_errors.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// A response and the fault that is applied to it.
struct spoilt {
  const fault& happens;
  cloud_response& reply;
  bool is_eas;
  std::string_view host;
  const request_context& moment;
};

/// Replaces the response by an error in the vendor's format, unless the fault overrides its parts.
inline void answer_error(const spoilt& s, cloud_error error) {
  if (s.happens.status != 0) error.status = s.happens.status;
  if (!s.happens.code.empty()) error.code = s.happens.code;
  if (!s.happens.message.empty()) error.message = s.happens.message;
  s.reply.code = error.code;
  s.reply.response = s.is_eas ? eas_error_response({error, {}}, s.host, s.moment)
                              : qianfan_error_response({error, {}}, s.moment);
}

inline void answer_status(const spoilt& s) {
  answer_error(s, s.is_eas ? eas_errors::internal : qianfan_errors::internal);
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
  response.headers.set("x-bce-error-message", s.happens.message.empty()
                                                  ? std::string(qianfan_errors::internal.message)
                                                  : s.happens.message);
}

inline void answer_throttled(const spoilt& s) {
  answer_error(s, s.is_eas ? eas_errors::throttled : qianfan_errors::throttled);
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
inline std::size_t cut_size(std::size_t whole, std::size_t asked) {
  return asked == 0 ? whole / 2 : (std::min)(asked, whole == 0 ? 0 : whole - 1);
}

/// Inserts a member before those of a JSON object.
inline std::string with_member(const std::string& object, const std::string& value) {
  const auto brace = object.find('{');
  if (brace == object.npos) return value;
  const bool empty = object.find('"', brace) == object.npos;
  return "{\"unexpected\":" + value + (empty ? "" : ",") + object.substr(brace + 1);
}

/// Returns a body with an error in its JSON.
inline std::string mistaken(json_fault how, const std::string& body) {
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
                                          std::string_view vendor, std::string_view host,
                                          const request_context& moment) {
  const spoilt s{happens, reply, vendor == "eas", host, moment};
  emulated_response out{.wait = happens.wait};
  const std::size_t size = reply.response.body.size();
  switch (happens.kind) {
    case fault_kind::delay:
      break;
    case fault_kind::status:
      answer_status(s);
      break;
    case fault_kind::throttle:
      answer_throttled(s);
      break;
    case fault_kind::denied:
      answer_error(s, s.is_eas ? eas_errors::denied : qianfan_errors::denied);
      break;
    case fault_kind::expired_token:
      answer_error(s, s.is_eas ? eas_errors::expired_token : qianfan_errors::expired_token);
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
      reply.response.body = mistaken(happens.mistake, reply.response.body);
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

}  // namespace roster::inline v0::detail
