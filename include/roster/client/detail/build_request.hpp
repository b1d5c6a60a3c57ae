// SPDX-License-Identifier: BSL-1.0
#pragma once
// Builds the unsigned HTTP request from an operation and its request struct.

#include <roster/client/list_options.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// Combines target, parameters and extra parameters. `body` is "" for a GET.
/// Fails: failure(errc::invalid_argument) for an extra member that is not JSON.
ROSTER_DECL http::request build_request(const http::endpoint& to, const target& where,
                                        http::query_list parameters, std::string body,
                                        const list_options& options);

template <operation Op>
http::request build_request(const http::endpoint& to, const typename Op::request& request,
                            const list_options& options) {
  if (Op::target.method == "GET")
    return build_request(to, Op::target, to_query<case_of<Op>>(request), {}, options);
  return build_request(to, Op::target, {}, to_json<case_of<Op>>(request, as_sent), options);
}

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/build_request.ipp>
#endif
