// SPDX-License-Identifier: BSL-1.0
#pragma once
// The templates that clients of this API need for its own structs. Separate compilation instantiates them once, in the
// library: most of the time to compile a program that lists services.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/paginator.hpp>
#include <roster/client/detail/typed_call.hpp>
#include <roster/client/options.hpp>
#include <roster/http/message.hpp>
#include <roster/qianfan/detail/all_versions.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/page_fetcher.hpp>
#include <roster/range/page_source.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
namespace roster::inline v0::detail {

extern template class ROSTER_DECL page_fetcher<qianfan::service>;
extern template ROSTER_DECL async_range<qianfan::service>
    list_range<qianfan::describe_services, qianfan::service>(std::shared_ptr<const client_core>,
                                                             qianfan::describe_services_request,
                                                             list_options);
extern template ROSTER_DECL asio::awaitable<http::request> prepare_listing<qianfan::describe_services>(
    std::shared_ptr<const client_core>, qianfan::describe_services_request, list_options, demand);
extern template class ROSTER_DECL typed_call<qianfan::describe_service>;

}  // namespace roster::inline v0::detail

namespace roster::inline v0::qianfan::detail {

extern template ROSTER_DECL std::unique_ptr<page_source<service>> every_version<service>(
    std::shared_ptr<const roster::detail::client_core>, describe_services_request, list_options);

}  // namespace roster::inline v0::qianfan::detail

#endif
