// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of openapi.hpp.

#include <roster/wire/openapi.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/http/detail/grammar.hpp>
#include <roster/wire/detail/json_escapes.hpp>
#include <roster/wire/detail/json_schemas.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// Returns JSON with one member or element per line; empty objects and arrays stay on theirs.
inline std::string indented_json(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  bool in_string = false;
  const auto new_line = [&] { out.append(1, '\n').append(2 * depth, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      out += c;
      if (c == '\\') out += json[++i];
      in_string = c != '"';
    } else if (c == '{' || c == '[') {
      out += c;
      if (json[i + 1] == '}' || json[i + 1] == ']') {
        out += json[++i];
        continue;
      }
      ++depth;
      new_line();
    } else if (c == '}' || c == ']') {
      --depth;
      new_line();
      out += c;
    } else if (c == ',') {
      out += c;
      new_line();
    } else {
      out += c;
      if (c == ':') out += ' ';
      in_string = c == '"';
    }
  }
  return out + '\n';
}

/// Decodes %XX and + in a part of a constant query.
inline std::string decode_query_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) -> int {
      return hex_digits[static_cast<unsigned char>(text[at])];
    };
    if (text[i] == '%' && i + 2 < text.size() && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

struct constant_parameter {
  std::string name;
  std::vector<std::string> values;
};

/// Returns the parameters of a constant query, each name once.
inline std::vector<constant_parameter> constant_query(std::string_view query) {
  std::vector<constant_parameter> out;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix((std::min)(pair.size() + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = (std::min)(pair.find('='), pair.size());
    auto name = decode_query_text(pair.substr(0, equals));
    auto value = decode_query_text(pair.substr((std::min)(equals + 1, pair.size())));
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.name == name; });
    if (same == out.end())
      out.push_back({std::move(name), {std::move(value)}});
    else
      same->values.push_back(std::move(value));
  }
  return out;
}

/// Returns the headers of a response as an object, each once; "" for none.
template <std::size_t N>
std::string response_headers(const std::array<std::string_view, N>& names) {
  std::string out = "{";
  for (std::size_t i = 0; i < N; ++i) {
    const auto is_this = [&](std::string_view one) {
      return http::detail::same_ignoring_case(one, names[i]);
    };
    if (names[i].empty() || std::any_of(names.begin(), names.begin() + i, is_this)) continue;
    append_member(out, names[i], R"({"schema":{"type":"string"}})");
  }
  return out == "{" ? std::string() : out + '}';
}

class openapi_writer {
 public:
  explicit openapi_writer(const described_operation& of) : of_(of), schemas_(of.required) {}

  std::string document(std::string_view endpoint) {
    std::string info = "{";
    append_member(info, "title", json_string(of_.name));
    append_member(info, "version", json_string(of_.version.empty() ? "1" : of_.version));
    std::string item = "{";
    append_member(item, http::detail::lower_case(of_.where.method), operation() + '}');
    std::string paths = "{";
    append_member(paths, of_.where.path, item + '}');

    std::string out = "{";
    append_member(out, "openapi", R"("3.1.0")");
    append_member(out, "info", info + '}');
    if (!endpoint.empty()) append_member(out, "servers", R"([{"url":)" + json_string(endpoint) + "}]");
    append_member(out, "paths", paths + '}');
    if (!schemas_.empty()) append_member(out, "components", R"({"schemas":)" + schemas_.components() + '}');
    return indented_json(out + '}');
  }

 private:
  std::string operation() {
    std::string out = "{";
    append_member(out, "operationId", json_string(of_.name));
    const auto parameters = all_parameters();
    if (!parameters.empty()) append_member(out, "parameters", json_array(parameters));
    if (of_.where.method != "GET")
      append_member(out, "requestBody",
                    R"({"required":true,"content":)" + content(request_type(), body()) + '}');
    append_member(out, "responses", responses());
    return out;
  }

  /// Returns the media type in a constant header of the request, without its parameters.
  std::string_view declared_type(std::string_view header) const {
    for (const auto& one : of_.headers)
      if (http::detail::same_ignoring_case(one.name, header)) {
        const auto type = one.value.substr(0, one.value.find(';'));
        if (type.find_first_of("*,") == type.npos) return type;
      }
    return {};
  }

  std::string_view request_type() const {
    const auto declared = declared_type("content-type");
    return declared.empty() ? "application/json" : declared;
  }

  std::string_view response_type() const {
    if (const auto accepted = declared_type("accept"); !accepted.empty()) return accepted;
    return of_.in_lines ? "application/x-ndjson" : request_type();
  }

  static std::string content(std::string_view type, const std::string& schema) {
    std::string out = "{";
    append_member(out, type, R"({"schema":)" + schema + '}');
    return out + '}';
  }

  // Parameters

  bool is_in_path(std::size_t member) const {
    return std::find(of_.in_path.begin(), of_.in_path.end(), member) != of_.in_path.end();
  }

  bool is_in_header(std::size_t member) const {
    return std::any_of(of_.in_headers.begin(), of_.in_headers.end(),
                       [&](const described_header& one) { return one.member == member; });
  }

