// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of query.hpp.

#include <roster/wire/query.hpp>

#include <cstddef>
#include <roster/detail/base64.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/encode.hpp>
#include <string_view>

namespace roster::inline v0::detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(erased_ref request) {
  std::vector<std::pair<std::string, std::string>> query;
  const auto add = [&](std::string_view name, erased_ref value) {
    if (unwrap(value).value == nullptr) return;
    query.emplace_back(std::string(name), std::string());
    print_ref(value, name, as_sent, query.back().second);
  };
  const member_refs members(request);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view name = members.name(i);
    const erased_ref member = unwrap(members[i]);
    if (member.value == nullptr || is_empty(members[i])) continue;
    if (member.type->kind == kind::list)
      member.type->container->each(
          member.value, [&](std::string_view, const void* entry) { add(name, {member.type->inner, entry}); });
    else
      add(name, member);
  }
  return query;
}

inline std::string in_quotes(std::string_view text) { return '"' + escape_for_log(text, 64) + '"'; }

inline std::string expected_number(const type_descriptor& type, number_result result) {
  const bool whole = type.kind == kind::integer;
  if (result == number_result::not_a_number) return whole ? "an integer" : "a number";
  if (!whole) return "a number in the range of double";
  return "an integer from " + std::to_string(type.number->lowest) + " to " +
         std::to_string(type.number->highest);
}

inline std::optional<bool> read_boolean(std::string_view text) noexcept {
  const auto is = [&](std::string_view word) {
    if (text.size() != word.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] != word[i] && text[i] != word[i] - 'a' + 'A') return false;
    return true;
  };
  if (is("true")) return true;
  if (is("false")) return false;
  return std::nullopt;
}

/// Sets a time from its number, or from a string in the formats of utc_time.
template <class Unit>
std::string set_epoch(epoch_time<Unit>& out, std::string_view text) {
  if (epoch_time<Unit>::parse(text))
    out = epoch_time<Unit>(text);
  else if (const auto time = parse_time(text))
    out = epoch_time<Unit>(*time);
  else
    return "a time such as 2024-07-30T05:45:46Z, or an epoch time";
  return {};
}

/// Sets a scalar; returns what was expected if `text` is invalid.
inline std::string set_plain(const type_descriptor& type, void* value, std::string_view text) {
  switch (type.kind) {
    case kind::boolean:
    case kind::flag: {
      const auto read = read_boolean(text);
      if (!read) return "true or false";
      if (type.kind == kind::flag)
        *static_cast<flag*>(value) = *read;
      else
        *static_cast<bool*>(value) = *read;
      return {};
    }
    case kind::integer:
    case kind::real: {
      const auto result = type.number->parse(value, text);
      return result == number_result::ok ? std::string() : expected_number(type, result);
    }
    case kind::open_enum:
      type.texts->set(value, text);
      return {};
    case kind::text:
      *static_cast<std::string*>(value) = text;
      return {};
    case kind::secret:
      *static_cast<secret*>(value) = secret(text);
      return {};
    case kind::bytes: {
      auto content = base64_decode(text);
      if (!content) return "base64";
      *static_cast<bytes*>(value) = bytes(std::move(*content));
      return {};
    }
    case kind::json_text:
      *static_cast<json_text*>(value) = json_text(std::string(text));
      return {};
    case kind::utc_time:
      if (!parse_time(text)) return "a time such as 2024-07-30T05:45:46Z";
      *static_cast<utc_time*>(value) = utc_time(text);
      return {};
    case kind::epoch_s:
      return set_epoch(*static_cast<epoch_seconds*>(value), text);
    case kind::epoch_ms:
      return set_epoch(*static_cast<epoch_milliseconds*>(value), text);
    default:
      return "a value of a type that can be parsed from text";
  }
}

class assigner {
 public:
  assigner(std::string_view name, decode_function decoder) noexcept : name_(name), decoder_(decoder) {}

  /// Sets the value, or appends an entry to it; on failure `error()` is set and the value unchanged.
  bool set(const type_descriptor& type, void* value, std::string_view text) {
    switch (type.kind) {
      case kind::optional:
        type.optional->set(value, [&](void* inner) { return set(*type.inner, inner, text); });
        break;
      case kind::list:
        type.container->add(value, {}, [&](void* entry) { return set(*type.inner, entry, text); });
        break;
      case kind::variant:
      case kind::map:
      case kind::object:
        set_json(value, text);
        break;
      default:
        if (const auto expected = set_plain(type, value, text); !expected.empty())
          reject("expected " + expected + ", found " + in_quotes(text));
    }
    return !error_;
  }

