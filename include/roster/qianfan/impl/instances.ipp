// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of instances.hpp.

#include <roster/qianfan/detail/instances.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
namespace roster::inline v0::detail {

template class page_fetcher<qianfan::service>;
template async_range<qianfan::service> list_range<qianfan::describe_services, qianfan::service>(
    std::shared_ptr<const client_core>, qianfan::describe_services_request, list_options);
template asio::awaitable<http::request> prepare_listing<qianfan::describe_services>(
    std::shared_ptr<const client_core>, qianfan::describe_services_request, list_options, demand);
template class typed_call<qianfan::describe_service>;

}  // namespace roster::inline v0::detail

namespace roster::inline v0::qianfan::detail {

template std::unique_ptr<page_source<service>> every_version<service>(
    std::shared_ptr<const roster::detail::client_core>, describe_services_request, list_options);

}  // namespace roster::inline v0::qianfan::detail

#endif
