// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list of ids that a service serves in every style of pagination: the reference for tests of paging declarations.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/operation.hpp>
#include <string>
#include <string_view>
#include <support/fake_transport.hpp>
#include <vector>

namespace styles {

struct item {
  std::string id{};
};

struct inner {
  std::optional<std::string> cursor{};
};
struct query {
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> offset{};
  std::optional<std::string> after{};
  std::optional<std::int64_t> limit{};
  std::optional<std::string> name{};
};
struct response {
  std::vector<item> items{};
  std::optional<std::int64_t> total{};
  std::optional<std::int64_t> limit{};
  std::optional<std::int64_t> pages{};
  std::optional<bool> more{};
  std::optional<std::string> next{};
};

template <class Self>
struct base {
  using request = query;
  using response = styles::response;
  static constexpr auto items = roster::path<&response::items>;
  static constexpr auto key = roster::path<&item::id>;
};

struct number_total : base<number_total> {
  static constexpr auto target = roster::get("/number_total");
  static constexpr auto paging = roster::by_number{.number = &query::page,
                                                   .size = &query::limit,
                                                   .total = roster::path<&response::total>,
                                                   .max_page_size = 10};
};
struct number_more : base<number_more> {
  static constexpr auto target = roster::get("/number_more");
  static constexpr auto paging = roster::by_number{.number = &query::page,
                                                   .size = &query::limit,
                                                   .more = roster::path<&response::more>,
                                                   .max_page_size = 10,
                                                   .first = 0};
};
struct number_pages : base<number_pages> {  // without a page size
  static constexpr auto target = roster::get("/number_pages");
  static constexpr auto paging =
      roster::by_number{.number = &query::page, .pages = roster::path<&response::pages>};
};
struct number_status : base<number_status> {  // a page after the last one is an error
  static constexpr auto target = roster::get("/number_status");
  static constexpr auto paging = roster::by_number{
      .number = &query::page, .size = &query::limit, .max_page_size = 10, .ended_by_status = 404};
};
struct number_header {
  using request = query;
  using response = std::vector<item>;
  static constexpr auto target = roster::get("/number_header");
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&item::id>;
  static constexpr auto paging = roster::by_number{
      .number = &query::page, .size = &query::limit, .total = roster::header{"X-Total"}, .max_page_size = 10};
};
struct offset_total : base<offset_total> {
  static constexpr auto target = roster::get("/offset_total");
  static constexpr auto paging = roster::by_offset{.offset = &query::offset,
                                                   .size = &query::limit,
                                                   .total = roster::path<&response::total>,
                                                   .max_page_size = 10};
};
struct offset_plain : base<offset_plain> {
  static constexpr auto target = roster::get("/offset_plain");
  static constexpr auto paging =
      roster::by_offset{.offset = &query::offset, .size = &query::limit, .max_page_size = 10};
};
struct offset_aligned : base<offset_aligned> {
  static constexpr auto target = roster::get("/offset_aligned");
  static constexpr auto paging = roster::by_offset{.offset = &query::offset,
                                                   .size = &query::limit,
                                                   .echoed_size = roster::path<&response::limit>,
                                                   .total = roster::path<&response::total>,
                                                   .max_page_size = 10,
                                                   .aligned = true};
};
struct token : base<token> {
  static constexpr auto target = roster::get("/token");
  static constexpr auto paging = roster::by_token{.send = &query::after,
                                                  .next = roster::path<&response::next>,
                                                  .size = &query::limit,
                                                  .total = roster::path<&response::total>,
                                                  .max_page_size = 10};
};
struct token_end : base<token_end> {
  static constexpr auto target = roster::get("/token_end");
  static constexpr auto paging = roster::by_token{.send = &query::after,
                                                  .next = roster::path<&response::next>,
                                                  .size = &query::limit,
                                                  .max_page_size = 10,
                                                  .end_token = "-1"};
};
struct error {
  std::optional<std::string> code{};
  std::optional<inner> details{};
};
struct token_expiring : base<token_expiring> {
  static constexpr auto target = roster::get("/token_expiring");
  static constexpr auto paging = roster::by_token{
      .send = &query::after,
      .next = roster::path<&response::next>,
      .size = &query::limit,
      .total = roster::path<&response::total>,
      .max_page_size = 10,
      .expired = roster::token_expiry{
          .status = 410, .code = "Expired", .recovery = roster::path<&error::details, &inner::cursor>}};
};
struct token_header {
  using request = query;
  using response = std::vector<item>;
  static constexpr auto target = roster::get("/token_header");
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&item::id>;
  static constexpr auto paging = roster::by_token{
      .send = &query::after, .next = roster::header{"x-next"}, .size = &query::limit, .max_page_size = 10};
};
struct last_item : base<last_item> {
  static constexpr auto target = roster::get("/last_item");
  static constexpr auto paging =
      roster::by_last_item{.send = &query::after, .size = &query::limit, .max_page_size = 10};
};
struct last_item_more : base<last_item_more> {
  static constexpr auto target = roster::get("/last_item_more");
  static constexpr auto paging = roster::by_last_item{.send = &query::after,
                                                      .more = roster::path<&response::more>,
                                                      .size = &query::limit,
                                                      .max_page_size = 10};
};
struct next_url : base<next_url> {
  static constexpr auto target = roster::get("/next_url");
  static constexpr auto paging = roster::by_next_url{.next = roster::path<&response::next>,
                                                     .size = &query::limit,
                                                     .total = roster::path<&response::total>,
                                                     .max_page_size = 10};
};
struct link {
  using request = query;
  using response = std::vector<item>;
  static constexpr auto target = roster::get("/link");
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&item::id>;
  static constexpr auto paging = roster::by_link_header{.size = &query::limit, .max_page_size = 10};
};

/// Serves `size` ids, "1" to "size", in the style that the path names.
struct server {
  std::int64_t size{};
  std::int64_t max_page_size{10};  ///< larger requested sizes are clamped
  bool relative_urls{};
  bool may_be_empty{};  ///< an empty page, with more after it, comes before every page of a token or a URL

