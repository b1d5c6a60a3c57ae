// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of secret_labels.hpp.

#include <roster/recording/detail/secret_labels.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <roster/detail/redactor.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

inline std::size_t count_of_digits(std::string_view text) noexcept {
  return (std::min)(text.find_first_not_of("0123456789"), text.size());
}

ROSTER_DECL std::string secret_numbers::label(std::string_view secret) {
  constexpr std::size_t most = 100'000;
  const auto fingerprint = fingerprint_of(secret);
  const auto found = known_.find(fingerprint);
  if (found == known_.end() && known_.size() == most) return std::string(redacted_secret);
  const std::size_t number = found == known_.end() ? known_.size() + 1 : found->second;
  if (found == known_.end()) known_.emplace(fingerprint, number);
  return std::string(redacted_secret) + (number == 1 ? "" : std::to_string(number));
}

ROSTER_DECL std::string kept_label(std::string_view text) {
  constexpr std::size_t max_digits = 6;
  const bool is_label =
      text.starts_with(redacted_secret) && text.size() <= redacted_secret.size() + max_digits &&
      count_of_digits(text.substr(redacted_secret.size())) + redacted_secret.size() == text.size();
  return std::string(is_label ? text : redacted_secret);
}

/// A JSON member with a secret name.
struct named_secret {
  std::size_t begin{};  ///< of its value
  std::size_t end{};
  std::optional<std::string> text{};  ///< if it is a text that is not empty
};

/// Collects the members of a value with a secret name, in order, except those in lists. Returns false for malformed
/// JSON.
inline bool find_named_secrets(json_reader& in, std::vector<named_secret>& found) {
  json_reader::scope inside;
  if (in.peek() != '{') return in.skip();
  if (!in.enter_object(inside)) return false;
  while (in.more(inside)) {
    std::string_view name;
    if (!in.key(name)) return false;
    if (!names_secret(name)) {
      if (!find_named_secrets(in, found)) return false;
      continue;
    }
    const bool is_text = in.peek() == '"';
    named_secret one{.begin = in.offset()};
    std::string_view text;
    if (is_text ? !in.text(text) : !in.skip()) return false;
    if (!text.empty()) one.text = text;
    one.end = in.offset();
    found.push_back(std::move(one));
  }
  return in.good();
}

inline std::vector<named_secret> named_secrets_of(std::string_view json) {
  constexpr auto any = (std::numeric_limits<std::size_t>::max)();
  json_reader in(json, {.depth = decode_limits{}.depth, .items = any, .members = any, .text = any});
  std::vector<named_secret> found;
  if (in.peek() != '{' || !find_named_secrets(in, found) || !in.finish()) found.clear();
  return found;
}

ROSTER_DECL std::string label_body(std::string redacted, std::string_view original,
                                   const secret_label& label) {
  const auto before = named_secrets_of(original);
  const auto after = named_secrets_of(redacted);
  if (before.empty() || before.size() != after.size()) return redacted;
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::string labelled = before[i].text ? label(*before[i].text) : std::string();
    if (!before[i].text || after[i].text != redacted_secret) continue;
    out.append(redacted, copied, after[i].begin - copied).append('"' + labelled + '"');
    copied = after[i].end;
  }
  out.append(redacted, copied);
  return out;
}

inline std::vector<http::detail::query_parameter> parameters_of(std::string_view target) {
  std::vector<http::detail::query_parameter> found;
  const auto mark = (std::min)(target.find('?'), target.size() - 1);
  http::detail::for_each_parameter(target.substr(mark + 1),
                                   [&](const http::detail::query_parameter& one) { found.push_back(one); });
  return found;
}

/// Returns the redacted target with labels; `original` is the target before redaction.
inline std::string label_target(std::string_view redacted, std::string_view original,
                                const secret_label& label) {
  const auto before = parameters_of(original);
  const auto after = parameters_of(redacted);
  if (after.empty() || before.size() != after.size()) return std::string(redacted);
  std::string out(redacted.substr(0, redacted.find('?')));
  for (std::size_t i = 0; i < after.size(); ++i) {
    out += i == 0 ? '?' : '&';
    if (after[i].value == redacted_secret && names_secret(http::detail::decode_parameter(after[i].name)))
      out.append(after[i].name).append("=").append(label(http::detail::decode_parameter(before[i].value)));
    else
      out += after[i].text;
  }
  return out;
}

ROSTER_DECL interaction labelled_request(const http::request& request, const secret_label& label) {
  interaction out = recorded(request);
  out.target = label_target(out.target, request.target(), label);
  out.request_body = label_body(std::move(out.request_body), request.body, label);
  return out;
}

ROSTER_DECL bool matches_labels(std::string_view request, std::string_view recorded) noexcept {
  while (!request.empty() && !recorded.empty()) {
    if (!request.starts_with(redacted_secret) || !recorded.starts_with(redacted_secret)) {
      if (request.front() != recorded.front()) return false;
      request.remove_prefix(1);
      recorded.remove_prefix(1);
      continue;
    }
    request.remove_prefix(redacted_secret.size());
    recorded.remove_prefix(redacted_secret.size());
    if (count_of_digits(request) == 0) recorded.remove_prefix(count_of_digits(recorded));
  }
  return request.empty() && recorded.empty();
}

}  // namespace roster::inline v0::detail
