// SPDX-License-Identifier: BSL-1.0
#pragma once
// The parts of requests and responses of a served list that do not depend on its structs.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/serve/detail/error_form.hpp>
#include <roster/emulator/serve/detail/serve_problem.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
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
#include <roster/emulator/serve/impl/request_text.ipp>
#endif