  /// Adds "key" or "key=value".
  bool add_pair(const type_descriptor& type, void* value, std::string_view pair) {
    switch (type.kind) {
      case kind::optional:
        type.optional->set(value, [&](void* inner) { return add_pair(*type.inner, inner, pair); });
        break;
      case kind::map:
        add_to_map(type, value, pair);
        break;
      default:
        reject("not a map; key=value pairs are not accepted");
    }
    return !error_;
  }

  std::optional<parameter_error> error() && { return std::move(error_); }

 private:
  void set_json(void* value, std::string_view json) {
    auto wrong = decoder_(json, value);
    if (!wrong) return;
    const bool index = wrong->path.starts_with('[');
    wrong->path.insert(0, std::string(name_) + (wrong->path.empty() || index ? "" : "."));
    error_ = {parameter_error::reason::bad_value, wrong->text()};
  }

  void add_to_map(const type_descriptor& type, void* value, std::string_view pair) {
    const auto equals = pair.find('=');
    const std::string_view key = pair.substr(0, equals);
    bool known = false;
    type.container->each(value, [&](std::string_view other, const void*) { known = known || other == key; });
    if (key.empty()) return reject("missing key in " + in_quotes(pair));
    if (known) return reject("duplicate key " + in_quotes(key));
    type.container->add(value, key, [&](void* entry) {
      const bool without_value = equals == pair.npos;
      if (without_value && type.inner->kind == kind::optional) return true;
      return set(*type.inner, entry, without_value ? "" : pair.substr(equals + 1));
    });
  }

  void reject(const std::string& why) {
    error_ = {parameter_error::reason::bad_value, std::string(name_) + ": " + why};
  }

  std::string_view name_;
  decode_function decoder_;
  std::optional<parameter_error> error_{};
};

inline parameter_error unknown_parameter(const type_descriptor& type, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& parameter : parameters_of(type)) names.push_back(parameter.name);
  return {parameter_error::reason::unknown_name,
          "unknown parameter " + in_quotes(name) + suggestion(name, names)};
}

/// Calls `act(assigner&, type, value)` for the member called `name`.
template <class Act>
std::optional<parameter_error> with_member(const assign_target& target, std::string_view name, Act act) {
  const member_refs members({target.type, target.request});
  for (std::size_t i = 0; i < members.size(); ++i) {
    const erased_ref member = members[i];
    if (members.name(i) != name || member.type->kind == kind::unknown) continue;
    assigner one(name, target.decoders[i]);
    act(one, *member.type, const_cast<void*>(member.value));
    return std::move(one).error();
  }
  return unknown_parameter(*target.type, name);
}

ROSTER_DECL std::optional<parameter_error> assign_text(assign_target target, std::string_view name,
                                                       std::string_view value) {
  return with_member(target, name, [&](assigner& one, const type_descriptor& type, void* member) {
    one.set(type, member, value);
  });
}

ROSTER_DECL std::optional<parameter_error> set_parameters(assign_target target, std::string_view name,
                                                          std::string_view pairs) {
  return with_member(target, name, [&](assigner& one, const type_descriptor& type, void* member) {
    for (std::string_view rest = pairs;;) {
      const auto comma = rest.find(',');
      if (!one.add_pair(type, member, rest.substr(0, comma)) || comma == rest.npos) return;
      rest.remove_prefix(comma + 1);
    }
  });
}

ROSTER_DECL std::vector<parameter_info> parameters_of(const type_descriptor& type) {
  std::vector<parameter_info> all;
  for (const auto& member : type.object->members) {
    if (member.type->kind == kind::unknown) continue;
    const type_descriptor* value = member.type;
    while (value->kind == kind::optional) value = value->inner;
    const type_descriptor* entry = value;
    while (entry->inner != nullptr) entry = entry->inner;
    all.push_back({member.name, value->kind, entry->kind,
                   entry->texts != nullptr ? entry->texts->texts : std::span<const std::string_view>{}});
  }
  return all;
}

}  // namespace roster::inline v0::detail
