// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact_request.hpp.

#include <roster/recording/detail/redact_request.hpp>

#include <cstddef>
#include <roster/detail/redactor.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Adds the access key id between `before` and the next of `ends`, if it is too long to occur elsewhere by accident.
inline void add_key_id(redactor& to, std::string_view text, std::string_view before, std::string_view ends) {
  constexpr std::size_t least = 12;
  const auto at = text.find(before);
  if (at == text.npos) return;
  const std::string_view rest = text.substr(at + before.size());
  const std::string_view id = rest.substr(0, rest.find_first_of(ends));
  if (id.size() >= least) to.add(id);
}

ROSTER_DECL redactor secrets_of(const http::request& request) {
  redactor out;
  http::detail::add_secrets(out, request);
  const std::string_view authorization = request.headers.get("authorization");
  add_key_id(out, authorization, "Credential=", "/,");
  add_key_id(out, authorization, " Access=", ",");
  add_key_id(out, authorization, "bce-auth-v1/", "/");
  return out;
}

ROSTER_DECL std::string redact_secrets(std::string_view text, const redactor& known) {
  const auto redacted = redact_text(text, text_content::any, known.empty() ? nullptr : &known);
  return known.redact(redacted ? *redacted
                               : text);  // also in text that is not a JSON string, such as a number
}

ROSTER_DECL std::string redact_query(std::string_view query) {
  const auto is_redacted = [](const std::string& text) {
    return redact_text(text, text_content::any).has_value();
  };
  std::string out;
  bool first = true;
  http::detail::for_each_parameter(query, [&](const http::detail::query_parameter& parameter) {
    if (!std::exchange(first, false)) out += '&';
    const std::string name = http::detail::decode_parameter(parameter.name);
    const bool redacted =
        !parameter.has_value
            ? is_redacted(name)  // its '=' may be encoded
            : !parameter.value.empty() &&
                  (names_secret(name) || is_redacted(http::detail::decode_parameter(parameter.value)));
    if (!redacted)
      out += parameter.text;
    else
      out.append(parameter.has_value ? parameter.name : "").append(parameter.has_value ? "=" : "") +=
          redacted_secret;
  });
  return out;
}

}  // namespace roster::inline v0::detail
