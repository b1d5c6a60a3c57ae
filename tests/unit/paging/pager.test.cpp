// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/eas/schema.hpp>
#include <roster/paging/detail/pager.hpp>
#include <roster/qianfan/schema.hpp>
#include <string>
#include <variant>
#include <vector>

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
using roster::errc;
using roster::detail::list_state;
using roster::detail::unlimited;
using eas_walker = roster::detail::pager<eas::list_services>;
using qianfan_walker = roster::detail::pager<qianfan::describe_services>;

namespace {

template <class Walker>
typename Walker::request asked(Walker& pager, roster::demand wanted = unlimited) {
  auto step = pager.next_request(wanted);
  REQUIRE(std::holds_alternative<typename Walker::request>(step));
  return std::get<typename Walker::request>(step);
}

template <class Walker>
bool is_done(Walker& pager) {
  return std::holds_alternative<roster::detail::end_of_list>(pager.next_request(unlimited));
}

/// A ListServices response with the given ids.
roster::detail::list_page<eas::list_services> eas_response(std::int64_t number, std::int64_t size,
                                                           std::optional<std::int64_t> total,
                                                           const std::vector<std::string>& ids) {
  roster::detail::list_page<eas::list_services> out;
  out.rest = {.request_id = "r" + std::to_string(number),
              .page_number = number,
              .page_size = size,
              .total_count = total};
  for (const auto& id : ids) {
    out.items.push_back({.service_id = id});
    out.keys.push_back(id);
  }
  out.list = list_state::present;
  return out;
}

roster::detail::list_page<qianfan::describe_services> qianfan_response(const std::vector<std::string>& ids,
                                                                       std::optional<bool> truncated,
                                                                       std::optional<std::string> next) {
  roster::detail::list_page<qianfan::describe_services> out;
  qianfan::page_info info{.next_marker = std::move(next)};
  if (truncated) info.is_truncated = *truncated;
  out.rest.result = qianfan::result{.page_info = std::move(info)};
  for (const auto& id : ids) {
    out.items.push_back({.service_id = id});
    out.keys.push_back(id);
  }
  out.list = list_state::present;
  return out;
}

template <class Page>
std::vector<std::string> ids(const Page& page) {
  std::vector<std::string> out;
  for (const auto& item : page.items) out.push_back(item.service_id);
  return out;
}

bool nothing_is_missing(const roster::report& report) { return !report.incomplete && !report.drift; }

template <class Taken>
auto page_of(Taken&& taken) {
  REQUIRE(taken.index() == 0);
  return std::get<0>(std::forward<Taken>(taken));
}

}  // namespace

TEST_CASE("pager: adds only page number and size to the user's request") {
  eas_walker pager({});
  const auto first = asked(pager);
  CHECK(first.page_number == 1);
  CHECK(first.page_size == 100);
  CHECK(first == eas::list_services_request{.page_number = 1, .page_size = 100});
  qianfan_walker other({});
  CHECK(asked(other) == qianfan::describe_services_request{.max_keys = 100});
}

TEST_CASE("pager: sends the user's parameters with every page") {
  eas_walker pager({.order = eas::order::asc, .filter = "llm"});
  (void)page_of(pager.take((asked(pager), eas_response(1, 100, 150, std::vector<std::string>(100, "")))));
  const auto second = asked(pager);
  CHECK(second.filter == "llm");
  CHECK(second.order == eas::order::asc);
  CHECK(second.page_number == 2);
  qianfan_walker other({.name = "llm", .run_status = {qianfan::run_status::serving}});
  (void)page_of(other.take((asked(other), qianfan_response({"a"}, true, "b"))));
  const auto next = asked(other);
  CHECK(next.name == "llm");
  CHECK(next.run_status.size() == 1);
  CHECK(next.marker == "b");
}

TEST_CASE("pager: respects the start and the page size that the user set") {
  eas_walker pager({.page_number = 3, .page_size = 10});
  CHECK(asked(pager, 5).page_number == 3);
  CHECK(asked(pager, 5).page_size == 10);
  qianfan_walker other({.marker = "m", .max_keys = 7});
  CHECK(asked(other, 5).marker == "m");
  CHECK(asked(other, 5).max_keys == 7);
}

