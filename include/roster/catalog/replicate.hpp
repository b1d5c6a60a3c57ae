// SPDX-License-Identifier: BSL-1.0
#pragma once
// Replicate: the deployments of an account.

#include <cstdint>
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::replicate {

/// The public endpoint. Sign with `roster::bearer{token}`.
inline constexpr std::string_view endpoint = "https://api.replicate.com";

/// The hardware and scaling of a release.
struct configuration {
  std::optional<std::string> hardware{};        ///< "gpu-t4"
  std::optional<std::int64_t> min_instances{};  ///< instances kept without load
  std::optional<std::int64_t> max_instances{};  ///< upper limit of autoscaling; 0: stopped
  unknown_fields unknown{};                     ///< members that are not documented

  friend bool operator==(const configuration&, const configuration&) = default;
};
/// The user or organization that created a release.
struct account {
  std::optional<std::string> type{};      ///< "user" or "organization"
  std::optional<std::string> username{};  ///< its login
  std::optional<std::string> name{};      ///< its display name
  unknown_fields unknown{};               ///< members that are not documented

  friend bool operator==(const account&, const account&) = default;
};
/// A release of a deployment: a version of a model, and how it runs.
struct release {
  std::optional<std::int64_t> number{};                     ///< from 1
  std::optional<std::string> model{};                       ///< "owner/name"
  std::optional<std::string> version{};                     ///< of the model
  std::optional<utc_time> created_at{};                     ///< when it was released
  std::optional<account> created_by{};                      ///< who released it
  std::optional<replicate::configuration> configuration{};  ///< its hardware and scaling
  unknown_fields unknown{};                                 ///< members that are not documented

  friend bool operator==(const release&, const release&) = default;
};
/// A deployment. The API has no status: `max_instances` of its release is 0 while it is stopped.
struct deployment {
  std::string owner{};                       ///< the account that owns it
  std::string name{};                        ///< unique within its owner
  std::optional<release> current_release{};  ///< the running release
  unknown_fields unknown{};                  ///< members that are not documented

  friend bool operator==(const deployment&, const deployment&) = default;
};
/// The request has no parameters.
struct list_deployments_request {};
/// One page of the list.
struct list_deployments_response {
  std::vector<deployment> results{};  ///< the deployments on this page
  std::optional<std::string> next{};  ///< the URL of the next page
};

/// Lists the deployments of the account of the token.
/// Source: Replicate HTTP API, deployments.list.
struct list_deployments {
  using request = list_deployments_request;
  using response = list_deployments_response;
  static constexpr auto target = get("/v1/deployments");
  static constexpr auto items = path<&response::results>;
  static constexpr auto key = keys{path<&deployment::owner>, path<&deployment::name>};
  static constexpr auto paging = by_next_url{.next = path<&response::next>};
};

}  // namespace roster::inline v0::replicate

template <>
inline constexpr auto roster::detail::key_of_item<roster::replicate::deployment> =
    roster::replicate::list_deployments::key;
