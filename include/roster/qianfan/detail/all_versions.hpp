// SPDX-License-Identifier: BSL-1.0
#pragma once
// A page source that concatenates the lists of both protocol versions, which the API lists separately.

#include <chrono>
#include <memory>
#include <optional>
#include <roster/client/detail/paginator.hpp>
#include <roster/client/detail/pushdown.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/range/combine/detail/concat_source.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::qianfan::detail {

/// A deadline for several listings: it starts with the first one, and each later one gets the remaining time.
class shared_deadline {
 public:
  explicit shared_deadline(const list_options& options) : whole_(options.deadline) {}

  std::optional<std::chrono::milliseconds> left(const runtime& runtime) {
    if (!whole_) return std::nullopt;
    const auto now = runtime.steady_now();
    if (!begun_) begun_ = now;
    return std::chrono::ceil<std::chrono::milliseconds>(*whole_ - (now - *begun_));
  }

 private:
  std::optional<std::chrono::milliseconds> whole_;
  std::optional<std::chrono::steady_clock::time_point> begun_{};
};

template <class Row>
std::unique_ptr<page_source<Row>> every_version(std::shared_ptr<const roster::detail::client_core> core,
                                                describe_services_request what, list_options options) {
  if (what.protocol_version || what.marker)
    throw failure(errc::invalid_argument,
                  "invalid request: describe_all_services lists every protocol version, and protocol_version "
                  "or marker is set; use describe_services to list one version");
  if (options.resume)
    throw failure(errc::invalid_argument,
                  "invalid checkpoint: it is a position in the list of one protocol version; resume with "
                  "describe_services, which lists one version");
  const auto deadline = std::make_shared<shared_deadline>(options);
  const auto common = std::make_shared<describe_services_request>(std::move(what));
  std::vector<roster::detail::page_source_factory<Row>> lists;
  for (const int version : {1, 2})
    lists.push_back([core, common, options, deadline, version]() -> std::unique_ptr<page_source<Row>> {
      auto request = *common;
      request.protocol_version = version;
      auto how = options;
      how.deadline = deadline->left(core->runtime);
      return std::make_unique<roster::detail::paginator<describe_services, Row>>(core, std::move(request),
                                                                                 std::move(how));
    });
  return std::make_unique<roster::detail::concat_source<Row>>(
      core->executor, std::move(lists),
      roster::detail::common_request{
          .push_down =
              [common, options](const roster::detail::in_list& wanted) {
                return roster::detail::push_down<describe_services>(*common, options, wanted);
              },
          .request_text = [common] { return roster::detail::request_text_of<describe_services>(*common); }});
}

}  // namespace roster::inline v0::qianfan::detail
