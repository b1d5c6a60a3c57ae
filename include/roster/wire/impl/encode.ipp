// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of encode.hpp.

#include <roster/wire/encode.hpp>

#include <cmath>
#include <cstddef>
#include <roster/detail/redactor.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <string_view>
#include <variant>

namespace roster::inline v0::detail {

/// The current path in the value, for messages: a linked list through the call stack.
struct encode_path {
  const encode_path* outer{};
  std::string_view name{};
  std::size_t index{};  ///< used if there is no name

  std::string text() const {
    if (outer == nullptr) return escape_for_log(name, 64);
    const std::string path = outer->text();
    if (name.empty()) return path + '[' + std::to_string(index) + ']';
    return path + (path.empty() ? "" : ".") + escape_for_log(name, 64);
  }
};

[[noreturn]] inline void throw_not_encodable(const encode_path& path, const std::string& why) {
  const std::string where = path.text();
  throw failure(errc::invalid_argument,
                "cannot encode " + (where.empty() ? std::string("the value") : where) + ": " + why);
}

[[noreturn]] inline void throw_not_utf8(const encode_path& path, std::size_t byte) {
  throw_not_encodable(path, "not UTF-8 at byte " + std::to_string(byte));
}

class encoder {
 public:
  encoder(std::string& out, const encode_options& options) noexcept : out_(out), options_(options) {}

  void put(erased_ref ref, const encode_path& path) {
    const erased_ref content = unwrap(ref);
    if (content.value == nullptr)
      out_ += "null";
    else
      put_present(content, path);
  }

 private:
  void put_present(erased_ref ref, const encode_path& path) {
    switch (ref.type->kind) {
      case kind::boolean:
        out_ += ref.as<bool>() ? "true" : "false";
        break;
      case kind::flag:
        out_ += ref.as<flag>() ? "true" : "false";
        break;
      case kind::integer:
        ref.type->number->print(ref.value, out_);
        break;
      case kind::real:
        put_real(ref, path);
        break;
      case kind::epoch_s:
      case kind::epoch_ms:
        put_epoch(ref, path);
        break;
      case kind::json_text:
        put_json(ref, path);
        break;
      case kind::list:
        put_list(ref, path);
        break;
      case kind::map:
        put_map(ref, path);
        break;
      case kind::object:
        put_object(ref, path);
        break;
      default:
        put_text(ref, path);
    }
  }

  void put_real(erased_ref ref, const encode_path& path) {
    if (!std::isfinite(std::get<double>(ref.type->number->get(ref.value))))
      throw_not_encodable(path, "JSON cannot represent infinity and NaN");
    ref.type->number->print(ref.value, out_);
  }

  /// Writes a number if a valid JSON number was received, and otherwise a string.
  void put_epoch(erased_ref ref, const encode_path& path) {
    std::string scratch;
    const auto text = plain_text_of(ref, scratch, true);
    const bool is_number = was_number(ref) && is_json(text) && parse_decimal(text).has_value();
    if (is_number)
      out_ += text;
    else
      put_string(text, path);
  }

  void put_json(erased_ref ref, const encode_path& path) {
    const auto& json = ref.as<json_text>();
    if (!json.is_value()) return put_text(ref, path);
    if (!is_json(json.text())) throw_not_encodable(path, "the value is not JSON");
    const auto redacted = options_.reveal_secrets ? std::nullopt : redact_member(json.text(), false);
    append_compact_json(redacted ? *redacted : json.text(), out_);
  }

  void put_text(erased_ref ref, const encode_path& path) {
    std::string scratch;
    put_string(plain_text_of(ref, scratch, options_.reveal_secrets), path);
  }

  void put_string(std::string_view text, const encode_path& path) {
    const auto bad = append_json_string(text, out_);
    if (bad != text.npos) throw_not_utf8(path, bad);
  }

  void put_list(erased_ref ref, const encode_path& path) {
    out_ += '[';
    std::size_t index = 0;
    ref.type->container->each(ref.value, [&](std::string_view, const void* entry) {
      if (index != 0) out_ += ',';
      put({ref.type->inner, entry}, {&path, {}, index++});
    });
    out_ += ']';
  }

