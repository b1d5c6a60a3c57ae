// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paging by a token from each response: a marker, the key of the last item, or the URL of the next page.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/detail/link_header.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/page.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace roster::inline v0::detail {

/// The longest marker or token that is sent back to a service.
/// Units: bytes.
inline constexpr std::size_t max_token_size = 65'536;

/// The facts that a response contains about the next page.
struct token_facts {
  std::optional<std::string> next{};  ///< the token for the next page; "" counts as none
  bool has_flag{};                    ///< the API has a "more" flag
  std::optional<bool> more{};         ///< that flag, if the response contains it
  std::size_t items{};
  bool malformed{};  ///< the header Link is malformed
};

/// The known behaviour of a service.
struct token_rules {
  bool repeated_token_ends_list{};  ///< a response that repeats the token of its request ends the list
  std::string_view end_token{};     ///< a token that ends the list, besides ""
  int max_empty_pages{50};          ///< maximum in a row while there are more pages
  std::size_t max_size{max_token_size};
  bool is_url{};  ///< the token is the URL of the next page, for messages
};

class token_pager {
 public:
  /// Starts at `token`; "" is the beginning of the list.
  explicit token_pager(std::string token, const token_rules& rules = {})
      : rules_(rules), token_(std::move(token)) {}

  /// Returns the token to send; "" for none.
  const std::string& token() const noexcept { return token_; }

  /// Returns how many of the last pages in a row were empty.
  int empty_pages() const noexcept { return empty_pages_; }

  /// Returns whether a response leads to another page: its token is new and not too long.
  ROSTER_DECL bool leads_on(const token_facts& facts) const;

  /// Sends `token` instead of the current one, which has expired. Returns whether it is new and not too long.
  ROSTER_DECL bool recover(std::string token);

  /// Accepts a page; a token that is too long makes it `stuck`. If the outcome is `stuck`, the
  /// state is unchanged and the same page can be requested again.
  ROSTER_DECL page_outcome accept(const token_facts& facts);

 private:
  void advance(std::string next);

  /// Returns whether a response names a next page.
  bool has_token(const token_facts& facts) const noexcept {
    return facts.next && !facts.next->empty() &&
           (rules_.end_token.empty() || *facts.next != rules_.end_token);
  }

  token_rules rules_;
  std::string token_;
  std::unordered_set<text_fingerprint, fingerprint_hash> sent_{};
  int empty_pages_{};  // in a row
};

/// Returns the page size for `wanted` items with tokens, where the size may change with the remaining demand.
/// A service that filters items after dividing the list into pages may return empty pages: the size doubles
/// for each of the `empty` pages in a row.
constexpr std::int64_t next_page_size(demand wanted, std::int64_t largest, int empty = 0) noexcept {
  auto size =
      wanted == 0 ? largest : static_cast<std::int64_t>((std::min)(wanted, static_cast<demand>(largest)));
  for (; empty > 0 && size < largest; --empty) size += (std::min)(size, largest - size);
  return size;
}

/// Pagination by a token from each response: a marker, the key of the last item, or the URL of the next page. `Source`
/// reads it from a response and writes it into a request.
template <class Source>
class token_strategy {
 public:
  static constexpr bool is_numbered = false;
  static constexpr bool predicts_from_response = !Source::needs_items;
  using paging = typename Source::paging;

