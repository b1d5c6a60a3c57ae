// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of instances.hpp.

#include <roster/eas/detail/instances.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
namespace roster::inline v0::detail {

template class page_fetcher<eas::service>;
template async_range<eas::service> list_range<eas::list_services, eas::service>(
    std::shared_ptr<const client_core>, eas::list_services_request, list_options);
template asio::awaitable<http::request> prepare_listing<eas::list_services>(
    std::shared_ptr<const client_core>, eas::list_services_request, list_options, demand);
template class typed_call<eas::describe_service>;

}  // namespace roster::inline v0::detail

#endif
