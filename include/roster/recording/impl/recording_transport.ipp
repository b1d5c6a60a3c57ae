// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of recording_transport.hpp.

#include <roster/recording/recording_transport.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/recording/detail/private_file.hpp>
#include <roster/recording/detail/redact_request.hpp>
#include <string_view>

namespace roster::inline v0 {
namespace detail {

inline constexpr std::array<std::string_view, 9> recorded_headers{"content-type",       "date",
                                                                  "location",           "retry-after",
                                                                  "x-acs-request-id",   "x-acs-retry-after",
                                                                  "x-bce-request-id",   "x-bce-error-code",
                                                                  "x-bce-error-message"};

inline bool is_recorded(std::string_view name) {
  const std::string plain = http::detail::lower_case(name);
  return plain.starts_with("x-ratelimit-") ||
         std::find(recorded_headers.begin(), recorded_headers.end(), plain) != recorded_headers.end();
}

inline void record_response(const http::response& response, const redactor& secrets,
                            const secret_label& label, interaction& out) {
  const auto redacted = [&](const std::string& text) {
    const std::string shown = redact_secrets(text, secrets);
    return response.secrets ? redact_secrets(shown, *response.secrets) : shown;
  };
  out.status = static_cast<std::int64_t>(response.status);
  out.body = label_body(redacted(response.body), response.body, label);
  for (const http::header& h : response.headers)
    if (is_recorded(h.name)) out.headers.push_back({h.name, redacted(h.value)});
}

inline void record_failure(const failure& why, const redactor& secrets, interaction& out) {
  out.error = name_of_condition(why.condition());
  out.message = redact_secrets(why.details().message, secrets);
}

inline void write_line(std::ostream& lines, const interaction& entry) {
  lines << to_line(entry) << '\n' << std::flush;
  if (!lines) throw failure(errc::invalid_argument, "the recording cannot be written");
}

ROSTER_DECL recording_transport::recording_transport(std::shared_ptr<transport> inner, std::ostream& lines)
    : recording_transport(std::move(inner),
                          [&lines](const interaction& e) { detail::write_line(lines, e); }) {}

ROSTER_DECL recording_transport::recording_transport(std::shared_ptr<transport> inner,
                                                     std::vector<interaction>& kept)
    : recording_transport(std::move(inner), [&kept](const interaction& e) { kept.push_back(e); }) {}

ROSTER_DECL boost::asio::awaitable<http::response> recording_transport::send(const http::request& request,
                                                                             time_point until) {
  const redactor secrets = secrets_of(request);
  const secret_label label = [this](std::string_view secret) { return numbers_.label(secret); };
  interaction entry = labelled_request(request, label);
  std::optional<failure> failed;
  http::response response;
  try {
    response = co_await inner_->send(request, until);
  } catch (const failure& why) {
    failed = why;
  }
  if (failed)
    detail::record_failure(*failed, secrets, entry);
  else
    detail::record_response(response, secrets, label, entry);
  keep_(entry);
  if (failed) throw failure(*failed);
  co_return response;
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<transport> record_to_file(std::shared_ptr<transport> inner,
                                                      const std::string& path) {
  const auto file = std::make_shared<detail::private_file>("the recording", path);
  return std::make_shared<detail::recording_transport>(
      std::move(inner), [file](const detail::interaction& e) { file->write(detail::to_line(e) + '\n'); });
}

}  // namespace roster::inline v0
