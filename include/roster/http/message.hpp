// SPDX-License-Identifier: BSL-1.0
#pragma once
// Requests and responses as plain values.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::http {

/// A header field.
struct header {
  std::string name{};   ///< compared in any letter case
  std::string value{};  ///< as sent or received
  /// The value is redacted in failures, events and recordings; others are redacted if their name or scheme says that
  /// they are secret.
  bool is_secret{};
};

/// An ordered list of header fields; names may repeat. Some values are credentials: their memory is overwritten when
/// they are erased or destroyed.
class headers {
 public:
  headers() = default;
  /// These headers, in this order.
  headers(std::initializer_list<header> list) : list_(list) {}
  headers(const headers&) = default;
  headers(headers&&) noexcept = default;
  headers& operator=(const headers& other) {
    if (this != &other) *this = headers(other);
    return *this;
  }
  headers& operator=(headers&& other) noexcept {
    list_.swap(other.list_);
    return *this;
  }
  ~headers() { wipe_values(list_.begin()); }

  /// Adds a header after the others, also if there is one with the name.
  void add(std::string name, std::string value) { add(std::move(name), std::move(value), false); }

  /// Replaces all fields of that name with one.
  void set(std::string_view name, std::string value) {
    erase(name);
    add(std::string(name), std::move(value), false);
    roster::detail::wipe(value);
  }

  /// Replaces all fields of that name with one that is secret.
  /// Example: add_secrets: a header that is marked as secret is redacted, whatever its name is
  void set_secret(std::string_view name, std::string value) {
    erase(name);
    add(std::string(name), std::move(value), true);
    roster::detail::wipe(value);
  }

  /// Removes all headers with the name.
  void erase(std::string_view name) {
    const auto is_erased = [name](const header& h) { return detail::same_ignoring_case(h.name, name); };
    for (header& h : list_)
      if (is_erased(h)) roster::detail::wipe(h.value);
    const auto kept = std::remove_if(list_.begin(), list_.end(), is_erased);
    wipe_values(kept);  // small-string buffers of moved-from values
    list_.erase(kept, list_.end());
  }

  /// Returns the first value of that name; "" if there is none.
  /// Lifetime: until the list changes.
  std::string_view get(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (detail::same_ignoring_case(h.name, name)) return h.value;
    return {};
  }

  /// Returns whether there is a header with the name.
  bool contains(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (detail::same_ignoring_case(h.name, name)) return true;
    return false;
  }

  /// Returns an iterator to the first header.
  auto begin() const noexcept { return list_.begin(); }
  /// Returns the end of the headers.
  auto end() const noexcept { return list_.end(); }
  /// Returns the number of headers.
  std::size_t size() const noexcept { return list_.size(); }

 private:
  static constexpr std::size_t first_capacity = 16;

  void add(std::string name, std::string value, bool is_secret) {
    make_room();
    list_.push_back({std::move(name), std::move(value), is_secret});
    roster::detail::wipe(value);  // the small-string buffer
  }

  void wipe_values(std::vector<header>::iterator from) noexcept {
    for (; from != list_.end(); ++from) roster::detail::wipe(from->value);
  }

  /// Grows the list before it is full, so that no value remains in the small-string buffers of the old block.
  void make_room() {
    if (list_.size() < list_.capacity()) return;
    headers grown;
    grown.list_.reserve((std::max)(first_capacity, 2 * list_.size()));
    for (header& h : list_) grown.list_.push_back(std::move(h));
    list_.swap(grown.list_);
  }

  std::vector<header> list_{};
};

/// An HTTP request, complete except for Content-Length, which the transport adds.
struct request {
  std::string method{"GET"};  ///< "GET", "POST", …
  endpoint to{};              ///< where the request is sent
  std::string path{"/"};      ///< percent-encoded, with the endpoint's prefix
  std::string query{};        ///< percent-encoded, sorted, without '?'; exactly the string that is signed
  http::headers headers{};    ///< including `host`
  std::string body{};         ///< sent unchanged; "" for none
  bool idempotent{true};      ///< a transport may re-send it if a pooled connection was closed
  /// Gives the request a new nonce, date and signature before a transport re-sends it.
  /// Lifetime: valid during the call of transport::send().
  std::function<void()> renew{};
  /// Its memory may become that of the body of the response; its content means nothing. Null for none.
  /// Thread safety: only for the executor of the client. A transport that forwards a request elsewhere resets it.
  std::shared_ptr<std::string> spare{};

  /// Returns the path with the query, as in the first line of the request.
  std::string target() const { return query.empty() ? path : path + '?' + query; }
};

/// A complete HTTP response.
struct response {
  unsigned status{};                        ///< from 100 to 599
  http::headers headers{};                  ///< as received
  std::string body{};                       ///< as received, or decompressed
  std::uint64_t raw_bytes{};                ///< bytes received for this response, including framing
  std::optional<bool> connection_reused{};  ///< whether the connection had been used before, if known
  /// Secrets, in addition to those of the request, that failures, events and recordings of this response must not
  /// show: those of a proxy that may have sent the response itself. Null if there are none.
  std::shared_ptr<const roster::detail::redactor> secrets{};
  /// "http://proxy:3128": the forwarding proxy of a clear-text request, which may have sent the response itself; ""
  /// without a proxy or through a tunnel.
  std::string proxy{};
};

}  // namespace roster::inline v0::http