  /// Whether the client always sends a member of the request; otherwise it may be absent or empty.
  static bool is_always_sent(const described_type& type) {
    return type.kind == kind::boolean || type.kind == kind::integer || type.kind == kind::real ||
           type.kind == kind::object;
  }

  static std::string parameter(std::string_view name, std::string_view where, bool required,
                               std::string_view more) {
    std::string out = "{";
    append_member(out, "name", json_string(name));
    append_member(out, "in", json_string(where));
    append_member(out, "required", required ? "true" : "false");
    return out.append(1, ',').append(more).append(1, '}');
  }

  std::string schema_member(const described_member& of) {
    return R"("schema":)" + with_description(schemas_.in_text(optional_content(*of.type)), of);
  }

  /// A parameter of the query that occurs several times.
  static std::string constant_list(std::string_view name, const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    for (const auto& one : values) texts.push_back(json_string(one));
    return parameter(
        name, "query", true,
        R"("style":"form","explode":true,"schema":{"type":"array","const":)" + json_array(texts) + '}');
  }

  static std::string constant(std::string_view name, std::string_view where, std::string_view value) {
    return parameter(name, where, true, R"("schema":{"type":"string","const":)" + json_string(value) + '}');
  }

  std::vector<std::string> all_parameters() {
    std::vector<std::string> out;
    const auto members = of_.request->members;
    for (std::size_t i = 0; i < of_.in_path.size(); ++i) {
      const std::size_t member = of_.in_path[i];
      const auto before = of_.in_path.first(i);
      if (std::find(before.begin(), before.end(), member) != before.end()) continue;  // twice in the path
      out.push_back(parameter(members[member].name, "path", true, schema_member(members[member])));
    }
    for (const auto& one : of_.headers)
      if (!http::detail::same_ignoring_case(one.name, "accept") &&
          !http::detail::same_ignoring_case(one.name, "content-type"))
        out.push_back(constant(one.name, "header", one.value));
    for (const auto& one : of_.in_headers) {
      const auto& member = members[one.member];
      out.push_back(parameter(one.name, "header", is_always_sent(*member.type), schema_member(member)));
    }
    for (const auto& [name, values] : constant_query(of_.where.query))
      out.push_back(values.size() == 1 ? constant(name, "query", values.front())
                                       : constant_list(name, values));
    if (of_.where.method == "GET")
      for (std::size_t i = 0; i < members.size(); ++i)
        if (!is_in_path(i) && !is_in_header(i)) out.push_back(query_parameter(members[i]));
    return out;
  }

  std::string query_parameter(const described_member& member) {
    const auto& type = optional_content(*member.type);
    std::string how;
    if (type.kind == kind::list)  // one pair for each entry
      how =
          R"("style":"form","explode":true,"schema":)" +
          with_description(
              R"({"type":"array","items":)" + schemas_.in_text(optional_content(*type.inner)) + '}', member);
    else if (type.kind == kind::map || type.kind == kind::object)  // as JSON
      how = R"("content":)" + content("application/json", with_description(schemas_.in_json(type), member));
    else
      how = schema_member(member);
    return parameter(member.name, "query", is_always_sent(*member.type), how);
  }

  std::string body() {
    std::string properties = "{";
    std::vector<std::string> required;
    for (std::size_t i = 0; i < of_.request->members.size(); ++i) {
      const auto& member = of_.request->members[i];
      if (is_in_path(i) || is_in_header(i) || member.type->kind == kind::unknown) continue;
      append_member(properties, member.name,
                    with_description(schemas_.as_sent(optional_content(*member.type)), member));
      if (is_always_sent(*member.type)) required.push_back(json_string(member.name));
    }
    return object_schema(properties, required);
  }

  // Responses

  std::string responses() {
    std::string success = R"({"description":"Success")";
    if (const auto headers = response_headers(of_.response_headers); !headers.empty())
      append_member(success, "headers", headers);
    append_member(success, "content", content(response_type(), response()));
    std::string out = "{";
    append_member(out, "200", success + '}');
    if (of_.errors != nullptr) append_member(out, "default", error(*of_.errors));
    return out + '}';
  }

  std::string response() {
    if (!of_.in_lines) return schemas_.in_json(*of_.response);
    return R"({"type":"string","contentMediaType":"application/x-ndjson","contentSchema":)" +
           schemas_.in_json(*of_.response->inner) + '}';
  }

  std::string error(const described_errors& declared) {
    std::vector<std::string> schemas;
    for (const auto* const one : declared.structs) {
      if (one == nullptr) continue;
      // A response that is an error lacks what other responses have to have.
      auto text = one == of_.response ? std::string(R"({"type":"object"})") : schemas_.in_json(*one);
      if (std::find(schemas.begin(), schemas.end(), text) == schemas.end())
        schemas.push_back(std::move(text));
    }
    std::string out = R"({"description":"Error")";
    if (const auto headers = response_headers(declared.headers); !headers.empty())
      append_member(out, "headers", headers);
    if (!schemas.empty())
      append_member(out, "content", content("application/json", any_of_schemas(schemas, false)));
    return out + '}';
  }

  const described_operation& of_;
  json_schemas schemas_;
};

ROSTER_DECL std::string openapi_of(const described_operation& of, std::string_view endpoint) {
  return openapi_writer(of).document(endpoint);
}

}  // namespace roster::inline v0::detail