TEST_CASE("pager: a known demand makes pages smaller: evenly by number, by remainder by token") {
  const auto size = [](roster::demand wanted) {
    eas_walker pager({});
    return asked(pager, wanted).page_size;
  };
  CHECK(size(5) == 5);
  CHECK(size(100) == 100);
  CHECK(size(101) == 51);
  CHECK(size(250) == 84);
  CHECK(size(unlimited) == 100);
  CHECK(size(unlimited - 1) == 100);
  qianfan_walker pager({});
  CHECK(asked(pager, 150).max_keys == 100);
  (void)page_of(pager.take(qianfan_response({"a"}, true, "b")));
  CHECK(asked(pager, 50).max_keys == 50);
}

TEST_CASE("pager: yields pages with number, request id and total") {
  eas_walker pager({});
  (void)asked(pager);
  const auto page = page_of(pager.take(eas_response(1, 100, 2, {"a", "b"})));
  CHECK(ids(page) == std::vector<std::string>{"a", "b"});
  CHECK(page.number == 1);
  CHECK(page.request_id == "r1");
  CHECK(page.total == 2);
  CHECK(is_done(pager));
  CHECK(nothing_is_missing(pager.report()));
  CHECK(pager.report().items == 2);
}

TEST_CASE("pager: an empty page with a next marker does not end the list") {
  qianfan_walker pager({});
  (void)asked(pager);
  CHECK(page_of(pager.take(qianfan_response({}, true, "b"))).items.empty());
  CHECK(asked(pager).marker == "b");
  CHECK(ids(page_of(pager.take(qianfan_response({"x"}, false, std::nullopt)))) ==
        std::vector<std::string>{"x"});
  CHECK(is_done(pager));
  CHECK(nothing_is_missing(pager.report()));
}

TEST_CASE("pager: a repeated marker stops with a failure, and the page can be requested again") {
  qianfan_walker pager({});
  (void)asked(pager);
  (void)page_of(pager.take(qianfan_response({"a"}, true, "b")));
  (void)asked(pager);
  auto taken = pager.take(qianfan_response({"b"}, true, "b"));
  REQUIRE(std::holds_alternative<roster::detail::pagination_error>(taken));
  CHECK(std::get<roster::detail::pagination_error>(taken).condition == errc::pagination_stalled);
  CHECK(std::get<roster::detail::pagination_error>(taken).message ==
        "repeated marker: the service returned \"b\" again");
  CHECK(asked(pager).marker == "b");
  CHECK(ids(page_of(pager.take(qianfan_response({"b"}, false, std::nullopt)))) ==
        std::vector<std::string>{"b"});
}

TEST_CASE("pager: an empty first marker is not sent") {
  qianfan_walker pager({.marker = ""});
  CHECK(asked(pager).marker == "");  // set by the user, so unchanged
  qianfan_walker unset({});
  CHECK_FALSE(asked(unset).marker);
}

TEST_CASE("pager: a clamped page size loses no items") {
  eas_walker pager({.page_size = 500});
  CHECK(asked(pager).page_size == 500);
  (void)page_of(pager.take(eas_response(1, 2, 3, {"a", "b"})));
  CHECK(asked(pager).page_number == 2);
  CHECK(asked(pager).page_size == 2);
  (void)page_of(pager.take(eas_response(2, 2, 3, {"c"})));
  CHECK(is_done(pager));
  CHECK(nothing_is_missing(pager.report()));
}

TEST_CASE("pager: a truncated page without a marker stops with a failure") {
  qianfan_walker pager({});
  (void)asked(pager);
  auto taken = pager.take(qianfan_response({"a"}, true, std::nullopt));
  REQUIRE(std::holds_alternative<roster::detail::pagination_error>(taken));
  CHECK(std::get<roster::detail::pagination_error>(taken).condition == errc::pagination_stalled);
}

TEST_CASE("pager: a growing total is reported as drift") {
  eas_walker pager({.page_size = 2});
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(1, 2, 3, {"a", "b"})));
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(2, 2, 4, {"b", "c"})));
  CHECK_FALSE(pager.stepped_back());
  CHECK(pager.report().drift);
  CHECK(pager.report().note == "the total changed from 3 to 4");
}

