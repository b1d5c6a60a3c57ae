// SPDX-License-Identifier: BSL-1.0
#pragma once
// simdjson's on-demand parser as a peer, with a loop over the members of each object and a parser that is reused.
// Values that are not read are skipped, and only their brackets are checked.

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "member_table.hpp"

namespace peers {

namespace ondemand = simdjson::ondemand;

struct simdjson_reader {
  using value = ondemand::value;

  static void read(ondemand::value from, std::string& to) { to = std::string_view(from.get_string()); }
  static void read(ondemand::value from, std::int64_t& to) { to = from.get_int64(); }
  static void read(ondemand::value from, double& to) { to = from.get_double(); }
  static void read(ondemand::value from, bool& to) { to = from.get_bool(); }

  template <class Struct>
  static void read_object(ondemand::object from, Struct& to) {
    const auto& table = member_table<Struct, simdjson_reader>::instance();
    for (auto member : from) table.read(member.unescaped_key(), member.value(), to);
  }
  template <class Struct>
  static void read(ondemand::value from, Struct& to) {
    read_object(from.get_object(), to);
  }

  template <class T>
  static void read(ondemand::value from, std::optional<T>& to) {
    if (!from.is_null()) read(from, to.emplace());
  }
  template <class T>
  static void read(ondemand::value from, std::vector<T>& to) {
    to.clear();
    for (auto entry : from.get_array()) read(entry.value(), to.emplace_back());
  }
};

/// The text needs simdjson::SIMDJSON_PADDING bytes of capacity after its end, which are already allocated here.
template <class Response>
Response simdjson_on_demand(const std::string& json) {
  static ondemand::parser parser;
  ondemand::document document = parser.iterate(simdjson::padded_string_view(json));
  Response response;
  simdjson_reader::read_object(document.get_object(), response);
  return response;
}

}  // namespace peers
