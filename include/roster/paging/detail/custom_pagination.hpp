// SPDX-License-Identifier: BSL-1.0
#pragma once
// Custom pagination: its cursors are tokens.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/http/message.hpp>
#include <roster/paging/detail/by_token.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/received_page.hpp>
#include <roster/schema/detail/check_paging.hpp>
#include <roster/schema/path.hpp>
#include <string>

namespace roster::inline v0::detail {

/// A custom pagination style, with the members that token_strategy reads.
template <class Style>
struct custom_pagination {
  constexpr custom_pagination(const Style& declared) : style(declared) {}  // NOLINT: implicit

  Style style;
  no_path size{};
  no_path total{};
  std::int64_t max_page_size{};
};

template <class Style>
struct custom_pagination_source {
  using paging = custom_pagination<Style>;
  static constexpr bool needs_items = false;
  static token_rules rules(const paging& how) noexcept {
    if constexpr (requires { how.style.max_empty_pages; })
      return {.max_empty_pages = how.style.max_empty_pages};
    else
      return {};
  }
  template <class Request>
  static std::string start(const paging& how, const Request& user) {
    return how.style.first(user);
  }
  template <class Request>
  static void write(const paging& how, Request& request, const std::string& token) {
    how.style.send(request, token);
  }
  template <class Response>
  static std::optional<bool> more(const paging&, const response_view<Response>&) {
    return std::nullopt;
  }
  template <class Response>
  static token_facts facts(const paging& how, const response_view<Response>& response, std::size_t items,
                           const std::string& token) {
    static const http::headers none;
    const received_page page{
        .cursor = token, .items = items, .headers = response.headers != nullptr ? *response.headers : none};
    return {.next = how.style.next(response.body, page), .items = items};
  }
};

template <class Style>
  requires(!is_paging<Style>)
struct strategy_of<Style> {
  using type = token_strategy<custom_pagination_source<Style>>;
};

}  // namespace roster::inline v0::detail