TEST_CASE("pager: reads the previous page again when the total has shrunk") {
  eas_walker pager({.page_size = 3});
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(1, 3, 6, {"a", "b", "c"})));
  CHECK(asked(pager).page_number == 2);
  const auto thrown =
      page_of(pager.take(eas_response(2, 3, 5, {"e", "f"})));  // "a" was deleted, "d" is on page 1 now
  CHECK(pager.stepped_back());
  CHECK(thrown.items.empty());
  CHECK(asked(pager).page_number == 1);
  CHECK(ids(page_of(pager.take(eas_response(1, 3, 5, {"b", "c", "d"})))) == std::vector<std::string>{"d"});
  CHECK_FALSE(pager.stepped_back());
  CHECK(asked(pager).page_number == 2);
  CHECK(ids(page_of(pager.take(eas_response(2, 3, 5, {"e", "f"})))) == std::vector<std::string>{"e", "f"});
  CHECK(is_done(pager));
  CHECK(pager.report().drift);
  CHECK(pager.report().note == "the total changed from 6 to 5");
  CHECK_FALSE(pager.report().incomplete);
  CHECK(pager.report().duplicates == 0);
  CHECK(pager.report().pages == 4);
}

TEST_CASE("pager: after a step back the position is that of the item that may have shifted") {
  eas_walker pager({.page_size = 3});
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(1, 3, 6, {"a", "b", "c"})));
  (void)asked(pager);
  const auto thrown = page_of(pager.take(eas_response(2, 3, 5, {"e", "f"})));
  CHECK(pager.position().cursor.number == 1);
  CHECK(pager.position().index == 2);
  CHECK(thrown.position(0) == pager.position());
  eas_walker other({.page_size = 3});
  other.resume(pager.position());
  (void)asked(other);
  CHECK(ids(page_of(other.take(eas_response(1, 3, 5, {"b", "c", "d"})))) == std::vector<std::string>{"d"});
}

TEST_CASE("pager: a page is not read again if its items have no keys") {
  eas_walker pager({.page_size = 2});
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(1, 2, 4, {"a", ""})));
  (void)asked(pager);
  CHECK(ids(page_of(pager.take(eas_response(2, 2, 3, {"c"})))) == std::vector<std::string>{"c"});
  CHECK_FALSE(pager.stepped_back());
  CHECK(pager.report().drift);
}

TEST_CASE("pager: a list with fewer items than the total is reported as incomplete") {
  eas_walker pager({});
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(1, 100, 2, {"a"})));
  (void)asked(pager);
  (void)page_of(pager.take(eas_response(2, 100, 2, {})));
  CHECK(is_done(pager));
  CHECK(pager.report().incomplete);
  CHECK_FALSE(nothing_is_missing(pager.report()));
  CHECK(pager.report().note == "the service reported a total of 2 items, but returned 1");
}

TEST_CASE("pager: a duplicate item is delivered once, within a page and across pages") {
  eas_walker pager({.page_size = 3});
  (void)asked(pager);
  CHECK(ids(page_of(pager.take(eas_response(1, 3, 6, {"a", "b", "a"})))) ==
        std::vector<std::string>{"a", "b"});
  (void)asked(pager);
  CHECK(ids(page_of(pager.take(eas_response(2, 3, 6, {"b", "c", "d"})))) ==
        std::vector<std::string>{"c", "d"});
  CHECK(pager.report().duplicates == 2);
  CHECK(pager.report().drift);
  CHECK(pager.report().items == 4);
}

TEST_CASE("pager: items without a key are never duplicates") {
  eas_walker pager({});
  (void)asked(pager);
  CHECK(page_of(pager.take(eas_response(1, 100, 3, {"", "", ""}))).items.size() == 3);
  CHECK(nothing_is_missing(pager.report()));
}

TEST_CASE("pager: a response without a list is not an empty page, unless it says that there are no items") {
  const auto taken = [](list_state list, std::optional<std::int64_t> total) {
    eas_walker pager({});
    (void)asked(pager);
    auto answer = eas_response(1, 100, total, {});
    answer.list = list;
    return pager.take(std::move(answer)).index() == 0;
  };
  CHECK(taken(list_state::missing, 0));
  CHECK(taken(list_state::null, 0));
  CHECK_FALSE(taken(list_state::missing, 5));
  CHECK_FALSE(taken(list_state::missing, std::nullopt));
  CHECK_FALSE(taken(list_state::null, std::nullopt));
  const auto by_marker = [](list_state list, std::optional<bool> truncated) {
    qianfan_walker pager({});
    (void)asked(pager);
    auto answer = qianfan_response({}, truncated, std::nullopt);
    answer.list = list;
    return pager.take(std::move(answer)).index() == 0;
  };
  CHECK(by_marker(list_state::null, false));
  CHECK_FALSE(by_marker(list_state::missing, false));
  CHECK_FALSE(by_marker(list_state::null, std::nullopt));
}