  explicit token_strategy(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_cursor next(const Request& user, demand wanted) {
    if (!pager_) {
      pager_.emplace(Source::start(how_, user), Source::rules(how_));
      from_beginning_ = pager_->token().empty();
    }
    return {.size = size_for(user, wanted, pager_->empty_pages()), .token = pager_->token()};
  }

  void resume(const page_cursor& from, std::int64_t) { pager_.emplace(from.token, Source::rules(how_)); }

  template <class Request>
  void write(Request& request, const page_cursor& cursor) const {
    if (!cursor.token.empty()) Source::write(how_, request, cursor.token);
    if (cursor.size != 0) send_number(request, how_.size, cursor.size);
  }

  template <class Request>
  std::optional<std::int64_t> page_size(const Request& request) const {
    return sent_number(request, how_.size);
  }

  template <class Response>
  page_outcome accept(const response_view<Response>& response, std::size_t items, std::size_t fresh,
                      std::size_t) {
    auto verdict = pager_->accept(Source::facts(how_, response, items, pager_->token()));
    if (!verdict.accepted()) return verdict;
    received_ += static_cast<std::int64_t>(fresh);
    read_ += static_cast<std::int64_t>(items);
    if (const auto total = number_at(response, how_.total)) total_ = total;
    if (verdict.what == page_outcome::kind::end && from_beginning_ && received_ < total_.value_or(0)) {
      verdict.incomplete = true;
      verdict.note = fewer_items(received_, *total_);
    }
    return verdict;
  }

  std::int64_t before() const noexcept { return 0; }

  std::int64_t index() const noexcept { return 0; }

  std::size_t likely_pages(demand) const noexcept { return 1; }

  page_cursor after(page_cursor cursor, std::size_t) const { return cursor; }

  template <class Request, class Response>
    requires predicts_from_response
  std::optional<page_cursor> follower(const Request& user, const response_view<Response>& response,
                                      std::size_t items, demand wanted) const {
    auto facts = Source::facts(how_, response, items, pager_->token());
    if (wanted <= items || !pager_->leads_on(facts)) return std::nullopt;
    const auto left = wanted == unlimited ? unlimited : wanted - items;
    const int empty = items == 0 ? pager_->empty_pages() + 1 : 0;
    return page_cursor{.size = size_for(user, left, empty), .token = std::move(*facts.next)};
  }

  template <class Response>
  std::optional<std::int64_t> total_of(const response_view<Response>& response) const {
    auto total = number_at(response, how_.total);
    if constexpr (requires { how_.remaining; }) {
      const auto remaining = number_at(response, how_.remaining);
      if (!total && remaining && *remaining >= 0 && from_beginning_) total = read_ + *remaining;
    }
    return total;
  }

  template <class Response>
  bool may_lack_list(const response_view<Response>& response, bool is_null) const {
    return is_null && Source::more(how_, response) == false;
  }

  unsigned accepted_status(const page_cursor& cursor) const noexcept {
    if constexpr (requires { how_.expired.status; })
      return cursor.token.empty() ? 0 : how_.expired.status;
    else
      return 0;
  }

  /// Starts again at the beginning of the list. Returns false for a listing that did not start there.
  bool restart() {
    if (from_beginning_) pager_.emplace(std::string(), Source::rules(how_));
    read_ = 0;
    return from_beginning_;
  }

  /// Sends `token` instead of the current one, which has expired. Returns whether it can be sent.
  bool resume_with(std::string token) { return pager_->recover(std::move(token)); }

 private:
  template <class Request>
  std::int64_t size_for(const Request& user, demand wanted, int empty) const {
    if constexpr (has_path<decltype(paging::size)>)
      return is_sent(user, how_.size) ? 0 : next_page_size(wanted, how_.max_page_size, empty);
    else
      return 0;
  }

  paging how_;
  std::optional<token_pager> pager_{};
  bool from_beginning_{};    // of the list, so that the number of items can be compared with the total
  std::int64_t received_{};  // without duplicates
  std::int64_t read_{};      // with duplicates, since the list was started or restarted
  std::optional<std::int64_t> total_{};
};

/// The token is a member of the request, and comes from the response, or is the key of the last item; then a page without
/// items ends the list.
template <class Paging>
struct sent_token_source {
  using paging = Paging;
  static constexpr bool needs_items = !requires(const Paging& how) { how.next; };
  static token_rules rules(const paging& how) noexcept {
    if constexpr (needs_items)
      return {};
    else
      return {.repeated_token_ends_list = how.repeated_token_ends_list,
              .end_token = how.end_token,
              .max_empty_pages = how.max_empty_pages};
  }
  template <class Request>
  static std::string start(const paging& how, const Request& user) {
    return sent_text(user, how.send);
  }
  template <class Request>
  static void write(const paging& how, Request& request, const std::string& token) {
    set_token(make_sent(request, how.send), token);
  }
  template <class Response>
  static std::optional<bool> more(const paging& how, const response_view<Response>& response) {
    return truth_at(response, how.more);
  }
  template <class Response>
  static token_facts facts(const paging& how, const response_view<Response>& response, std::size_t items,
                           const std::string&) {
    return {.next = next(how, response),
            .has_flag = has_path<decltype(how.more)>,
            .more = more(how, response),
            .items = items};
  }
  template <class Response>
  static std::optional<std::string> next(const paging& how, const response_view<Response>& response) {
    if constexpr (needs_items)
      return std::string(response.last_key);
    else
      return text_at(response, how.next);
  }
};

/// The longest URL of a next page.
/// Units: bytes.
inline constexpr std::size_t max_url_size = 8192;

/// The next page has a URL, in the response or in its header Link; the client sends the request there.
template <class Paging>
struct url_source {
  using paging = Paging;
  static constexpr bool needs_items = false;
  static token_rules rules(const paging& how) noexcept {
    return {.max_empty_pages = how.max_empty_pages, .max_size = max_url_size, .is_url = true};
  }
  template <class Request>
  static std::string start(const paging&, const Request&) {
    return {};
  }
  template <class Request>
  static void write(const paging&, Request&, const std::string&) {}
  template <class Response>
  static std::optional<bool> more(const paging& how, const response_view<Response>& response) {
    const auto next = link(how, response);
    return next.malformed || !next.target.value_or("").empty();
  }
  template <class Response>
  static token_facts facts(const paging& how, const response_view<Response>& response, std::size_t items,
                           const std::string&) {
    auto next = link(how, response);
    return {.next = std::move(next.target), .items = items, .malformed = next.malformed};
  }
  template <class Response>
  static next_link_result link(const paging& how, const response_view<Response>& response) {
    if constexpr (requires { how.next; })
      return {.target = text_at(response, how.next)};
    else
      return response.headers != nullptr ? next_link(*response.headers) : next_link_result{};
  }
};

template <class... Places>
struct strategy_of<by_token<Places...>> {
  using type = token_strategy<sent_token_source<by_token<Places...>>>;
};

template <class... Places>
struct strategy_of<by_last_item<Places...>> {
  using type = token_strategy<sent_token_source<by_last_item<Places...>>>;
};

template <class... Places>
struct strategy_of<by_next_url<Places...>> {
  using type = token_strategy<url_source<by_next_url<Places...>>>;
};

template <class... Places>
struct strategy_of<by_link_header<Places...>> {
  using type = token_strategy<url_source<by_link_header<Places...>>>;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/by_token.ipp>
#endif
