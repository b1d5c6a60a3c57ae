// SPDX-License-Identifier: BSL-1.0
#pragma once
// Boost.JSON as a peer, in two ways: a tree and value_to on described structs, as in its documentation, and a
// hand-written traversal of a tree in an arena, the fastest known way to use it.

#include <boost/describe.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "member_table.hpp"

namespace peers {

/// Boost.JSON 1.81 throws on a missing or unknown member: it is measured only on pages without one.
template <class Response>
Response boost_value_to(std::string_view json) {
  return boost::json::value_to<Response>(boost::json::parse(json));
}

/// The same with the tree in an arena.
template <class Response>
Response boost_arena_value_to(std::string_view json) {
  boost::json::monotonic_resource arena;
  return boost::json::value_to<Response>(boost::json::parse(json, &arena));
}

struct boost_reader {
  using value = const boost::json::value&;

  static void read(const boost::json::value& from, std::string& to) { to = from.as_string(); }
  static void read(const boost::json::value& from, std::int64_t& to) { to = from.to_number<std::int64_t>(); }
  static void read(const boost::json::value& from, double& to) { to = from.to_number<double>(); }
  static void read(const boost::json::value& from, bool& to) { to = from.as_bool(); }

  template <class Struct>
  static void read(const boost::json::value& from, Struct& to) {
    const auto& table = member_table<Struct, boost_reader>::instance();
    for (const auto& member : from.as_object()) table.read(member.key(), member.value(), to);
  }

  template <class T>
  static void read(const boost::json::value& from, std::optional<T>& to) {
    if (!from.is_null()) read(from, to.emplace());
  }
  template <class T>
  static void read(const boost::json::value& from, std::vector<T>& to) {
    const auto& array = from.as_array();
    to.resize(array.size());
    for (std::size_t i = 0; i < to.size(); ++i) read(array[i], to[i]);
  }
};

template <class Response>
Response boost_walk(std::string_view json) {
  boost::json::monotonic_resource arena;
  const auto tree = boost::json::parse(json, &arena);
  Response response;
  boost_reader::read(tree, response);
  return response;
}

}  // namespace peers
