// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of generate.hpp.

#include <roster/emulator/data/generate.hpp>

#include <array>
#include <chrono>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Sets the members of one item.
class item_generator {
 public:
  item_generator(std::size_t index, std::uint64_t seed)
      : index_(index), id_(sample_id(index, seed)), chance_(seed ^ (index * 0x9E3779B97F4A7C15U)) {}

  void fill(const roster::detail::type_descriptor& type, void* value, std::string_view name) {
    using enum roster::detail::kind;
    switch (type.kind) {
      case text:
        *static_cast<std::string*>(value) = text_of(name);
        break;
      case boolean:
        *static_cast<bool*>(value) = chance_.chance(50);
        break;
      case flag:
        *static_cast<roster::flag*>(value) = chance_.chance(50);
        break;
      case integer:
        (void)type.number->parse(value, std::to_string(chance_.below(100)));
        break;
      case real:
        (void)type.number->parse(value, std::to_string(chance_.below(100)) + ".5");
        break;
      case open_enum:
        type.texts->set(value, type.texts->texts[chance_.below(type.texts->texts.size())]);
        break;
      case secret:
        *static_cast<roster::secret*>(value) = roster::secret(text_of(name));
        break;
      case json_text:
        *static_cast<roster::json_text*>(value) = json_of(name);
        break;
      case bytes:
        *static_cast<roster::bytes*>(value) = roster::bytes(text_of(name));
        break;
      case utc_time:
        *static_cast<roster::utc_time*>(value) = roster::utc_time(time());
        break;
      case epoch_s:
        *static_cast<epoch_seconds*>(value) = epoch_seconds(time());
        break;
      case epoch_ms:
        *static_cast<epoch_milliseconds*>(value) = epoch_milliseconds(time());
        break;
      case optional:
        if (name != "id" && name != "name" && chance_.chance(25)) break;
        type.optional->set(value, [&](void* inner) { return filled(*type.inner, inner, name); });
        break;
      case variant: {
        const auto chosen = static_cast<std::size_t>(chance_.below(type.variant->alternatives.size()));
        type.variant->select(value, chosen, [&](void* inner) {
          return filled(*type.variant->alternatives[chosen], inner, name);
        });
        break;
      }
      case list:
      case map:
        type.container->add(value, name, [&](void* entry) { return filled(*type.inner, entry, name); });
        break;
      case object:
        fill_members(type, value);
        break;
      case unknown:
      case unsupported:
        break;
    }
  }

 private:
  bool filled(const roster::detail::type_descriptor& type, void* value, std::string_view name) {
    if (type.kind == roster::detail::kind::optional)  // null in a list
      return type.optional->set(value, [&](void* inner) { return filled(*type.inner, inner, name); }), true;
    fill(type, value, name);
    return true;
  }

  void fill_members(const roster::detail::type_descriptor& type, void* value) {
    const roster::detail::member_refs members({&type, value});
    for (std::size_t i = 0; i < members.size(); ++i)
      fill(*members[i].type, const_cast<void*>(members[i].value), members.name(i));
  }

  std::string text_of(std::string_view name) const {
    return name.empty() ? id_ : std::string(name) + '-' + id_;
  }

  /// Returns a string that contains JSON, or a value of any kind.
  roster::json_text json_of(std::string_view name) {
    const std::string number = std::to_string(chance_.below(100));
    const std::string object = "{\"" + std::string(name) + "\":" + number + '}';
    const std::array<std::string, 4> values{object, '[' + number + ",null]", number, "true"};
    return chance_.chance(50) ? roster::json_text(object) : roster::json_text::value(chance_.pick(values));
  }

  std::chrono::sys_seconds time() const {
    using namespace std::chrono;
    return sys_days{year{2024} / July / 1} + minutes(static_cast<std::int64_t>(index_));
  }

  std::size_t index_;
  std::string id_;
  sample_source chance_;
};

ROSTER_DECL void fill_item(const roster::detail::type_descriptor& type, void* item, std::size_t index,
                           std::uint64_t seed) {
  item_generator(index, seed).fill(type, item, "");
}

}  // namespace roster::inline v0::emulator::detail
