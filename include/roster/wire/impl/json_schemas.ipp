// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of json_schemas.hpp.

#include <roster/wire/detail/json_schemas.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <roster/http/detail/grammar.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::string json_array(const std::vector<std::string>& values) {
  std::string out = "[";
  for (const auto& one : values) out.append(out.size() == 1 ? "" : ",").append(one);
  return out + ']';
}

ROSTER_DECL void append_member(std::string& object, std::string_view name, std::string_view json) {
  object.append(object == "{" ? "" : ",").append(json_string(name)).append(1, ':').append(json);
}

ROSTER_DECL std::string any_of_schemas(std::vector<std::string> schemas, bool may_be_null) {
  if (may_be_null) schemas.emplace_back(R"({"type":"null"})");
  return schemas.size() == 1 ? schemas.front() : R"({"anyOf":)" + json_array(schemas) + '}';
}

ROSTER_DECL std::string object_schema(const std::string& properties,
                                      const std::vector<std::string>& required) {
  std::string out = R"({"type":"object")";
  if (properties != "{") append_member(out, "properties", properties + '}');
  if (!required.empty()) append_member(out, "required", json_array(required));
  return out + '}';
}

ROSTER_DECL std::string with_description(std::string schema, const described_member& member) {
  if (member.doc.empty() && member.units.empty()) return schema;
  std::string text(member.doc);
  if (!member.units.empty()) text.append(text.empty() ? "" : ", ").append("in ").append(member.units);
  schema.pop_back();
  constexpr std::string_view key = R"("description":)";
  const auto& type = optional_content(*member.type);
  if (type.kind == kind::epoch_s || type.kind == kind::epoch_ms) {  // it has a description, at its end
    const std::size_t start = schema.rfind(key);
    const std::string_view given = std::string_view(schema).substr(start + key.size() + 1);
    text.append(". ").append(given.substr(0, given.size() - 1));
    schema.erase(start - 1);
  }
  return schema.append(schema.size() == 1 ? "" : ",").append(key).append(json_string(text)) + '}';
}

inline std::string typed_schema(std::initializer_list<std::string_view> types, bool may_be_null,
                                std::string_view more = {}) {
  std::vector<std::string> names;
  for (const auto one : types) names.push_back(json_string(one));
  if (may_be_null) names.emplace_back(R"("null")");
  return R"({"type":)" + (names.size() == 1 ? names.front() : json_array(names)) + std::string(more) + '}';
}

inline std::string integer_schema(const described_type& type, bool may_be_null) {
  const bool has_sign = type.lowest != 0;
  const auto is = [&]<class Integer>(Integer) {
    return has_sign && type.highest == std::uint64_t{(std::numeric_limits<Integer>::max)()};
  };
  std::string more;
  if (is(std::int64_t{}))
    more = R"(,"format":"int64")";
  else if (is(std::int32_t{}))
    more = R"(,"format":"int32")";
  else
    more = R"(,"minimum":)" + std::to_string(type.lowest);
  if (more.find("minimum") != more.npos && type.highest != (std::numeric_limits<std::uint64_t>::max)())
    more += R"(,"maximum":)" + std::to_string(type.highest);
  return typed_schema({"integer"}, may_be_null, more);
}

inline std::string open_enum_schema(const described_type& type, bool may_be_null) {
  std::vector<std::string> texts;
  for (const auto one : type.texts) texts.push_back(json_string(one));
  return typed_schema({"string"}, may_be_null, texts.empty() ? "" : R"(,"examples":)" + json_array(texts));
}

ROSTER_DECL std::string json_schemas::list(const described_type& type, bool may_be_null, bool is_sent) {
  const auto element = schema(*type.inner, place::json, false);
  const bool or_one = type.or_one && !is_sent;  // a list is sent as one
  const auto array = typed_schema({"array"}, may_be_null && !or_one, R"(,"items":)" + element);
  return or_one ? any_of_schemas({array, element}, may_be_null) : array;
}

ROSTER_DECL std::string json_schemas::variant(const described_type& type, place where, bool may_be_null) {
  std::vector<std::string> all;
  for (const auto* const one : type.alternatives) all.push_back(schema(*one, where, false));
  return any_of_schemas(std::move(all), may_be_null);
}

