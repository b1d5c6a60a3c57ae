// SPDX-License-Identifier: BSL-1.0
#pragma once
// The headers that an operation declares: constant ones, and those that carry members of the request.

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <tuple>

namespace roster::inline v0 {
namespace detail {

struct fixed_header {
  std::string_view name{};
  std::string_view value{};
};

inline constexpr std::size_t max_fixed_headers = 16;

}  // namespace detail

/// Headers with constant values, sent with every request of an operation and visible to its signer:
/// `headers = fixed{{"X-Amz-Target", "SageMaker.ListEndpoints"}, {"Accept", "*/*"}}`. They replace the default
/// Content-Type and Accept.
struct fixed {
  std::array<detail::fixed_header, detail::max_fixed_headers> list{};  ///< the declared ones come first
  std::size_t
      count{};  ///< of the declared headers; more than the list can hold are rejected with the operation

  /// The headers of every request of an operation.
  constexpr fixed(std::initializer_list<detail::fixed_header> all) : count(all.size()) {
    std::copy_n(all.begin(), (std::min)(count, list.size()), list.begin());
  }
};

/// Members that are sent in a header instead of the query or the body, each followed by the name of its header:
/// `in_headers = in_header{&request::region, "X-TC-Region", &request::language, "X-TC-Language"}`. An absent member or
/// an empty string sends no header.
template <class... Part>
struct in_header {
  std::tuple<Part...> list;  ///< members of the request, each followed by a name
  /// The parameters that are sent as headers.
  constexpr explicit in_header(Part... all) : list(all...) {}
};

}  // namespace roster::inline v0
