// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists of the numbers 1 to N, one by page number and one by token, and a server for both: every request
// shows what was requested, and every item what was received.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <string>
#include <vector>

namespace numbers {

struct item {
  std::int64_t id{};
};

struct page_query {
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> size{};
  std::optional<std::string> filter{};
};
struct page_response {
  std::vector<item> items{};
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> size{};
  std::optional<std::int64_t> total{};
};
struct by_page {
  using request = page_query;
  using response = page_response;
  static constexpr auto target = roster::get("/pages");
  static constexpr auto items = roster::path<&page_response::items>;
  static constexpr auto paging = roster::by_number{.number = &page_query::page,
                                                   .size = &page_query::size,
                                                   .echoed_number = roster::path<&page_response::page>,
                                                   .echoed_size = roster::path<&page_response::size>,
                                                   .total = roster::path<&page_response::total>,
                                                   .max_page_size = 10};
  static constexpr auto key = roster::path<&item::id>;
};

struct token_query {
  std::optional<std::int64_t> limit{};
  std::optional<std::string> after{};
};
struct token_response {
  std::vector<item> items{};
  std::optional<std::string> next{};
};
struct by_token {
  using request = token_query;
  using response = token_response;
  static constexpr auto target = roster::get("/tokens");
  static constexpr auto items = roster::path<&token_response::items>;
  static constexpr auto paging = roster::by_token{.send = &token_query::after,
                                                  .next = roster::path<&token_response::next>,
                                                  .size = &token_query::limit,
                                                  .max_page_size = 10};
  static constexpr auto key = roster::path<&item::id>;
};

/// Returns a parameter of a request as a number.
inline std::int64_t number_in(const roster::http::request& request, const std::string& name,
                              std::int64_t otherwise) {
  const auto query = roster::http::detail::parse_query(request.query);
  for (const auto& [key, value] : *query)
    if (key == name) return std::stoll(value);
  return otherwise;
}

inline roster::http::response json(std::string body) {
  return {.status = 200,
          .headers = {{"content-type", "application/json"}},
          .body = std::move(body),
          .raw_bytes = 100};
}

struct server {
  std::int64_t total{};
  std::int64_t max_page_size{10};  ///< maximum page size
  bool says_size{true};            ///< whether responses contain the page size
  bool says_total{true};

  roster::http::response respond(const roster::http::request& request) const {
    return json(request.path == "/pages" ? page(request) : tokens(request));
  }

  std::string page(const roster::http::request& request) const {
    const auto size = std::min(number_in(request, "size", 10), max_page_size);
    const auto number = number_in(request, "page", 1);
    auto out = "{\"items\":" + items((number - 1) * size, size) + ",\"page\":" + std::to_string(number);
    if (says_size) out += ",\"size\":" + std::to_string(size);
    if (says_total) out += ",\"total\":" + std::to_string(total);
    return out + '}';
  }

  std::string tokens(const roster::http::request& request) const {
    const auto size = std::min(number_in(request, "limit", 10), max_page_size);
    const auto after = number_in(request, "after", 0);
    auto out = "{\"items\":" + items(after, size);
    if (after + size < total) out += ",\"next\":\"" + std::to_string(after + size) + '"';
    return out + '}';
  }

  std::string items(std::int64_t after, std::int64_t size) const {
    std::string out = "[";
    for (auto id = after + 1; id <= std::min(after + size, total); ++id)
      out += (out.size() == 1 ? "{\"id\":" : ",{\"id\":") + std::to_string(id) + '}';
    return out + ']';
  }
};

/// Returns the numbers from first to last.
inline std::vector<std::int64_t> ids(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> out;
  for (auto id = first; id <= last; ++id) out.push_back(id);
  return out;
}

}  // namespace numbers
