// SPDX-License-Identifier: BSL-1.0
#pragma once
// A Boost.JSON value built from the library's tokens, for comparison with Boost.JSON's own parser.

#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <roster/wire/detail/json_reader.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace test {

inline boost::json::value number_value(std::string_view literal) {
  const char* const end = literal.data() + literal.size();
  std::int64_t whole{};
  std::uint64_t positive{};
  if (std::from_chars(literal.data(), end, whole).ptr == end &&
      std::to_string(whole) == (literal == "-0" ? "0" : literal))
    return whole;
  if (std::from_chars(literal.data(), end, positive).ptr == end && std::to_string(positive) == literal)
    return positive;
  return std::strtod(std::string(literal).c_str(), nullptr);
}

/// Builds the value from the reader's tokens.
inline bool build(roster::detail::json_reader& in, boost::json::value& out) {
  roster::detail::json_reader::scope inside;
  std::string_view text;
  switch (in.peek()) {
    case '"':
      if (!in.text(text)) return false;
      out = boost::json::string(text);
      return true;
    case 't':
    case 'f':
      return in.boolean(out.emplace_bool());
    case 'n':
      out = nullptr;
      return in.null() || in.skip();
    case '[':
      out.emplace_array();
      if (!in.enter_list(inside)) return false;
      while (in.more(inside))
        if (!build(in, out.as_array().emplace_back(nullptr))) return false;
      return in.good();
    case '{':
      out.emplace_object();
      if (!in.enter_object(inside)) return false;
      while (in.more(inside)) {
        if (!in.key(text)) return false;
        const std::string name(text);
        boost::json::value entry;
        if (!build(in, entry)) return false;
        out.as_object()[name] = std::move(entry);  // of duplicate members the last one is used
      }
      return in.good();
    default:
      if (!in.number(text)) return false;
      out = number_value(text);
      return true;
  }
}

/// Compares two values. Numbers may differ in their last digits, and zero equals Boost.JSON's NaN: see
/// differences 1 and 3 in json_differential.test.cpp.
inline bool same(const boost::json::value& a, const boost::json::value& b) {
  if (a.is_double() && b.is_double()) {
    const double x = a.get_double();
    const double y = b.get_double();
    return x == y || (x == 0 && std::isnan(y)) || (std::isinf(y) && std::fabs(x) > 1.797693134862e308) ||
           std::fabs(x - y) <= 1e-13 * std::fabs(x) + std::numeric_limits<double>::denorm_min() * 4;
  }
  if (a.kind() != b.kind()) return false;
  if (a.is_array()) {
    bool all = a.get_array().size() == b.get_array().size();
    for (std::size_t i = 0; all && i < a.get_array().size(); ++i)
      all = same(a.get_array()[i], b.get_array()[i]);
    return all;
  }
  if (a.is_object()) {
    bool all = a.get_object().size() == b.get_object().size();
    for (const auto& [name, entry] : a.get_object()) {
      const auto* other = b.get_object().if_contains(name);
      all = all && other != nullptr && same(entry, *other);
    }
    return all;
  }
  return a == b;
}

}  // namespace test
