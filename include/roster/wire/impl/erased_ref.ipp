// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of erased_ref.hpp.

#include <roster/wire/detail/erased_ref.hpp>

#include <roster/detail/base64.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the alternative that a variant holds.
inline erased_ref held_by_variant(erased_ref ref) noexcept {
  const void* const value = ref.type->variant->get(ref.value);
  if (value == nullptr) return {ref.type, nullptr};
  return {ref.type->variant->alternatives[ref.type->variant->index(ref.value)], value};
}

ROSTER_DECL erased_ref unwrap(erased_ref ref) noexcept {
  while (ref.value != nullptr && ref.type->kind == kind::optional)
    ref = {ref.type->inner, ref.type->optional->get(ref.value)};
  if (ref.value != nullptr && ref.type->kind == kind::variant) ref = held_by_variant(ref);
  if (ref.value != nullptr && ref.type->kind == kind::flag && !ref.as<flag>().has_value())
    ref.value = nullptr;
  return ref;
}

ROSTER_DECL bool is_empty(erased_ref ref) noexcept {
  switch (ref.type->kind) {
    case kind::text:
      return ref.as<std::string>().empty();
    case kind::open_enum:
      return ref.type->texts->get(ref.value).empty();
    case kind::secret:
      return ref.as<secret>().empty();
    case kind::bytes:
      return ref.as<bytes>().empty();
    case kind::json_text:
      return ref.as<json_text>().empty();
    case kind::utc_time:
      return ref.as<utc_time>().empty();
    case kind::epoch_s:
      return ref.as<epoch_seconds>().empty();
    case kind::epoch_ms:
      return ref.as<epoch_milliseconds>().empty();
    case kind::list:
    case kind::map:
      return ref.type->container->size(ref.value) == 0;
    case kind::variant: {
      const erased_ref held = held_by_variant(ref);
      return held.value == nullptr || (ref.type->variant->index(ref.value) == 0 && is_empty(held));
    }
    default:
      return false;
  }
}

ROSTER_DECL std::string_view plain_text_of(erased_ref ref, std::string& scratch, bool reveal_secrets) {
  switch (ref.type->kind) {
    case kind::text:
      return ref.as<std::string>();
    case kind::open_enum:
      return ref.type->texts->get(ref.value);
    case kind::secret:
      return reveal_secrets ? ref.as<secret>().reveal() : ref.as<secret>().redacted();
    case kind::bytes:
      return scratch = base64_encode(ref.as<bytes>().content());
    case kind::json_text:
      if (!reveal_secrets)
        if (auto redacted = redact_text(ref.as<json_text>().text(), text_content::json))
          return scratch = std::move(*redacted);
      return ref.as<json_text>().text();
    case kind::utc_time:
      return scratch = ref.as<utc_time>().text();
    case kind::epoch_s:
      return scratch = ref.as<epoch_seconds>().text();
    case kind::epoch_ms:
      return scratch = ref.as<epoch_milliseconds>().text();
    default:
      return {};
  }
}

ROSTER_DECL bool must_be_redacted(erased_ref ref) noexcept {
  const erased_ref content = unwrap(ref);
  return content.value != nullptr && content.type->kind != kind::boolean &&
         content.type->kind != kind::flag && !is_empty(content);
}

/// Returns whether the member is the name in a name-value pair, and holds the name of a secret.
inline bool is_secret_name(std::string_view member, erased_ref ref) {
  if (!is_name_of_pair(member)) return false;
  const erased_ref content = unwrap(ref);
  std::string scratch;
  return content.value != nullptr && names_secret(plain_text_of(content, scratch, true));
}

ROSTER_DECL bool is_secret_value(const member_refs& members, std::string_view name) {
  if (!is_value_of_pair(name)) return false;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (is_secret_name(members.name(i), members[i])) return true;
  return false;
}

ROSTER_DECL bool has_secret_name(erased_ref map) {
  bool found = false;
  map.type->container->each(map.value, [&](std::string_view key, const void* entry) {
    found = found || is_secret_name(key, {map.type->inner, entry});
  });
  return found;
}

ROSTER_DECL std::optional<instant> epoch_value_of(erased_ref ref) noexcept {
  return ref.type->kind == kind::epoch_s ? ref.as<epoch_seconds>().value()
                                         : ref.as<epoch_milliseconds>().value();
}

ROSTER_DECL bool was_number(erased_ref ref) noexcept {
  const bool is_seconds = ref.type->kind == kind::epoch_s;
  const auto form = is_seconds ? ref.as<epoch_seconds>().form() : ref.as<epoch_milliseconds>().form();
  return form == epoch_form::number;
}

}  // namespace roster::inline v0::detail
