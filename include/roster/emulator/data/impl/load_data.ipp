// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of load_data.hpp.

#include <roster/emulator/data/detail/load_data.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/eas/schema.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

[[noreturn]] ROSTER_DECL void throw_invalid_data(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator data: " + why);
}

inline void check_region(const std::string& region, const std::vector<std::string>& regions,
                         const std::string& which) {
  if (regions.empty() || std::find(regions.begin(), regions.end(), region) != regions.end()) return;
  std::string known;
  for (const std::string& r : regions) known.append(known.empty() ? "" : ", ").append(r);
  const std::string where = region.empty() ? "is missing its region"
                                           : "has the unknown region \"" + escape_for_log(region, 64) + '"';
  throw_invalid_data(which + ' ' + where + "; the regions are " + escape_for_log(known, 1000));
}

ROSTER_DECL void check_data(const emulator::data& data, const std::vector<std::string>& regions,
                            const std::string& location) {
  check_ids(data.eas_services, location + "eas_services");
  check_ids(data.qianfan_services, location + "qianfan_services");
  for (std::size_t i = 0; i < data.eas_services.size(); ++i)
    check_region(data.eas_services[i].region, regions, location + "eas_services[" + std::to_string(i) + ']');
  for (const auto& [id, attributes] : data.eas_attributes)
    if (std::none_of(data.eas_services.begin(), data.eas_services.end(),
                     [&](const eas::service& s) { return s.service_id == id; }))
      throw_invalid_data(location + "eas_attributes has the id \"" + escape_for_log(id, 64) +
                         "\", but no service has it");
}

struct eas_data_part {
  std::vector<eas::service> services{};
  unknown_fields other{};

  static consteval auto wire_names() { return names{renamed{&eas_data_part::services, "services"}}; }
};

struct qianfan_data_part {
  std::vector<qianfan::service> services{};
  unknown_fields other{};
};

template <roster::letter_case Case, class T>
T decode_data(std::string_view json, const std::string& location) {
  T out;
  const auto error = decode<Case>(json, out);
  if (error) throw_invalid_data((location.empty() ? "" : location + ": ") + error->text());
  return out;
}

ROSTER_DECL void throw_unknown_member(const std::string& name, const std::string& location,
                                      std::span<const std::string_view> known) {
  std::string expected;
  for (std::size_t i = 0; i < known.size(); ++i)
    expected.append(i == 0 ? "" : i + 1 == known.size() ? " or " : ", ").append(known[i]);
  throw_invalid_data((location.empty() ? "" : location + ": ") + "unknown member \"" +
                     escape_for_log(name, 64) + "\"; expected " + expected +
                     roster::detail::suggestion(name, known));
}

inline void reject_unknown(const unknown_fields& fields, const std::string& location) {
  static constexpr std::string_view known[]{"services"};
  if (!fields.list.empty()) throw_unknown_member(fields.list.front().name, location, known);
}

/// Returns what begins with this character.
constexpr std::string_view kind_of_json(char first) noexcept {
  switch (first) {
    case '{':
      return "an object";
    case '[':
      return "a list";
    case '"':
      return "a string";
    case 'n':
      return "null";
    case 't':
    case 'f':
      return "a boolean";
    default:
      return "a number";
  }
}

ROSTER_DECL void check_json_kind(std::string_view json, char first, const std::string& location) {
  const auto begin = json.find_first_not_of(" \t\r\n");
  if (const char found = begin == json.npos ? '0' : json[begin]; found != first)
    throw_invalid_data(location + ": expected " + std::string(kind_of_json(first)) + ", found " +
                       std::string(kind_of_json(found)));
}

/// Checks that the part of a vendor is an object and its services are a list; the decoder accepts null and, from some
/// services, an empty object, too.
inline void check_part(std::string_view json, const std::string& location) {
  check_json_kind(json, '{', location);
  const auto members = decode_data<roster::verbatim_case, data_members>(json, location);
  if (const auto services = members.all.find("services"))
    check_json_kind(*services, '[', location + ".services");
}

/// Reads attributes. An unknown name is a typo, not a new member of the vendor.
inline eas_attributes read_eas_attributes(std::string_view json, const std::string& location) {
  std::vector<std::string_view> known;
  for (const auto& member :
       roster::detail::type_descriptor_of<eas_attributes, case_of<eas::list_services>>.object->members)
    known.push_back(member.name);
  check_json_kind(json, '{', location);
  for (const unknown_fields::field& field :
       decode_data<roster::verbatim_case, data_members>(json, location).all.list)
    if (std::find(known.begin(), known.end(), field.name) == known.end())
      throw_unknown_member(field.name, location, known);
  return decode_data<case_of<eas::list_services>, eas_attributes>(json, location);
}

/// Extracts "attributes" from the unknown members of a service.
inline eas_attributes take_eas_attributes(eas::service& service, const std::string& location) {
  auto& unknown = service.unknown.list;
  for (auto field = unknown.begin(); field != unknown.end(); ++field) {
    if (field->name != "attributes") continue;
    auto attributes = read_eas_attributes(field->json, location + ".attributes");
    unknown.erase(field);
    return attributes;
  }
  return {};
}

inline void load_eas(std::string_view json, const std::string& location, emulator::data& out) {
  check_part(json, location);
  auto part = decode_data<case_of<eas::list_services>, eas_data_part>(json, location);
  reject_unknown(part.other, location);
  check_ids(part.services, location + ".services");
  for (std::size_t i = 0; i < part.services.size(); ++i) {
    eas_attributes attributes =
        take_eas_attributes(part.services[i], location + ".services[" + std::to_string(i) + ']');
    if (attributes != eas_attributes{})
      out.eas_attributes[part.services[i].service_id] = std::move(attributes);
  }
  out.eas_services = std::move(part.services);
}

inline std::vector<qianfan::service> load_qianfan(std::string_view json, const std::string& location) {
  check_part(json, location);
  auto part = decode_data<case_of<qianfan::describe_services>, qianfan_data_part>(json, location);
  reject_unknown(part.other, location);
  check_ids(part.services, location + ".services");
  return std::move(part.services);
}

ROSTER_DECL emulator::data load_services(const unknown_fields& members, const std::string& location,
                                         std::span<const std::string_view> known) {
  const std::string before = location.empty() ? "" : location + '.';
  emulator::data out;
  for (const unknown_fields::field& part : members.list) {
    if (part.name == "eas")
      load_eas(part.json, before + "eas", out);
    else if (part.name == "qianfan")
      out.qianfan_services = load_qianfan(part.json, before + "qianfan");
    else
      throw_unknown_member(part.name, location, known);
  }
  return out;
}

ROSTER_DECL emulator::data load_data(std::string_view json) {
  static constexpr std::string_view known[]{"eas", "qianfan"};
  return load_services(decode_data<roster::verbatim_case, data_members>(json, "").all, "", known);
}

}  // namespace roster::inline v0::emulator::detail
