// SPDX-License-Identifier: BSL-1.0
// Listings from services whose responses are well-formed but inconsistent: the list is complete, or an explicit
// signal says that it is not, after few requests.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/client.hpp>
#include <roster/eas/schema.hpp>
#include <roster/http/url.hpp>
#include <roster/qianfan/schema.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <vector>

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
namespace json = boost::json;
using roster::errc;
using roster::http::request;
using ids = std::vector<std::string>;

namespace {

/// The items of a listing, and the number of requests that the service received.
struct listed {
  ids came{};
  roster::report report{};
  std::optional<roster::failure> failed{};
  std::size_t requests{};

  errc condition() const { return failed ? failed->condition() : errc{}; }
  std::string message() const { return failed ? failed->what() : ""; }
  bool is_silent() const { return !failed && report.complete(); }
};

/// Lists from a service that responds with these bodies.
template <class Op>
listed list(typename Op::request what, std::function<std::string(const request&, std::size_t number)> body) {
  boost::asio::io_context context;
  fake::world world;
  const auto service = std::make_shared<fake::transport>(
      [&](const request& asked, std::size_t number) { return fake::json(200, body(asked, number)); });
  const roster::client<Op> client(
      context.get_executor(),
      {.endpoint = "http://service.example", .transport = service, .runtime = world.runtime()});
  auto range = client.list(std::move(what));
  listed out;
  try {
    fake::run(context, [](auto& from, ids& came) -> boost::asio::awaitable<int> {
      co_await from.for_each([&](const auto& one) { came.push_back(one.service_id); });
      co_return 0;
    }(range, out.came));
  } catch (const roster::failure& why) {
    out.failed = why;
  }
  out.report = range.report();
  out.requests = service->requests.size();
  return out;
}

std::string services(const char* id_name, std::int64_t after, std::int64_t last) {
  json::array out;
  for (auto id = after + 1; id <= last; ++id) out.emplace_back(json::object{{id_name, std::to_string(id)}});
  return json::serialize(out);
}

std::int64_t page_asked(const request& asked) {
  const auto query = roster::http::detail::parse_query(asked.query);
  for (const auto& [name, value] : *query)
    if (name == "PageNumber") return std::stoll(value);
  return 0;
}

/// A page of 50 services of EAS in pages of 10; `about` holds its number, its size and the total, as JSON.
std::string eas_page(std::int64_t number, const std::string& about) {
  const auto last = std::min<std::int64_t>(50, 10 * number);
  return R"({"Services":)" + services("ServiceId", 10 * (number - 1), last) + about + '}';
}

/// A page of one service of Qianfan, named by its number; `info` is its pageInfo, as JSON.
std::string qianfan_page(std::size_t number, const std::string& info) {
  const auto id = static_cast<std::int64_t>(number);
  return R"({"result":{"serviceList":)" + services("serviceId", id - 1, id) +
         (info.empty() ? "" : R"(,"pageInfo":)" + info) + "}}";
}

ids numbers(std::int64_t last) {
  ids out;
  for (std::int64_t id = 1; id <= last; ++id) out.push_back(std::to_string(id));
  return out;
}

}  // namespace

TEST_CASE(
    "listing: a cycle of markers is detected within one round, however long it is and wherever it begins "
    "(fault 96)") {
  for (const std::size_t lead : {0U, 1U, 7U})
    for (const std::size_t length : {1U, 2U, 3U, 10U, 150U}) {
      const auto seen = list<qianfan::describe_services>({}, [&](const request&, std::size_t number) {
        const auto place = number <= lead ? number : lead + (number - lead - 1) % length + 1;
        return qianfan_page(number, R"({"isTruncated":true,"nextMarker":"m)" + std::to_string(place) + "\"}");
      });
      CAPTURE(lead);
      CAPTURE(length);
      CHECK(seen.condition() == errc::pagination_stalled);
      CHECK(seen.message().find("repeated marker: the service returned \"m") != std::string::npos);
      CHECK(seen.requests == lead + length + 1);
      CHECK(seen.came == numbers(static_cast<std::int64_t>(lead + length)));
    }
}

TEST_CASE(
    "listing: a truncated page without a marker is a failure that says so, and a numeric marker is accepted "
    "(fault 97)") {
  for (const std::string marker : {"", R"(,"nextMarker":"")", R"(,"nextMarker":null)"}) {
    CAPTURE(marker);
    const auto seen = list<qianfan::describe_services>({}, [&](const request&, std::size_t number) {
      return qianfan_page(number, number == 1 ? R"({"isTruncated":true,"nextMarker":"m"})"
                                              : R"({"isTruncated":true)" + marker + "}");
    });
    CHECK(seen.condition() == errc::pagination_stalled);
    CHECK(seen.message().find("missing marker") != std::string::npos);
    CHECK(seen.requests == 2);
    CHECK(seen.came == numbers(1));
  }
  const auto number = list<qianfan::describe_services>({}, [&](const request& asked, std::size_t page) {
    if (page == 2) CHECK(json::parse(asked.body).at("marker") == "5");
    return qianfan_page(page,
                        page == 1 ? R"({"isTruncated":true,"nextMarker":5})" : R"({"isTruncated":false})");
  });
  CHECK(number.requests == 2);
  CHECK(number.came == numbers(2));
  CHECK(number.is_silent());
}

