// SPDX-License-Identifier: BSL-1.0
#pragma once
// Serves one declared list operation: the part that depends on its structs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/data/detail/matches.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/serve/detail/declared_places.hpp>
#include <roster/emulator/serve/detail/page_plan.hpp>
#include <roster/emulator/serve/detail/place_items.hpp>
#include <roster/emulator/serve/detail/request_text.hpp>
#include <roster/emulator/serve/detail/served_state.hpp>
#include <roster/emulator/serve_options.hpp>
#include <roster/schema/detail/check_paging.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// Checks that the emulator can serve the paging of an operation.
template <class Op>
consteval bool check_paging() {
  constexpr bool is_declared =
      roster::detail::is_paging<std::remove_cvref_t<decltype(roster::detail::paging_of<Op>)>>;
  static_assert(
      is_declared,
      "roster: the emulator cannot serve custom pagination; only the service knows "
      "the next cursor; write a roster::transport that responds, or serve the items with a declared "
      "paging");
  return is_declared;
}

/// Whether the emulator can apply a filter: it is exact or fuzzy, and compares a member of the item.
template <class Filter>
inline constexpr bool is_servable_filter = false;
template <class Member, class Item, class Other>
inline constexpr bool is_servable_filter<roster::exact<Member, Item, Other>> = roster::detail::has_path<Item>;
template <class Member, class Item>
inline constexpr bool is_servable_filter<roster::fuzzy<Member, Item>> = true;

template <class Op, std::size_t I>
bool passes_if_servable(const typename Op::request& request, const item_of<Op>& item) {
  using filter = std::remove_cvref_t<decltype(std::get<I>(roster::detail::filters_of<Op>.list))>;
  if constexpr (is_servable_filter<filter>)
    return passes<Op, I>(request, item, no_attributes{});
  else
    return true;
}

/// Returns whether an item passes the filters that the emulator can apply.
template <class Op>
bool passes_all(const typename Op::request& request, const item_of<Op>& item) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (passes_if_servable<Op, I>(request, item) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(roster::detail::filters_of<Op>.list)>>{});
}

template <class Op>
using page_declaration = std::remove_cvref_t<decltype(roster::detail::paging_of<Op>)>;

/// The style of a declaration, by its members.
template <class Paging>
constexpr page_style style_of() {
  if constexpr (requires(Paging p) { p.number; })
    return page_style::number;
  else if constexpr (requires(Paging p) { p.offset; })
    return page_style::offset;
  else if constexpr (requires(Paging p) { p.next; } || roster::detail::pages_by_url<Paging>)
    return page_style::token;
  else if constexpr (requires(Paging p) { p.send; })
    return page_style::last_item;
  else
    return page_style::whole;
}

template <class Op>
page_rules page_rules_of(const serve_options& options) {
  constexpr auto paging = roster::detail::paging_of<Op>;
  page_rules out{.style = style_of<page_declaration<Op>>(), .default_size = options.page_size};
  if constexpr (requires { paging.max_page_size; })
    out.max_size = (std::min)(paging.max_page_size, options.page_size_clamp.value_or(paging.max_page_size));
  if constexpr (requires { paging.first; }) out.first = paging.first;
  if constexpr (declares_expiry<Op>) out.expired = {paging.expired.status, paging.expired.code};
  if constexpr (requires { paging.aligned; }) out.aligned = paging.aligned;
  if constexpr (requires { paging.ended_by_status; }) out.ended_by_status = paging.ended_by_status;
  return out;
}

/// An item with its key, or the place of one that was removed.
template <class Item>
struct item_slot {
  std::uint64_t serial{};
  std::string key{};
  std::optional<Item> item{};
};

template <class Op>
class list_service final : public served_operation {
 public:
  using item = item_of<Op>;
  using request_type = typename Op::request;

  list_service(std::vector<item> items, const serve_options& options)
      : rules_(page_rules_of<Op>(options)), ignore_unknown_(options.ignore_unknown) {
    for (item& one : items) insert(std::move(one), slots_.size());
    std::vector<std::string_view> keys;
    for (const auto& slot : slots_) keys.push_back(slot.key);
    check_unique_keys(std::move(keys));
  }

  const operation_route& route() const noexcept override { return route_; }
  const error_form& errors() const noexcept override { return errors_; }

