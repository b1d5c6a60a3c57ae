// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON Schemas (2020-12) of described types.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/wire/detail/described_type.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

ROSTER_DECL std::string json_array(const std::vector<std::string>& values);

/// Appends a member to the text of an object, which is without its end.
ROSTER_DECL void append_member(std::string& object, std::string_view name, std::string_view json);

/// Returns the schema that any of these allows.
ROSTER_DECL std::string any_of_schemas(std::vector<std::string> schemas, bool may_be_null);

/// Returns the schema of an object. `properties` is without its end.
ROSTER_DECL std::string object_schema(const std::string& properties,
                                      const std::vector<std::string>& required);

/// Returns the schema of a member with its annotations as the description.
ROSTER_DECL std::string with_description(std::string schema, const described_member& member);

/// Returns what is inside of optionals.
inline const described_type& optional_content(const described_type& type) {
  return type.kind == kind::optional ? optional_content(*type.inner) : type;
}

/// A member of a struct that every response has.
struct required_member {
  const described_type* owner{};
  std::size_t index{};
};

/// Writes schemas, and collects the structs that they refer to.
class json_schemas {
 public:
  explicit json_schemas(std::span<const required_member> required) : required_(required) {}

  /// Returns the schema of a value in a response, or inside of another value.
  std::string in_json(const described_type& type) { return schema(type, place::json, false); }
  /// Returns the schema of a value that the client sends in a body.
  std::string as_sent(const described_type& type) { return schema(type, place::json, false, true); }
  /// Returns the schema of a value in a query, a header or a path.
  std::string in_text(const described_type& type) { return schema(type, place::text, false); }

  bool empty() const noexcept { return structs_.empty(); }
  /// Returns the schemas of all structs, by name.
  std::string components();

 private:
  enum class place { json, text };

  struct named_struct {
    const described_type* type;
    std::string name;
  };

  std::string schema(const described_type& type, place where, bool may_be_null, bool is_sent = false);
  std::string list(const described_type& type, bool may_be_null, bool is_sent);
  std::string variant(const described_type& type, place where, bool may_be_null);
  std::string container(const described_type& type, bool may_be_null, bool is_sent);
  std::string component(const described_type& type);
  std::string name_of(const described_type& type);
  bool is_required(const described_type& owner, std::size_t index) const;

  std::span<const required_member> required_;
  std::vector<named_struct> structs_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/json_schemas.ipp>
#endif
