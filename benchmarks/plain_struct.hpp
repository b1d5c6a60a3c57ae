// SPDX-License-Identifier: BSL-1.0
#pragma once
// Defines a struct from one list of its members, and the descriptions that the peers need: that of Boost.Describe (by
// its internal macros, since BOOST_DESCRIBE_STRUCT supports 52 members and a service has 53), and a visitor of all
// members by name for the hand-written decoders.

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plain {

using text = std::string;
using integer = std::int64_t;
using maybe_text = std::optional<std::string>;
using maybe_int = std::optional<std::int64_t>;
using maybe_real = std::optional<double>;
using maybe_bool = std::optional<bool>;

}  // namespace plain

#define PLAIN_MEMBER(type, name) type name{};
#define PLAIN_VISIT(type, name) visit(#name, object.name);
#define PLAIN_DESCRIBE(type, name) BOOST_DESCRIBE_MEMBER_IMPL(struct_type, name)

#define PLAIN_STRUCT(struct_name, MEMBERS)                                                  \
  struct struct_name {                                                                      \
    MEMBERS(PLAIN_MEMBER)                                                                   \
    friend bool operator==(const struct_name&, const struct_name&) = default;               \
    template <class Visit>                                                                  \
    friend void visit_members(struct_name& object, Visit&& visit) {                         \
      MEMBERS(PLAIN_VISIT)                                                                  \
    }                                                                                       \
  };                                                                                        \
  inline auto boost_public_member_descriptor_fn(struct_name**) {                            \
    using struct_type = struct_name;                                                        \
    return boost::describe::detail::member_descriptor_fn_impl<boost::describe::mod_public>( \
        0 MEMBERS(PLAIN_DESCRIBE));                                                         \
  }                                                                                         \
  BOOST_DESCRIBE_BASES(struct_name)                                                         \
  BOOST_DESCRIBE_PROTECTED_MEMBERS(struct_name)                                             \
  BOOST_DESCRIBE_PRIVATE_MEMBERS(struct_name)
