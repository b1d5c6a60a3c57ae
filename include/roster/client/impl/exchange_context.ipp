// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of exchange_context.hpp.

#include <roster/client/exchange_context.hpp>

#include <roster/printable.hpp>
#include <string>
#include <utility>

namespace roster::detail {

ROSTER_DECL failure with_remark(const failure& why, const std::string& remark) {
  auto details = why.details();
  details.message += "; " + remark;
  return {why.condition(), std::move(details)};
}

ROSTER_DECL failure final_failure(const failure& why, const client_core& core,
                                  const exchange_context& context, const http::request& request,
                                  std::size_t attempts, const std::string& remark) {
  auto details = why.details();
  details.endpoint = core.endpoint.origin();
  details.request = printable(request.method, 16) + ' ' + printable(request.path, 256);
  if (context.listing) details.page = context.part.page;
  details.attempts = attempts;
  if (why.condition() == errc::forbidden && details.missing_permission.empty())
    details.missing_permission = context.needed.needed;
  failure whole(why.condition(), std::move(details));
  return remark.empty() ? whole : with_remark(whole, remark);
}

ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const exchange_context& context) {
  if (!context.deadline) return (std::chrono::milliseconds::max)();
  return std::chrono::ceil<std::chrono::milliseconds>(*context.deadline - core.around.steady_now());
}

}  // namespace roster::detail
