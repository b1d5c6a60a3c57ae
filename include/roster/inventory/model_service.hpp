// SPDX-License-Identifier: BSL-1.0
#pragma once
// One service that serves a model, in the terms that the APIs have in common.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// The lifecycle status of a service, in any API.
enum class service_state {
  pending,    ///< waiting for resources or other services
  deploying,  ///< being created or started; does not serve yet
  running,    ///< serves
  degraded,   ///< serves with fewer replicas than it should have
  updating,   ///< being changed; the previous version usually serves
  stopping,   ///< being stopped or deleted
  stopped,    ///< does not serve, and can be started
  failed,     ///< could not be created, started, changed or deleted
  deleted,    ///< deleted, and still listed
  unknown,    ///< the API has no state, or one that is not documented; see `raw_state`
};
/// The texts of the states; found by open_enum.
constexpr auto texts_of(service_state) {
  using enum service_state;
  return enum_texts<service_state>({{pending, "pending"},
                                    {deploying, "deploying"},
                                    {running, "running"},
                                    {degraded, "degraded"},
                                    {updating, "updating"},
                                    {stopping, "stopping"},
                                    {stopped, "stopped"},
                                    {failed, "failed"},
                                    {deleted, "deleted"},
                                    {unknown, "unknown"}});
}

/// A service of any API. A member that the API does not return is absent or empty, never a default value.
struct model_service {
  std::string vendor{};                           ///< "alibaba_cloud", as `cloud.provider` of OpenTelemetry
  std::string api{};                              ///< "pai-eas"
  std::optional<std::string> account{};           ///< the account, project or subscription
  std::optional<std::string> region{};            ///< the region, as the API spells it
  std::string id{};                               ///< unique in its list
  std::optional<std::string> name{};              ///< for people
  open_enum<service_state> state{};               ///< the lifecycle status; never empty
  std::optional<std::string> raw_state{};         ///< the status in the words of the API
  std::optional<std::string> model{};             ///< the model that it serves
  std::optional<std::string> task{};              ///< "chat", "text-generation"; in the words of the API
  std::optional<std::int64_t> ready_replicas{};   ///< ready replicas
  std::optional<std::int64_t> wanted_replicas{};  ///< replicas that there should be
  std::optional<std::string> accelerator{};       ///< the kind: "NVIDIA_L4"; in the words of the API
  std::optional<double> accelerators{};           ///< of each replica; 0.5 is half of a shared one
  std::vector<std::string> urls{};                ///< where it serves
  std::optional<utc_time> created{};              ///< when it was created
  std::optional<utc_time> updated{};              ///< when it was last changed
  std::map<std::string, std::string> labels{};    ///< labels or tags; of several with one key, the last
  std::optional<std::string> billing{};           ///< "prepaid", "postpaid", "hybrid", "committed", "spot",
                                                  ///< "free", or the API's own word

  friend bool operator==(const model_service&, const model_service&) = default;
};

}  // namespace roster::inline v0

template <>
inline constexpr auto roster::detail::key_of_item<roster::model_service> =
    roster::path<&roster::model_service::id>;