TEST_CASE("listing: markers are sent back byte by byte, whatever they contain (fault 99)") {
  using std::string_literals::operator""s;
  for (const auto& marker :
       {"a\"b'c\\"s, "a\0b"s, "a\r\nb\tc"s, "\xF0\x9F\x98\x80"s, "&=#%+ ?"s, std::string(65'536, 'x')}) {
    std::string sent;
    const auto seen = list<qianfan::describe_services>({}, [&](const request& asked, std::size_t number) {
      if (number == 2) sent.assign(json::parse(asked.body).at("marker").as_string());
      return qianfan_page(number, number == 1 ? R"({"isTruncated":true,"nextMarker":)" +
                                                    json::serialize(json::string(marker)) + "}"
                                              : R"({"isTruncated":false})");
    });
    CHECK(sent == marker);
    CHECK(seen.requests == 2);
    CHECK(seen.came == numbers(2));
    CHECK(seen.is_silent());
  }
}

TEST_CASE("listing: whatever isTruncated is, the list is complete or reported as incomplete (fault 100)") {
  for (const std::string info :
       {R"({"nextMarker":"m"})", R"({"isTruncated":"true","nextMarker":"m"})",
        R"({"isTruncated":1,"nextMarker":"m"})", R"({"isTruncated":null,"nextMarker":"m"})",
        R"({"isTruncated":[],"nextMarker":"m"})", R"({})", R"([])", "null", ""}) {
    CAPTURE(info);
    const auto seen = list<qianfan::describe_services>({}, [&](const request&, std::size_t number) {
      return qianfan_page(number, number == 1 ? info : R"({"isTruncated":false})");
    });
    CHECK(seen.requests >= 1);
    CHECK(seen.requests <= 2);
    CHECK((seen.came == numbers(2) || !seen.is_silent()));
  }
}

TEST_CASE(
    "listing: a service that always returns page 1 is detected, whatever page number it reports (fault "
    "103)") {
  for (const bool honest : {true, false}) {
    const auto seen = list<eas::list_services>({.page_size = 10}, [&](const request& asked, std::size_t) {
      const auto number = std::to_string(honest ? 1 : page_asked(asked));
      return eas_page(1, R"(,"PageNumber":)" + number + R"(,"PageSize":10,"TotalCount":5000)");
    });
    CHECK(seen.condition() == errc::pagination_stalled);
    CHECK(seen.requests == (honest ? 2 : 5));
    CHECK(seen.came == numbers(10));
    CHECK(seen.message().find(honest ? "requested page 2, the service returned page 1"
                                     : "page 5 has only items of earlier pages") != std::string::npos);
  }
}

TEST_CASE("listing: whatever the total is, the list is complete or reported as incomplete (fault 105)") {
  for (const std::string total :
       {"", R"(,"TotalCount":null)", R"(,"TotalCount":"50")", R"(,"TotalCount":50.0)",
        R"(,"TotalCount":50.5)", R"(,"TotalCount":0)", R"(,"TotalCount":-1)",
        R"(,"TotalCount":4611686018427387904)", R"(,"TotalCount":1e300)", R"(,"TotalCount":1)",
        R"(,"TotalCount":35)", R"(,"TotalCount":49)", R"(,"TotalCount":51)", R"(,"TotalCount":75)"}) {
    CAPTURE(total);
    const auto seen = list<eas::list_services>({.page_size = 10}, [&](const request& asked, std::size_t) {
      return eas_page(page_asked(asked), total);
    });
    CHECK((seen.came == numbers(50) || !seen.is_silent()));
    CHECK(seen.requests >= 1);
    CHECK(seen.requests <= 5 + 51 + 3);  // empty pages, while the total says that there is more, and retries
  }
}

TEST_CASE(
    "listing: a total that becomes too small at the end of a full page does not end the list (fault 105)") {
  std::size_t met = 0;
  const auto seen =
      list<eas::list_services>({.page_size = 10}, [&](const request& asked, std::size_t number) {
        met += number >= 3;
        return eas_page(page_asked(asked), number < 3 ? R"(,"TotalCount":50)" : R"(,"TotalCount":30)");
      });
  CHECK(met > 0);
  CHECK(seen.came == numbers(50));
  CHECK(seen.report.drift);
}

TEST_CASE(
    "listing: a total that is too small from the first page on is trusted at the end of a full page (fault "
    "105)") {
  const auto seen = list<eas::list_services>({.page_size = 10}, [&](const request& asked, std::size_t) {
    return eas_page(page_asked(asked), R"(,"TotalCount":20)");
  });
  CHECK(seen.came == numbers(20));  // otherwise every list of 20 would cost one more request
  CHECK(seen.requests == 2);
}

TEST_CASE("listing: a service that is twice on a page is delivered once (fault 110)") {
  const auto by_number = list<eas::list_services>({}, [&](const request&, std::size_t) {
    return R"({"Services":[{"ServiceId":"1"},{"ServiceId":"2"},{"ServiceId":"1"}],"TotalCount":3})";
  });
  const auto by_marker = list<qianfan::describe_services>({}, [&](const request&, std::size_t) {
    return R"({"result":{"serviceList":[{"serviceId":"1"},{"serviceId":"1"},{"serviceId":"2"}],"pageInfo":{"isTruncated":false}}})";
  });
  CHECK(by_marker.requests == 1);
  for (const auto& seen : {by_number, by_marker}) {
    CHECK(seen.requests >= 1);
    CHECK(seen.came == numbers(2));
    CHECK(seen.report.duplicates == 1);
    CHECK(seen.report.drift);
  }
}
