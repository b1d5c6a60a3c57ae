// SPDX-License-Identifier: BSL-1.0
#pragma once
// Together AI: the endpoints that serve models.

#include <optional>
#include <roster/schema/filters.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::together {

/// The public endpoint. Sign with `roster::bearer{key}`.
inline constexpr std::string_view api_endpoint = "https://api.together.ai";

/// Who shares an endpoint.
enum class endpoint_type {
  serverless,  ///< shared, billed by tokens
  dedicated,   ///< of one account, billed by time
};
/// The wire values; found by open_enum.
constexpr auto texts_of(endpoint_type) {
  return enum_texts<endpoint_type>(
      {{endpoint_type::serverless, "serverless"}, {endpoint_type::dedicated, "dedicated"}});
}

/// The lifecycle status of an endpoint.
enum class endpoint_state {
  pending,   ///< waiting for hardware
  starting,  ///< loading the model
  started,   ///< serving
  stopping,  ///< being stopped
  stopped,   ///< not serving
  error,     ///< failed
};
/// The wire values; found by open_enum.
constexpr auto texts_of(endpoint_state) {
  return enum_texts<endpoint_state>({{endpoint_state::pending, "PENDING"},
                                     {endpoint_state::starting, "STARTING"},
                                     {endpoint_state::started, "STARTED"},
                                     {endpoint_state::stopping, "STOPPING"},
                                     {endpoint_state::stopped, "STOPPED"},
                                     {endpoint_state::error, "ERROR"}});
}

/// An endpoint.
struct endpoint {
  std::string id{};                                  ///< "endpoint-…"
  std::optional<std::string> name{};                 ///< its name in requests
  std::optional<std::string> model{};                ///< the model that it serves
  std::optional<open_enum<endpoint_type>> type{};    ///< shared or dedicated
  std::optional<std::string> owner{};                ///< the account that owns it
  std::optional<open_enum<endpoint_state>> state{};  ///< its lifecycle status
  std::optional<utc_time> created_at{};              ///< when it was created
  unknown_fields unknown{};                          ///< members that are not documented

  friend bool operator==(const endpoint&, const endpoint&) = default;
};
/// The filters of the list.
struct list_endpoints_request {
  std::optional<open_enum<endpoint_type>> type{};  ///< only this type
  std::optional<std::string> usage_type{};         ///< "on-demand" or "reserved"
  std::optional<bool> mine{};                      ///< true: only those of the caller
};
/// The list.
struct list_endpoints_response {
  std::vector<endpoint> data{};  ///< all endpoints
};

/// Lists the endpoints that the key may see, in one page.
/// Source: Together AI, OpenAPI description, listEndpoints.
struct list_endpoints {
  using request = list_endpoints_request;
  using response = list_endpoints_response;
  static constexpr auto target = get("/v1/endpoints");
  static constexpr auto items = path<&response::data>;
  static constexpr auto key = path<&endpoint::id>;
  static constexpr auto paging = one_page{};
  static constexpr auto filters = roster::filters{exact{&request::type, path<&endpoint::type>}};
};

}  // namespace roster::inline v0::together

template <>
inline constexpr auto roster::detail::key_of_item<roster::together::endpoint> =
    roster::together::list_endpoints::key;