namespace {

/// Accepts a page with the ids first to last of a list of `total`.
roster::page<eas::service> take_eas(eas_walker& pager, std::int64_t number, std::int64_t size,
                                    std::int64_t total, int first, int last) {
  std::vector<std::string> all;
  for (int id = first; id <= last; ++id) all.push_back(std::to_string(id));
  (void)asked(pager);
  return page_of(pager.take(eas_response(number, size, total, all)));
}

std::vector<std::int64_t> numbers_of(const std::vector<roster::detail::page_cursor>& cursors) {
  std::vector<std::int64_t> out;
  for (const auto& cursor : cursors) out.push_back(cursor.number);
  return out;
}

}  // namespace

TEST_CASE("pager: predicts pages up to the total, the demand and the limit after the first page") {
  using all = std::vector<std::int64_t>;
  eas_walker pager({.page_size = 10});
  CHECK(numbers_of(pager.likely(8, unlimited)) == all{1});
  take_eas(pager, 1, 10, 45, 1, 10);
  CHECK(numbers_of(pager.likely(8, unlimited)) == all{2, 3, 4, 5});
  CHECK(numbers_of(pager.likely(2, unlimited)) == all{2, 3});
  CHECK(numbers_of(pager.likely(8, 20)) == all{2, 3});
  CHECK(numbers_of(pager.likely(8, 21)) == all{2, 3, 4});
  CHECK(numbers_of(pager.likely(8, 0)).empty());
  take_eas(pager, 2, 10, 45, 11, 20);
  CHECK(numbers_of(pager.likely(8, unlimited)) == all{3, 4, 5});
  eas_walker short_one({});
  take_eas(short_one, 1, 100, 2, 1, 2);
  CHECK(short_one.likely(8, unlimited).empty());
}

TEST_CASE("pager: by token, predicts the page after a response before accepting it") {
  qianfan_walker pager({});
  (void)asked(pager);
  CHECK(pager.likely(8, unlimited).size() == 1);
  const auto led_to = [&](const roster::detail::list_page<qianfan::describe_services>& came,
                          roster::demand wanted) {
    const auto next = pager.follower(came, wanted);
    return next ? next->token + '/' + std::to_string(next->size) : "nothing";
  };
  CHECK(led_to(qianfan_response({"a"}, true, "m"), unlimited) == "m/100");
  CHECK(led_to(qianfan_response({"a"}, true, "m"), 8) == "m/7");
  CHECK(led_to(qianfan_response({"a"}, true, "m"), 1) == "nothing");
  CHECK(led_to(qianfan_response({"a"}, false, "m"), unlimited) == "nothing");
  CHECK(led_to(qianfan_response({"a"}, true, ""), unlimited) == "nothing");
  (void)page_of(pager.take(qianfan_response({"a"}, true, "m")));
  (void)page_of(pager.take(qianfan_response({"b"}, true, "n")));
  CHECK(led_to(qianfan_response({"c"}, true, "m"), unlimited) == "nothing");  // a cycle
}

TEST_CASE("pager: resumes after the items that precede the checkpoint") {
  eas_walker first({.page_size = 3});
  CHECK(first.position() == roster::checkpoint{});
  take_eas(first, 1, 3, 8, 1, 3);
  const auto second_page = take_eas(first, 2, 3, 8, 4, 6);
  const auto inside = second_page.position(2);
  CHECK(inside == roster::checkpoint{.at = roster::checkpoint::where::page,
                                     .cursor = {.number = 2, .size = 3},
                                     .before = 3,
                                     .index = 2});
  eas_walker second({.page_size = 3});
  second.resume(inside);
  CHECK(asked(second).page_number == 2);
  const auto page = page_of(second.take(eas_response(2, 3, 8, {"4", "5", "6"})));
  CHECK(ids(page) == std::vector<std::string>{"6"});
  CHECK(page.position(0) == inside);
  CHECK(page.position(1) == second.position());
  CHECK(asked(second).page_number == 3);
  CHECK(ids(page_of(second.take(eas_response(3, 3, 8, {"7", "8"})))) == std::vector<std::string>{"7", "8"});
  CHECK(is_done(second));
  CHECK(nothing_is_missing(second.report()));
  CHECK(second.report().items == 3);
  CHECK(second.position().at == roster::checkpoint::where::end);
  eas_walker third({.page_size = 3});
  third.resume(second.position());
  CHECK(is_done(third));
}

