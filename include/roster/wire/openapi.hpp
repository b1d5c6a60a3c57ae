// SPDX-License-Identifier: BSL-1.0
#pragma once
// OpenAPI 3.1 documents of operations.

#include <roster/config.hpp>
#include <roster/wire/detail/described_operation.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {
namespace detail {

/// Returns the document of an operation.
ROSTER_DECL std::string openapi_of(const described_operation& of, std::string_view endpoint);

}  // namespace detail

/// Returns the OpenAPI 3.1 document of an operation, as indented JSON: the request as the client sends it, and the
/// responses that it decodes, by their names on the wire. Enumerations are open, and so are objects. `endpoint` is the
/// server in the document, "" for none.
/// Example: openapi: the document of an operation with every kind of parameter
template <class Operation>
std::string openapi(std::string_view endpoint = {}) {
  return detail::openapi_of(detail::described_operation_of<Operation>, endpoint);
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/openapi.ipp>
#endif
