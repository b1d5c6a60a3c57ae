// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of page_plan.hpp.

#include <roster/emulator/serve/detail/page_plan.hpp>

#include <algorithm>
#include <limits>
#include <roster/wire/detail/number_text.hpp>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Tokens of one item; an empty page leads on with another token of the same item.
inline constexpr std::uint64_t tokens_of_item = 1000;

/// The listed items before and after the beginning of the page.
struct page_search {
  const page_rules& rules;
  const page_request& wanted;
  const std::vector<listed_slot>& slots;
  std::vector<std::size_t> listed{};  // positions in `slots`
  std::uint64_t variant{};            // of the sent token

  std::int64_t total() const { return static_cast<std::int64_t>(listed.size()); }

  /// Returns the index, in `listed`, of the first item that is not before a slot.
  std::int64_t index_from(std::size_t slot) const {
    return std::lower_bound(listed.begin(), listed.end(), slot) - listed.begin();
  }

  /// Returns the text of a token: its number, and its generation unless that is 0, `4000.1`.
  std::string token_text(std::uint64_t number) const {
    const std::string text = std::to_string(number);
    return rules.token_generation == 0 ? text : text + '.' + std::to_string(rules.token_generation);
  }

  std::string token_at(std::int64_t index, std::uint64_t token_variant) const {
    return token_text(slots[listed[static_cast<std::size_t>(index)]].serial * tokens_of_item +
                      token_variant % tokens_of_item);
  }

  std::optional<serve_problem> find_token(const std::string& token, std::int64_t& begin) {
    const auto is_number = [](std::string_view text, std::uint64_t& out) {
      return roster::detail::parse_number(text, out) == roster::detail::number_result::ok;
    };
    const std::string_view text = token;
    const std::size_t point = text.find('.');
    std::uint64_t number{}, generation{};
    const bool is_token = is_number(text.substr(0, point), number) &&
                          (point == text.npos || is_number(text.substr(point + 1), generation));
    const auto slot = std::find_if(slots.begin(), slots.end(),
                                   [&](const listed_slot& s) { return s.serial == number / tokens_of_item; });
    if (!is_token || slot == slots.end()) return bad_request("unknown page token " + in_quotes(token));
    if (generation < rules.token_generation)
      return serve_problem{.kind = problem_kind::bad_request,
                           .message = "the page token has expired",
                           .status = rules.expired.status,
                           .code = rules.expired.code,
                           .recovery = token_text(number)};
    variant = number % tokens_of_item;
    begin = index_from(static_cast<std::size_t>(slot - slots.begin()));
    return std::nullopt;
  }

  std::optional<serve_problem> find_last_item(const std::string& key, std::int64_t& begin) const {
    const auto slot =
        std::find_if(slots.begin(), slots.end(), [&](const listed_slot& s) { return s.key == key; });
    if (slot == slots.end()) return bad_request("unknown item " + in_quotes(key));
    begin = index_from(static_cast<std::size_t>(slot - slots.begin()) + 1);
    return std::nullopt;
  }

  std::optional<serve_problem> find_number(std::int64_t size, std::int64_t& begin) const {
    const std::int64_t number = wanted.at.value_or(rules.first);
    if (number < rules.first)
      return bad_request("invalid page number " + std::to_string(number) + "; expected at least " +
                         std::to_string(rules.first));
    // Far after the end, where the product would overflow, the page is empty, too.
    const std::int64_t before = (std::min)(number - rules.first, total() / size + 1);
    begin = before * size;
    return std::nullopt;
  }

  std::optional<serve_problem> find_offset(std::int64_t size, std::int64_t& begin) const {
    begin = wanted.at.value_or(0);
    if (begin < 0) return bad_request("invalid offset " + std::to_string(begin) + "; expected at least 0");
    if (rules.aligned && begin % size != 0)
      return bad_request("invalid offset " + std::to_string(begin) + "; expected a multiple of the size, " +
                         std::to_string(size));
    return std::nullopt;
  }

  std::optional<serve_problem> find_begin(std::int64_t size, std::int64_t& begin) {
    begin = 0;
    switch (rules.style) {
      case page_style::number:
        return find_number(size, begin);
      case page_style::offset:
        return find_offset(size, begin);
      case page_style::token:
        return wanted.token && !wanted.token->empty() ? find_token(*wanted.token, begin) : std::nullopt;
      case page_style::last_item:
        return wanted.token && !wanted.token->empty() ? find_last_item(*wanted.token, begin) : std::nullopt;
      case page_style::whole:
        break;
    }
    return std::nullopt;
  }
};

/// Returns the page size that applies to a request.
inline std::int64_t applied_size(const page_rules& rules, const page_request& wanted, std::int64_t total) {
  if (rules.style == page_style::whole) return (std::max<std::int64_t>)(total, 1);
  return (std::min)(wanted.size.value_or(rules.default_size), rules.max_size);
}

ROSTER_DECL std::optional<serve_problem> plan_page(const page_rules& rules, const page_request& wanted,
                                                   const std::vector<listed_slot>& slots,
                                                   const fault* anomaly, page_plan& out) {
  page_search in{rules, wanted, slots};
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i].is_listed) in.listed.push_back(i);
  if (wanted.size && *wanted.size < 1)
    return bad_request("invalid page size " + std::to_string(*wanted.size) + "; expected at least 1");
  const auto is = [&](fault_kind kind) { return anomaly != nullptr && anomaly->kind == kind; };
  const std::int64_t total = in.total();
  const std::int64_t usual = applied_size(rules, wanted, total);
  const std::int64_t size = is(fault_kind::page_size) ? *anomaly->size : usual;
  std::int64_t begin{};
  if (auto problem = in.find_begin(size, begin)) return problem;
  if (rules.ended_by_status != 0 && begin >= total && begin != 0)
    return serve_problem{problem_kind::not_found, "there is no such page", rules.ended_by_status};
  begin = (std::min)(begin, total);
  std::int64_t end = begin + (std::min)(size, total - begin);
  out = {.total = total,
         .size = is(fault_kind::page_size) && anomaly->silent ? usual : size,
         .number = wanted.at.value_or(rules.first),
         .pages = total / size + (total % size != 0 ? 1 : 0),
         .page = begin / size + 1,
         .more = end < total};
  if (out.more) out.next = in.token_at(end, 0);
  if (is(fault_kind::empty_page) && begin < total) {
    end = begin;
    out.more = true;
    out.next = in.token_at(begin, in.variant + 1);
  }
  if (is(fault_kind::repeat_page) && begin != 0) {
    end = begin;
    begin = (std::max<std::int64_t>)(begin - size, 0);
  }
  for (; begin < end; ++begin) out.slots.push_back(in.listed[static_cast<std::size_t>(begin)]);
  out.remaining = total - end;
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
