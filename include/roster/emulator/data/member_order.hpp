// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order in which the emulator writes the members of JSON objects: as a vendor documents it, or random. Never the
// declaration order of Roster, which its decoder expects first.

#include <cstdint>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator {

/// The order of the members of each object in a response.
enum class member_order {
  documented,  ///< that of the sample response in the vendor's documentation
  random,      ///< different for each object and response, determined by the emulator's seed
};

namespace detail {

/// The documented members of the object that is the value of `member`, or of each object in a list there;
/// `member` is "" for the response itself.
struct documented_object {
  std::string_view member;
  std::span<const std::string_view> names;
};

/// Returns `json`, a valid compact document, with the members of all objects ordered by `documented`; members
/// and objects that it does not list keep their order, members after those that are listed.
ROSTER_DECL std::string in_documented_order(std::string_view json,
                                            std::span<const documented_object> documented);

/// Returns `json`, a valid compact document, with the members of all objects shuffled. The same seed gives the
/// same order.
ROSTER_DECL std::string in_random_order(std::string_view json, std::uint64_t seed);

/// Returns `json` in the member order that `context` selects.
ROSTER_DECL std::string arrange_members(std::string_view json, std::span<const documented_object> documented,
                                        const request_context& context);

}  // namespace detail
}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/member_order.ipp>
#endif
