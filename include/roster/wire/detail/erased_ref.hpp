// SPDX-License-Identifier: BSL-1.0
#pragma once
// A type-erased reference to a value, and the queries that encoding, columns and conditions share.

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Refers to a value whose type is described at run time.
/// Lifetime: that of the value.
struct erased_ref {
  const type_descriptor* type{};
  const void* value{};  ///< nullptr: absent

  /// Returns the value as the C++ type of its kind.
  template <class T>
  const T& as() const noexcept {
    return *static_cast<const T*>(value);
  }
};

/// The addresses of an object's members.
class member_refs {
 public:
  explicit member_refs(erased_ref object) : members_(object.type->object->members) {
    if (members_.size() > usual_members) more_ = std::make_unique<void*[]>(members_.size());
    object.type->object->addresses(object.value, addresses());
  }

  std::size_t size() const noexcept { return members_.size(); }
  std::string_view name(std::size_t i) const noexcept { return members_[i].name; }
  erased_ref operator[](std::size_t i) const noexcept { return {members_[i].type, addresses()[i]}; }

 private:
  void** addresses() noexcept { return more_ ? more_.get() : usual_.data(); }
  void* const* addresses() const noexcept { return more_ ? more_.get() : usual_.data(); }

  std::span<const member_shape> members_;
  std::array<void*, usual_members> usual_;  // NOLINT: only the first ones are used, and filled above
  std::unique_ptr<void*[]> more_{};         // in place of them, where they are too few
};

/// Unwraps optionals and variants: the result is absent when one of the optionals, or a flag, is empty.
ROSTER_DECL erased_ref unwrap(erased_ref ref) noexcept;

/// Returns whether a plain member is empty: an empty string, list or map, or a variant whose first alternative is one.
ROSTER_DECL bool is_empty(erased_ref ref) noexcept;

/// Returns the text of a string, open_enum, secret, bytes, json_text, utc_time or epoch_time; `scratch` may hold it. Unless
/// `reveal_secrets`, a secret and the secrets in a json_text are redacted.
ROSTER_DECL std::string_view plain_text_of(erased_ref ref, std::string& scratch, bool reveal_secrets);

/// Returns whether a value with a secret name has to be redacted; absent and empty values and booleans disclose
/// nothing.
ROSTER_DECL bool must_be_redacted(erased_ref ref) noexcept;

/// Returns whether `name` is the value member of a name-value pair in `members` whose name is that of a secret:
/// {"name":"HF_TOKEN","value":"…"}.
ROSTER_DECL bool is_secret_value(const member_refs& members, std::string_view name);

/// Returns whether an entry of the map is the name of such a pair.
ROSTER_DECL bool has_secret_name(erased_ref map);

/// Returns whether the kind is that of an epoch_time.
constexpr bool is_epoch_kind(kind one) noexcept { return one == kind::epoch_s || one == kind::epoch_ms; }

/// Returns the value of an epoch_time.
ROSTER_DECL std::optional<instant> epoch_value_of(erased_ref ref) noexcept;

/// Returns whether an epoch_time was received as a number.
ROSTER_DECL bool was_number(erased_ref ref) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/erased_ref.ipp>
#endif