TEST_CASE("pager: a checkpoint after a page whose size was clamped silently loses no items") {
  eas_walker first({});
  take_eas(first, 1, 100, 120, 1, 50);
  take_eas(first, 2, 100, 120, 51, 100);
  eas_walker second({});
  second.resume(first.position());
  CHECK(asked(second).page_number == 3);
  CHECK(page_of(second.take(eas_response(3, 100, 120, std::vector<std::string>(20, "")))).items.size() == 20);
  CHECK(is_done(second));
  CHECK(nothing_is_missing(second.report()));
}

TEST_CASE("pager: dropped duplicates do not shift positions in their page") {
  eas_walker pager({.page_size = 3});
  take_eas(pager, 1, 3, 7, 1, 3);
  (void)asked(pager);
  const auto page = page_of(pager.take(eas_response(2, 3, 7, {"3", "4", "5"})));
  CHECK(ids(page) == std::vector<std::string>{"4", "5"});
  CHECK(page.position(0).index == 1);
  CHECK(page.position(1).index == 2);
}

TEST_CASE("pager: a page with fewer items than at the checkpoint is reported as drift") {
  eas_walker pager({});
  pager.resume({.at = roster::checkpoint::where::page, .cursor = {.number = 1, .size = 100}, .index = 3});
  (void)asked(pager);
  CHECK(page_of(pager.take(eas_response(1, 100, 2, {"a", "b"}))).items.empty());
  CHECK(pager.report().drift);
  CHECK(pager.report().note == "the page at which the listing was resumed has fewer items than before");
}

namespace {

struct note {
  std::string text{};
};
struct notes_query {
  std::optional<std::string> after{};
};
struct notes {
  std::vector<note> list{};
  std::optional<std::string> next{};
};
struct list_notes {
  using request = notes_query;
  using response = notes;
  static constexpr auto target = roster::get("/notes");
  static constexpr auto items = roster::path<&notes::list>;
  static constexpr auto paging =
      roster::by_token{.send = &notes_query::after, .next = roster::path<&notes::next>};
};

}  // namespace

TEST_CASE("pager: max_items counts delivered items, with and without keys, after a checkpoint") {
  roster::detail::pager<list_notes> pager({}, {}, 3);
  const auto respond = [](std::string next) {
    roster::detail::list_page<list_notes> out;
    out.rest.next = std::move(next);
    out.items.resize(2);
    out.list = list_state::present;
    return out;
  };
  CHECK(pager.take((asked(pager), respond("a"))).index() == 0);
  auto stuck = pager.take((asked(pager), respond("b")));
  REQUIRE(stuck.index() == 1);
  CHECK(std::get<1>(stuck).condition == errc::too_large);
  CHECK(std::get<1>(stuck).message == "more than 3 items, the limit of max_items");
  CHECK(pager.report().items == 2);

  roster::detail::pager<list_notes> resumed({}, {}, 3);
  resumed.resume({.at = roster::checkpoint::where::page, .cursor = {.token = "a"}, .index = 1});
  CHECK(resumed.take((asked(resumed), respond("b"))).index() == 0);
  CHECK(resumed.take((asked(resumed), respond("c"))).index() == 0);
  CHECK(resumed.report().items == 3);
  CHECK(resumed.take((asked(resumed), respond("d"))).index() == 1);

  eas_walker keyed({.page_size = 2}, {}, 3);
  asked(keyed);
  CHECK(keyed.take(eas_response(1, 2, 3, {"a", "b"})).index() == 0);
  asked(keyed);
  CHECK(page_of(keyed.take(eas_response(2, 2, 3, {"b", "c"}))).items.size() == 1);
}
