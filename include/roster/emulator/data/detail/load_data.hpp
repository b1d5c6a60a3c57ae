// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reading and checking the emulator's data.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/emulator/data/data.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/schema/json_text.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Checks that ids are present and unique, that attributes belong to a service, and that every PAI-EAS service is in
/// one of `regions`, unless that is empty. `location` precedes member names in messages.
/// Fails: failure(errc::invalid_argument); the message names the path of the member.
/// Example: check_data: reports what is wrong with services and where
ROSTER_DECL void check_data(const emulator::data& data, const std::vector<std::string>& regions,
                            const std::string& location = {});

[[noreturn]] ROSTER_DECL void throw_invalid_data(const std::string& why);

/// Any object. Each vendor's part is decoded later, in that vendor's letter case.
struct data_members {
  unknown_fields all{};
};

/// Reports a member that is none of `known`; `location` names its object, "" for the whole file.
[[noreturn]] ROSTER_DECL void throw_unknown_member(const std::string& name, const std::string& location,
                                                   std::span<const std::string_view> known);

/// Checks that a value begins with this character, '{' or '['.
ROSTER_DECL void check_json_kind(std::string_view json, char first, const std::string& location);

/// Reads "eas" and "qianfan", as load_data, from the members of an object that has no other members than `known`.
ROSTER_DECL emulator::data load_services(const unknown_fields& members, const std::string& location,
                                         std::span<const std::string_view> known);

template <class Services>
void check_ids(const Services& services, const std::string& location) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const std::string& id = services[i].service_id;
    const std::string which = location + '[' + std::to_string(i) + ']';
    if (id.empty()) throw_invalid_data(which + " is missing its id");
    if (!seen.insert(id).second)
      throw_invalid_data(which + " has the duplicate id \"" + escape_for_log(id, 64) + '"');
  }
}

/// Reads {"eas": {"services": [...]}, "qianfan": {"services": [...]}}; either may be omitted. The services have the
/// members of the vendors' responses. A PAI-EAS service may have one more, "attributes", an object with the
/// filter-only attributes: ServiceType, ResourceType, Accessibility, ParentServiceUid.
/// Fails: failure(errc::invalid_argument) for anything else and for an id that is empty or occurs twice; the message
/// names the path of the member.
/// Example: load_data: reads the services of both vendors with their attributes
ROSTER_DECL emulator::data load_data(std::string_view json);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/load_data.ipp>
#endif