  roster::http::response respond(const roster::http::request& request) const {
    std::map<std::string, std::string> in;
    const auto parameters = roster::http::detail::parse_query(request.query).value();
    for (const auto& [name, value] : parameters) in[name] = value;
    const auto number = [&](const char* name, std::int64_t otherwise) {
      std::int64_t out = otherwise;
      if (const auto found = in.find(name); found != in.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), out);
      return out;
    };
    const auto style = request.path.substr(1);
    const auto is = [&](std::string_view name) { return style.starts_with(name); };
    const auto limit = std::clamp<std::int64_t>(number("limit", 4), 1, max_page_size);
    const auto first_page = style == "number_more" ? 0 : 1;
    auto after = number("after", 0);
    bool is_pause = false;  // an empty page
    if (may_be_empty && (is("token") || is("next_url") || is("link")) &&
        in["after"].starts_with('e') == false) {
      is_pause = after != 0;
    } else if (in["after"].starts_with('e')) {
      std::from_chars(in["after"].data() + 1, in["after"].data() + in["after"].size(), after);
    }
    if (is("number")) after = (number("page", first_page) - first_page) * limit;
    if (is("offset")) after = number("offset", 0);
    if (style == "offset_aligned" && after % limit != 0) return fake::json(400, R"({"code":"Unaligned"})");
    if (style == "number_status" && after != 0 && after >= size)
      return fake::json(404, R"({"detail":"Invalid page."})");
    const auto end = is_pause ? after : std::min(after + limit, size);
    const bool more = end < size;
    auto next = more ? (is_pause ? "e" : "") + std::to_string(end) : std::string();
    std::string list = "[";
    for (auto id = after + 1; id <= end; ++id)
      list += (list.size() == 1 ? "{\"id\":\"" : ",{\"id\":\"") + std::to_string(id) + "\"}";
    list += ']';
    const auto url = (relative_urls ? std::string() : "https://api.example.com") + request.path +
                     "?limit=" + std::to_string(limit) + "&after=" + next;
    roster::http::headers headers;
    if (style == "number_header") headers.set("x-total", std::to_string(size));
    if (style == "token_header") headers.set("X-Next", next);
    if (style == "link" && more)
      headers.set("link",
                  "<" + request.path + ">; rel=\"first\", <" + url + ">; title=\"a, b\"; rel=\"last next\"");
    if (style == "number_header" || style == "token_header" || style == "link")
      return fake::json(200, list, std::move(headers));
    if (style == "token_end" && !more) next = "-1";
    if (is("next_url")) next = more ? url : "";
    std::string out = "{\"items\":" + list;
    if (style.ends_with("total") || style == "offset_aligned" || style == "token" ||
        style == "token_expiring" || style == "next_url")
      out += ",\"total\":" + std::to_string(size);
    if (style == "offset_aligned") out += ",\"limit\":" + std::to_string(limit);
    if (style == "number_pages") out += ",\"pages\":" + std::to_string((size + limit - 1) / limit);
    if (style.ends_with("more")) out += more ? ",\"more\":true" : ",\"more\":false";
    if (is("token") || is("next_url")) out += ",\"next\":\"" + next + "\"";
    return fake::json(200, out + '}');
  }
};

}  // namespace styles

/// Every declaration of paging, for TEST_CASE_TEMPLATE.
#define PAGING_STYLES                                                                                    \
  styles::number_total, styles::number_more, styles::number_pages, styles::number_status,                \
      styles::number_header, styles::offset_total, styles::offset_plain, styles::offset_aligned,         \
      styles::token, styles::token_end, styles::token_expiring, styles::token_header, styles::last_item, \
      styles::last_item_more, styles::next_url, styles::link