  std::optional<serve_problem> respond(const http::request& request, const route_match& match,
                                       const request_context& context, const fault* anomaly,
                                       cloud_response& out) override {
    request_type decoded{};
    page_request wanted;
    page_plan plan;
    if (auto problem = read(request, match, decoded, wanted)) return problem;
    out.page_size = wanted.size;
    out.marker = wanted.token;
    if (auto problem = plan_page(rules_, wanted, listed(decoded), anomaly, plan)) return problem;
    out.page = plan.page;
    compose(plan, request, wanted, context, out.response = {.status = 200});
    return std::nullopt;
  }

  std::vector<item> items() const {
    std::vector<item> out;
    for (const auto& slot : slots_)
      if (slot.item) out.push_back(*slot.item);
    return out;
  }

  /// Inserts an item before the one at an index of items(), or at the end.
  void insert(item added, std::size_t index) {
    auto at = slots_.begin();
    while (at != slots_.end() && !(at->item && index-- == 0)) ++at;
    std::string key = key_text<Op>(added);
    slots_.insert(at, {++serials_, std::move(key), std::move(added)});
  }

  bool remove(std::string_view key) {
    const auto found = std::find_if(slots_.begin(), slots_.end(),
                                    [&](const auto& slot) { return slot.item && slot.key == key; });
    if (found == slots_.end()) return false;
    found->item.reset();
    return true;
  }

  /// Makes all tokens expire that responses have contained so far.
  void expire_tokens() noexcept { ++rules_.token_generation; }

 private:
  static constexpr auto paging = roster::detail::paging_of<Op>;

  /// Sets a member from text.
  static std::optional<serve_problem> set(request_type& decoded, std::string_view name,
                                          std::string_view value) {
    if (auto wrong = set_parameter<case_of<Op>>(decoded, name, value))
      return bad_request(std::move(wrong->message));
    return std::nullopt;
  }

  std::optional<serve_problem> read_body(const std::string& body, request_type& decoded) const {
    if (body.empty()) return std::nullopt;
    if (const auto wrong = decode<case_of<Op>>(body, decoded)) return bad_request(wrong->text());
    constexpr bool keeps_unknown =
        roster::detail::unknown_index<request_type> != roster::detail::field_count<request_type>();
    if (keeps_unknown || ignore_unknown_) return std::nullopt;
    const auto known = parameters<case_of<Op>, request_type>();
    for (const std::string& name : member_names(body))
      if (std::none_of(known.begin(), known.end(), [&](const auto& p) { return p.name == name; }))
        return bad_request("unknown member " + in_quotes(name) + " in the body");
    return std::nullopt;
  }

  std::optional<serve_problem> read_query(const http::detail::query_list& query, request_type& decoded,
                                          page_request& wanted) const {
    for (const auto& [name, value] : query) {
      if (roster::detail::pages_by_url<page_declaration<Op>> && name == page_parameter) {
        wanted.token = value;
        continue;
      }
      const auto wrong = set_parameter<case_of<Op>>(decoded, name, value);
      if (wrong && !(ignore_unknown_ && wrong->fault == parameter_error::reason::unknown_name))
        return bad_request(wrong->message);
    }
    return std::nullopt;
  }

  /// Reads the I-th member that is sent in a header, and those after it.
  template <std::size_t I = 0>
  static std::optional<serve_problem> read_headers(const http::headers& headers, request_type& decoded) {
    if constexpr (I == roster::detail::header_members<Op>) {
      return std::nullopt;
    } else {
      constexpr auto header = roster::detail::header_name<Op, I>;
      constexpr auto member =
          roster::detail::index_of<request_type>(std::get<2 * I>(roster::detail::in_headers_of<Op>.list));
      constexpr auto name = roster::detail::wire_name<request_type, member, case_of<Op>>;
      if (headers.contains(header))
        if (auto problem = set(decoded, name, headers.get(header))) return problem;
      return read_headers<I + 1>(headers, decoded);
    }
  }

  /// Returns the names of the parameters that a query has at most once.
  static std::vector<std::string_view> single_parameters() {
    std::vector<std::string_view> out;
    for (const parameter_info& one : parameters<case_of<Op>, request_type>())
      if (one.kind != roster::detail::kind::list) out.push_back(one.name);
    if constexpr (roster::detail::pages_by_url<page_declaration<Op>>) out.push_back(page_parameter);
    return out;
  }

