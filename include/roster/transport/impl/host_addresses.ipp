// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of host_addresses.hpp.

#include <roster/transport/detail/host_addresses.hpp>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/http/detail/grammar.hpp>
#include <roster/transport/detail/transport_failure.hpp>
#include <string_view>
#include <system_error>
#include <utility>

namespace roster::inline v0::detail {

/// Parses a number of an IPv4 address: decimal, octal after "0", or hexadecimal after "0x".
inline std::optional<std::uint32_t> ipv4_number(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.starts_with('0')) {
    base = 8;
  }
  std::uint32_t out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

/// Parses an IPv4 address of one to four numbers, the last of which fills the remaining bytes, as resolvers do: "10.1".
inline std::optional<std::uint32_t> ipv4_of_numbers(std::string_view text) {
  std::uint32_t out = 0;
  for (unsigned bits = 32; bits > 0; bits -= 8) {  // that are left
    const auto dot = text.find('.');
    const auto number = ipv4_number(text.substr(0, dot));
    if (!number) return std::nullopt;
    if (dot == text.npos) {
      if (bits < 32 && *number >> bits != 0) return std::nullopt;
      return out | *number;
    }
    if (*number > 0xFF) return std::nullopt;
    out |= *number << (bits - 8);
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

ROSTER_DECL std::optional<boost::asio::ip::address> numeric_address(const std::string& host) {
  namespace ip = boost::asio::ip;
  if (host.find('\0') != host.npos) return std::nullopt;  // make_address ignores what follows
  boost::system::error_code not_an_address;
  const auto address = ip::make_address(host, not_an_address);
  if (!not_an_address && address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  if (!not_an_address) return address;
  const auto number = ipv4_of_numbers(host);
  if (!number) return std::nullopt;
  return ip::address_v4(*number);
}

ROSTER_DECL bool is_loopback(const std::string& host) {
  if (const auto address = numeric_address(host)) return address->is_loopback() || address->is_unspecified();
  std::string name = http::detail::lower_case(host);
  if (name.ends_with('.')) name.pop_back();
  return name == "localhost" || name.ends_with(".localhost") || name == "ip6-localhost" ||
         name == "ip6-loopback";
}

/// State shared by the resolver and its waiter; the wait ends when the timer is cancelled. The resolver holds a
/// weak_ptr, since it may complete after the waiter or the event loop is gone.
struct host_lookup {
  explicit host_lookup(const boost::asio::any_io_executor& executor) : deadline(executor) {}

  boost::asio::steady_timer deadline;
  std::optional<boost::asio::ip::tcp::resolver>
      resolver{};  // destruction cancels a lookup that has not started
  bool answered{false};
  boost::system::error_code error{};
  std::vector<boost::asio::ip::address> found{};
};

inline void query_system_resolver(host_lookup& lookup, const std::string& host, address_handler done) {
  using tcp = boost::asio::ip::tcp;
  lookup.resolver.emplace(lookup.deadline.get_executor());
  lookup.resolver->async_resolve(
      host, "",
      [done = std::move(done)](boost::system::error_code ec, const tcp::resolver::results_type& results) {
        std::vector<boost::asio::ip::address> found;
        for (const auto& entry : results) found.push_back(entry.endpoint().address());
        done(ec, std::move(found));
      });
}

inline void start_lookup(const std::shared_ptr<host_lookup>& lookup, const host_resolver& resolve,
                         const std::string& host) {
  address_handler done = [weak = std::weak_ptr(lookup)](boost::system::error_code ec,
                                                        std::vector<boost::asio::ip::address> found) {
    const auto waiting = weak.lock();
    if (!waiting) return;
    waiting->answered = true;
    waiting->error = ec;
    waiting->found = std::move(found);
    waiting->deadline.cancel();
  };
  if (resolve) return resolve(host, std::move(done));
  query_system_resolver(*lookup, host, std::move(done));
}

ROSTER_DECL boost::asio::awaitable<std::vector<boost::asio::ip::address>> host_addresses(
    const boost::asio::any_io_executor& executor, const host_resolver& resolve, const http::endpoint& to,
    std::chrono::steady_clock::time_point deadline) {
  namespace asio = boost::asio;
  boost::system::error_code ec;
  const asio::ip::address literal = asio::ip::make_address(to.host, ec);
  if (!ec) co_return std::vector<asio::ip::address>{literal};

  const auto started = std::chrono::steady_clock::now();
  const auto lookup = std::make_shared<host_lookup>(executor);
  lookup->deadline.expires_at(deadline);
  start_lookup(lookup, resolve, to.host);
  if (!lookup->answered) {
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await lookup->deadline.async_wait(token);
  }
  if (!lookup->answered && ec) throw boost::system::system_error(ec);  // cancelled
  if (!lookup->answered)
    throw transport_failure(errc::timed_out,
                            "name resolution timed out: no address for " + to.host + " within " +
                                duration_text(deadline - started),
                            to.origin(), asio::error::timed_out);
  if (lookup->error || lookup->found.empty())
    throw transport_failure(errc::connection, "no address for " + to.host, to.origin(),
                            lookup->error ? lookup->error : asio::error::host_not_found);
  // A name that RFC 6761 reserves for this machine may have other addresses in the DNS.
  if (is_loopback(to.host))
    std::erase_if(lookup->found,
                  [](const asio::ip::address& address) { return !is_loopback(address.to_string()); });
  if (lookup->found.empty())
    throw transport_failure(errc::connection, "no loopback address for " + to.host, to.origin(),
                            asio::error::host_not_found);
  co_return std::move(lookup->found);
}

}  // namespace roster::inline v0::detail