ROSTER_DECL std::string json_schemas::container(const described_type& type, bool may_be_null, bool is_sent) {
  if (type.kind == kind::list) return list(type, may_be_null, is_sent);
  if (type.kind == kind::map)
    return typed_schema({"object"}, may_be_null,
                        R"(,"additionalProperties":)" + schema(*type.inner, place::json, false));
  return any_of_schemas({R"({"$ref":)" + json_string("#/components/schemas/" + name_of(type)) + '}'},
                        may_be_null);
}

/// The content of a text that is JSON.
inline constexpr std::string_view is_json_text = R"(,"contentMediaType":"application/json")";

ROSTER_DECL std::string json_schemas::schema(const described_type& type, place where, bool may_be_null,
                                             bool is_sent) {
  switch (type.kind) {
    case kind::optional:
      return schema(*type.inner, where, where == place::json, is_sent);
    case kind::text:
      return typed_schema({"string"}, may_be_null);
    case kind::boolean:
    case kind::flag:
      return typed_schema({"boolean"}, may_be_null);
    case kind::integer:
      return integer_schema(type, may_be_null);
    case kind::real:
      return typed_schema({"number"}, may_be_null);
    case kind::open_enum:
      return open_enum_schema(type, may_be_null);
    case kind::secret:
      return typed_schema({"string"}, may_be_null, R"(,"format":"password")");
    case kind::bytes:
      return typed_schema({"string"}, may_be_null, R"(,"contentEncoding":"base64")");
    case kind::utc_time:
      return typed_schema({"string"}, may_be_null, R"(,"format":"date-time")");
    case kind::epoch_s:
    case kind::epoch_ms:
      return typed_schema({"number", "string"}, may_be_null,
                          type.kind == kind::epoch_s
                              ? R"(,"description":"Seconds since 1970-01-01T00:00:00Z")"
                              : R"(,"description":"Milliseconds since 1970-01-01T00:00:00Z")");
    case kind::json_text:
      return where == place::json ? "{}" : typed_schema({"string"}, false, is_json_text);
    case kind::variant:
      return variant(type, where, may_be_null);
    case kind::list:
    case kind::map:
    case kind::object:
      if (where == place::json) return container(type, may_be_null, is_sent);
      return typed_schema({"string"}, false,
                          std::string(is_json_text) + R"(,"contentSchema":)" + container(type, false, true));
    default:
      return "{}";
  }
}

/// Returns the name of a struct without the characters that OpenAPI does not allow in names of components.
inline std::string allowed_name(std::string_view name) {
  std::string out(name.empty() ? "object" : name);
  for (char& c : out)
    if (!http::detail::is_unreserved(c) || c == '~') c = '_';
  return out;
}

ROSTER_DECL std::string json_schemas::name_of(const described_type& type) {
  for (const auto& one : structs_)
    if (one.type == &type) return one.name;
  const auto base = allowed_name(type.name);
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(structs_.begin(), structs_.end(),
                       [&](const named_struct& one) { return one.name == name; });
  };
  auto name = base;
  for (std::size_t number = 2; is_taken(name); ++number) name = base + '_' + std::to_string(number);
  structs_.push_back({&type, name});
  return name;
}

ROSTER_DECL bool json_schemas::is_required(const described_type& owner, std::size_t index) const {
  return std::any_of(required_.begin(), required_.end(),
                     [&](const required_member& one) { return one.owner == &owner && one.index == index; });
}

ROSTER_DECL std::string json_schemas::component(const described_type& type) {
  std::string properties = "{";
  std::vector<std::string> required;
  for (std::size_t i = 0; i < type.members.size(); ++i) {
    const described_member& one = type.members[i];
    const kind k = one.type->kind;
    if (k == kind::unknown) continue;
    const bool is_needed = is_required(type, i);
    if (is_needed) required.push_back(json_string(one.name));
    auto text = schema(optional_content(*one.type), place::json,
                       !is_needed && (k == kind::optional || k == kind::flag));
    append_member(properties, one.name, with_description(std::move(text), one));
  }
  return object_schema(properties, required);
}

ROSTER_DECL std::string json_schemas::components() {
  std::string out = "{";
  for (std::size_t i = 0; i < structs_.size(); ++i) {
    const auto text = component(*structs_[i].type);  // may find further structs
    append_member(out, structs_[i].name, text);
  }
  return out + '}';
}

}  // namespace roster::inline v0::detail