  void put_map(erased_ref ref, const encode_path& path) {
    out_ += '{';
    bool first = true;
    const bool is_secret_pair = !options_.reveal_secrets && has_secret_name(ref);
    ref.type->container->each(ref.value, [&](std::string_view key, const void* entry) {
      put_name(key, first, path);
      const bool is_secret =
          !options_.reveal_secrets && (names_secret(key) || (is_secret_pair && is_value_of_pair(key)));
      put_member({ref.type->inner, entry}, is_secret, {&path, key, 0});
    });
    out_ += '}';
  }

  void put_object(erased_ref ref, const encode_path& path) {
    out_ += '{';
    bool first = true;
    const unknown_fields* unknown = nullptr;
    const member_refs members(ref);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const erased_ref member = members[i];
      if (member.type->kind == kind::unknown) unknown = &member.as<unknown_fields>();
      if (is_skipped(member)) continue;
      put_name(members.name(i), first, path);
      const bool is_secret = !options_.reveal_secrets && is_secret_value(members, members.name(i));
      put_member(member, is_secret, {&path, members.name(i), 0});
    }
    if (unknown != nullptr) put_unknown(*unknown, members, first, path);
    out_ += '}';
  }

  /// Writes a member or map entry. With `is_secret`, the whole value is redacted, independent of its kind.
  void put_member(erased_ref ref, bool is_secret, const encode_path& path) {
    if (is_secret && must_be_redacted(ref))
      put_string(redacted_secret, path);
    else
      put(ref, path);
  }

  bool is_skipped(erased_ref member) const noexcept {
    return member.type->kind == kind::unknown || unwrap(member).value == nullptr ||
           (is_empty(member) && !options_.keep_empty);
  }

  void put_unknown(const unknown_fields& unknown, const member_refs& members, bool& first,
                   const encode_path& outer) {
    unknown_secrets secrets(unknown);
    for (const unknown_fields::field& field : unknown.list) {
      const encode_path path{&outer, field.name, 0};
      if (!is_json(field.json)) throw_not_encodable(path, "the value of the unknown field is not JSON");
      put_name(field.name, first, outer);
      const auto redacted = options_.reveal_secrets
                                ? std::nullopt
                                : redact_member(field.json, secrets.is_secret(field.name) ||
                                                                is_secret_value(members, field.name));
      append_compact_json(redacted ? std::string_view(*redacted) : field.json, out_);
    }
  }

  void put_name(std::string_view name, bool& first, const encode_path& path) {
    if (!first) out_ += ',';
    first = false;
    if (append_json_string(name, out_) != name.npos) throw_not_encodable(path, "a member name is not UTF-8");
    out_ += ':';
  }

  std::string& out_;
  const encode_options& options_;
};

ROSTER_DECL void encode_ref(erased_ref ref, std::string_view name, const encode_options& options,
                            std::string& out) {
  const auto before = out.size();
  try {
    encoder(out, options).put(ref, {nullptr, name, 0});
  } catch (...) {
    out.resize(before);
    throw;
  }
}

ROSTER_DECL void print_ref(erased_ref ref, std::string_view name, const encode_options& options,
                           std::string& out) {
  const erased_ref content = unwrap(ref);
  if (content.value == nullptr) return;
  switch (content.type->kind) {
    case kind::text:
    case kind::open_enum:
    case kind::secret:
    case kind::bytes:
    case kind::json_text:
    case kind::utc_time:
    case kind::epoch_s:
    case kind::epoch_ms: {
      std::string scratch;
      const std::string_view text = plain_text_of(content, scratch, options.reveal_secrets);
      const auto bad = find_invalid_utf8(text);
      if (bad != text.npos) throw_not_utf8({nullptr, name, 0}, bad);
      out += text;
      break;
    }
    default:
      encode_ref(content, name, options, out);
  }
}

}  // namespace roster::inline v0::detail
