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
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/http/message.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/page_fetcher.hpp>
#include <roster/range/page_source.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
namespace roster::inline v0::detail {

extern template class ROSTER_DECL page_fetcher<eas::service>;
extern template ROSTER_DECL async_range<eas::service> list_range<eas::list_services, eas::service>(
    std::shared_ptr<const client_core>, eas::list_services_request, list_options);
extern template ROSTER_DECL asio::awaitable<http::request> prepare_listing<eas::list_services>(
    std::shared_ptr<const client_core>, eas::list_services_request, list_options, demand);
extern template class ROSTER_DECL typed_call<eas::describe_service>;

}  // namespace roster::inline v0::detail

#endif
