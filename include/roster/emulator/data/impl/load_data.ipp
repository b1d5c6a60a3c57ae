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
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <string>
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

/// Any object. Each vendor's part is decoded later, in that vendor's letter case.
struct data_members {
  unknown_fields all{};
};

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

inline void reject_unknown(const unknown_fields& fields, const std::string& location) {
  if (!fields.list.empty())
    throw_invalid_data(location + "unknown member \"" + escape_for_log(fields.list.front().name, 64) + '"');
}

/// Reads attributes. An unknown name is a typo, not a new member of the vendor.
inline eas_attributes read_eas_attributes(std::string_view json, const std::string& location) {
  const auto& known =
      roster::detail::type_descriptor_of<eas_attributes, case_of<eas::list_services>>.object->members;
  for (const unknown_fields::field& field :
       decode_data<roster::verbatim_case, data_members>(json, location).all.list)
    if (std::none_of(known.begin(), known.end(), [&](const auto& m) { return m.name == field.name; }))
      throw_invalid_data(location + ": unknown member \"" + escape_for_log(field.name, 64) + '"');
  return decode_data<case_of<eas::list_services>, eas_attributes>(json, location);
}

/// Extracts "attributes" from the unknown members of a service.
inline eas_attributes take_eas_attributes(eas::service& service, std::size_t index) {
  auto& unknown = service.unknown.list;
  for (auto field = unknown.begin(); field != unknown.end(); ++field) {
    if (field->name != "attributes") continue;
    const std::string location = "eas.services[" + std::to_string(index) + "].attributes";
    auto attributes = read_eas_attributes(field->json, location);
    unknown.erase(field);
    return attributes;
  }
  return {};
}

inline void load_eas(std::string_view json, emulator::data& out) {
  auto part = decode_data<case_of<eas::list_services>, eas_data_part>(json, "eas");
  reject_unknown(part.other, "eas: ");
  check_ids(part.services, "eas.services");
  for (std::size_t i = 0; i < part.services.size(); ++i) {
    eas_attributes attributes = take_eas_attributes(part.services[i], i);
    if (attributes != eas_attributes{})
      out.eas_attributes[part.services[i].service_id] = std::move(attributes);
  }
  out.eas_services = std::move(part.services);
}

inline std::vector<qianfan::service> load_qianfan(std::string_view json) {
  auto part = decode_data<case_of<qianfan::describe_services>, qianfan_data_part>(json, "qianfan");
  reject_unknown(part.other, "qianfan: ");
  check_ids(part.services, "qianfan.services");
  return std::move(part.services);
}

ROSTER_DECL emulator::data load_data(std::string_view json) {
  const auto file = decode_data<roster::verbatim_case, data_members>(json, "");
  emulator::data out;
  for (const unknown_fields::field& part : file.all.list) {
    if (part.name == "eas")
      load_eas(part.json, out);
    else if (part.name == "qianfan")
      out.qianfan_services = load_qianfan(part.json);
    else
      throw_invalid_data("unknown member \"" + escape_for_log(part.name, 64) + "\"; expected eas or qianfan");
  }
  return out;
}

}  // namespace roster::inline v0::emulator::detail