  /// Reads the members of a request from where the operation sends them.
  std::optional<serve_problem> read(const http::request& request, const route_match& match,
                                    request_type& decoded, page_request& wanted) const {
    if (Op::target.method != "GET") {
      if (auto problem = check_content_type(request.headers)) return problem;
      if (auto problem = read_body(request.body, decoded)) return problem;
    }
    if (auto problem = check_query(match.query, match.path, single_parameters())) return problem;
    if (auto problem = read_query(match.query, decoded, wanted)) return problem;
    for (const auto& [name, value] : match.path)
      if (auto problem = set(decoded, name, value)) return problem;
    if (auto problem = read_headers(request.headers, decoded)) return problem;
    return read_page(decoded, wanted);
  }

  static std::optional<serve_problem> read_page(const request_type& decoded, page_request& wanted) {
    std::optional<serve_problem> problem;
    if constexpr (requires { paging.size; })
      problem = read_number("page size", requested_text(decoded, paging.size), wanted.size);
    if constexpr (requires { paging.number; })
      if (!problem) problem = read_number("page number", requested_text(decoded, paging.number), wanted.at);
    if constexpr (requires { paging.offset; })
      if (!problem) problem = read_number("offset", requested_text(decoded, paging.offset), wanted.at);
    if constexpr (requires { paging.send; }) wanted.token = requested_text(decoded, paging.send);
    return problem;
  }

  std::vector<listed_slot> listed(const request_type& decoded) const {
    std::vector<listed_slot> out;
    for (const auto& slot : slots_)
      out.push_back({slot.serial, slot.key, slot.item && passes_all<Op>(decoded, *slot.item)});
    return out;
  }

  /// Writes what the declaration says about the page.
  template <class Response>
  static void describe(const page_plan& plan, const http::request& request, const page_request& wanted,
                       Response& body, http::headers& headers) {
    using declaration = page_declaration<Op>;
    if constexpr (requires { paging.total; }) put_value(body, headers, paging.total, plan.total);
    if constexpr (requires { paging.remaining; })
      if (plan.remaining != 0) put_value(body, headers, paging.remaining, plan.remaining);
    if constexpr (requires { paging.more; }) put_value(body, headers, paging.more, plan.more);
    if constexpr (requires { paging.pages; }) put_value(body, headers, paging.pages, plan.pages);
    if constexpr (requires { paging.echoed_number; })
      put_value(body, headers, paging.echoed_number, plan.number);
    if constexpr (requires { paging.echoed_size; }) put_value(body, headers, paging.echoed_size, plan.size);
    if constexpr (requires { paging.end_token; }) {
      const std::string next = plan.next                         ? *plan.next
                               : paging.repeated_token_ends_list ? wanted.token.value_or("")
                                                                 : std::string(paging.end_token);
      if (!next.empty()) put_value(body, headers, paging.next, next);
    } else if constexpr (roster::detail::pages_by_url<declaration>) {
      if (!plan.next) return;
      const std::string url = next_page_url(request, *plan.next);
      if constexpr (requires { paging.next; })
        put_value(body, headers, paging.next, url);
      else
        headers.set("Link", '<' + url + ">; rel=\"next\"");
    }
  }

  static std::string written(const auto& value) {
    return to_json<case_of<Op>>(value, {.reveal_secrets = true});
  }

  /// Writes the body of a response, and the headers.
  void compose(const page_plan& plan, const http::request& request, const page_request& wanted,
               const request_context& context, http::response& out) const {
    std::vector<item> page;
    for (const std::size_t slot : plan.slots) page.push_back(*slots_[slot].item);
    const auto members = success_members(errors_, context.request_id, out.headers);
    typename Op::response body{};
    describe(plan, request, wanted, body, out.headers);
    if constexpr (roster::detail::format_of<Op> == json_lines) {
      out.headers.set("Content-Type", "application/x-ndjson");
      for (const item& one : page) out.body += arrange_members(written(one), {}, context) + '\n';
    } else {
      place_items<Op>(body, page);
      out.headers.set("Content-Type", "application/json");
      out.body = arrange_members(add_members(written(body), members), {}, context);
    }
  }

  static constexpr operation_route make_route() {
    return {Op::target,
            std::span(roster::detail::headers_of<Op>.list).first(roster::detail::headers_of<Op>.count)};
  }

  operation_route route_ = make_route();
  error_form errors_ = error_form_of<Op>();
  page_rules rules_;
  bool ignore_unknown_{};
  std::vector<item_slot<item>> slots_{};
  std::uint64_t serials_{};
};

}  // namespace roster::inline v0::emulator::detail
