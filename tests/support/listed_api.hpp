// SPDX-License-Identifier: BSL-1.0
#pragma once
// A client of one operation against a service that a test writes by hand: what it lists, and the requests that it sent.

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/client.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/range/adaptors.hpp>
#include <string>
#include <string_view>
#include <support/fake_transport.hpp>
#include <utility>
#include <vector>

namespace fake {

/// Returns the parameters of a query, decoded.
inline std::map<std::string, std::string> parameters(std::string_view query) {
  std::map<std::string, std::string> out;
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix((std::min)(query.size(), one.size() + 1));
    const auto equals = one.find('=');
    const auto decoded = [](std::string_view text) {
      return roster::http::detail::percent_decode(text, true).value();
    };
    out[decoded(one.substr(0, equals))] = equals == one.npos ? "" : decoded(one.substr(equals + 1));
  }
  return out;
}

/// Returns a map without one entry.
template <class Map>
Map without(Map map, const std::string& name) {
  map.erase(name);
  return map;
}

/// Returns the body of a request as JSON.
inline boost::json::object body_of(const roster::http::request& request) {
  return boost::json::parse(request.body).as_object();
}

/// Returns `count` texts, joined by commas.
template <class Make>
std::string joined(std::size_t from, std::size_t to, Make make) {
  std::string out;
  for (auto i = from; i < to; ++i) out += (i == from ? "" : ",") + make(i);
  return out;
}

template <roster::operation Op>
class api {
 public:
  explicit api(transport::script answers, std::string endpoint = "https://api.example.com")
      : network_(std::make_shared<transport>(std::move(answers))),
        client_(context_.get_executor(), {.endpoint = std::move(endpoint),
                                          .sign = roster::bearer{"token"},
                                          .transport = network_,
                                          .runtime = world_.runtime()}) {}

  using request = typename Op::request;
  using items = std::vector<roster::item_of<Op>>;

  /// Returns the total that the range reports after each page.
  std::vector<std::optional<std::int64_t>> totals(request what = {}, roster::list_options options = {}) {
    auto range = client_.list(std::move(what), std::move(options));
    std::vector<std::optional<std::int64_t>> out;
    while (run(context_, range.next_page())) out.push_back(range.report().total);
    return out;
  }

  items all(request what = {}, roster::list_options options = {}) {
    auto range = client_.list(std::move(what), std::move(options));
    return run(context_, range.collect());
  }

  items first(std::size_t count, request what = {}) {
    auto range = client_.list(std::move(what)) | std::views::take(count);
    return run(context_, range.collect());
  }

  /// Returns the items that satisfy a condition.
  template <class Condition>
  items where(Condition condition, request what = {}) {
    auto range = client_.list(std::move(what)) | roster::where(std::move(condition));
    return run(context_, range.collect());
  }

  /// Returns the message of the failure of a listing.
  std::string failure(request what = {}) {
    try {
      (void)all(std::move(what));
    } catch (const roster::failure& f) {
      return f.what();
    }
    return "none";
  }

  const std::vector<roster::http::request>& requests() const { return network_->requests; }

 private:
  boost::asio::io_context context_{};
  world world_{};
  std::shared_ptr<transport> network_;
  roster::client<Op> client_;
};

}  // namespace fake
