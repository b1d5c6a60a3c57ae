// SPDX-License-Identifier: BSL-1.0
#pragma once
// nlohmann::json as a peer: a tree and from_json, as its macros would generate it; they do not support optional
// members.

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
  static void from_json(const json& from, std::optional<T>& to) {
    if (!from.is_null()) to = from.get<T>();
  }
};

}  // namespace nlohmann

namespace plain {

template <class Struct>
  requires requires(Struct& to) { visit_members(to, [](std::string_view, auto&) {}); }
void from_json(const nlohmann::json& from, Struct& to) {
  visit_members(to, [&](std::string_view name, auto& member) {
    const auto found = from.find(name);
    if (found != from.end()) found->get_to(member);
  });
}

}  // namespace plain

namespace peers {

template <class Response>
Response nlohmann_from_json(std::string_view json) {
  return nlohmann::json::parse(json).get<Response>();
}

}  // namespace peers
