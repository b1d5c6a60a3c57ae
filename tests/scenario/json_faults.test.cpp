// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>
#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <roster/wire/detail/json_writer.hpp>
#include <string>
#include <string_view>
#include <support/served_pages.hpp>
#include <utility>
#include <vector>

// Listings whose second page is invalid JSON or does not match the schema: the items before it are delivered, nothing
// after it, and the failure names the position.

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
using roster::errc;
using roster_test::served_pages;
using namespace std::string_literals;

namespace {

const std::string first_page =
    R"({"RequestId":"r-1","Services":[{"ServiceId":"a"},{"ServiceId":"b"}],"PageNumber":1,
                                   "PageSize":2,"TotalCount":4})";

/// The second page with these items, or with this JSON instead of its list.
std::string page_with(const std::string& list) {
  return R"({"RequestId":"r-2","Services":)" + list + R"(,"PageNumber":2,"PageSize":2,"TotalCount":4})";
}
std::string page_of(const std::string& third, const std::string& fourth = R"({"ServiceId":"d"})") {
  return page_with("[" + third + "," + fourth + "]");
}

/// The outcome of a listing.
struct listed {
  std::vector<eas::service> items{};
  std::optional<roster::failure> failed{};
  roster::report report{};
  std::size_t served{};
};

listed list_to(const std::string& second) {
  served_pages setup({first_page, second});
  auto range = setup.eas().list_services({.page_size = 2});
  listed out;
  out.failed = setup.list(range, out.items);
  out.report = range.report();
  out.served = setup.served();
  return out;
}

/// Serves the second page and checks that it ends the listing after `attempts` attempts with this text.
void check_refused(const std::string& second, const std::string& text, std::size_t attempts = 1,
                   errc condition = errc::malformed_response) {
  const auto came = list_to(second);
  CHECK(came.served == 1 + attempts);
  CHECK(came.items.size() == 2);
  REQUIRE(came.failed);
  const std::string what = came.failed->what();
  CAPTURE(what);
  CHECK(came.failed->condition() == condition);
  CHECK(came.failed->details().page == 2);
  CHECK(came.failed->details().attempts == attempts);
  CHECK(what.find(text) != what.npos);
  CHECK(what.size() < 1000);
  CHECK(roster::detail::find_invalid_utf8(what) == what.npos);
}

/// Serves the second page once and checks that it is accepted and the list complete. Returns its third item.
eas::service taken(const std::string& second) {
  const auto came = list_to(second);
  CHECK(came.served == 2);
  if (came.failed) FAIL_CHECK(came.failed->what());
  REQUIRE(came.items.size() == 4);
  CHECK(came.report.complete());
  return came.items[2];
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// The peak memory of this process so far, in KB.
long peak_memory() {
  rusage used{};
  REQUIRE(getrusage(RUSAGE_SELF, &used) == 0);
  return used.ru_maxrss;
}

/// Runs a function on a thread with a stack of half a megabyte.
void run_on_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, 512UL * 1024) == 0);
  pthread_t thread{};
  const auto call = [](void* what) -> void* {
    (*static_cast<std::function<void()>*>(what))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, call, &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace

TEST_CASE(
    "listing: a page with invalid JSON is reported with the position, and none of it is delivered (fault "
    "80)") {
  const std::string good = page_of(R"({"ServiceId":"c","Gpu":1})");
  (void)taken(good);
  const auto with = [&](std::string_view instead) {
    std::string out = good;
    return out.replace(out.find(":1}"), 3, ':' + std::string(instead) + '}');
  };
  check_refused(good + "x",
                "not JSON: expected the end of input, found 'x' at byte " + std::to_string(good.size()));
  check_refused(good + good, "expected the end of input, found '{'");
  check_refused("\xEF\xBB\xBF" + good, "found a byte order mark at byte 0");
  check_refused("\xFF\xFE{\0\"\0"s, "found byte 0xff at byte 0");
  check_refused(with("False"), "Services[0].Gpu: not JSON: expected a value, found 'F'");
  check_refused(with("NaN"), "Services[0].Gpu: not JSON: expected a value, found 'N'");
  check_refused(with("1/* one */"), "Services[0]: not JSON: expected ',' or '}', found '/'");
  check_refused(with("1,"), "Services[0]: not JSON: expected a member name in quotes, found '}'");
  check_refused(with("'1'"), "Services[0].Gpu: not JSON: expected a value, found '''");
  check_refused("", "protocol error: empty body", 1, errc::protocol);
  check_refused(" \r\n\t ", "protocol error: empty body", 1, errc::protocol);
}

TEST_CASE("listing: a truncated page is retried, and never accepted as a shorter one (fault 80)") {
  const std::string good = page_of(R"({"ServiceId":"c","Gpu":1})");
  for (std::size_t size = 1; size < good.size(); size += 7)
    check_refused(good.substr(0, size), "not JSON", 4);
}

TEST_CASE("listing: a response that is not an object is reported (fault 81)") {
  check_refused("[]", "expected an object, found a list at byte 0");
  check_refused("null", "expected an object, found null at byte 0");
  check_refused("\"Services\"", "expected an object, found \"Services\" (a string) at byte 0");
}

TEST_CASE("listing: 100,000 levels of nesting are rejected with constant stack use (fault 82)") {
  run_on_small_stack([] {
    for (const std::string open : {"[", R"({"New":)"}) {
      const std::string deep = repeated(open, 100'000);
      check_refused(deep, "expected at most 64 levels of nesting, found more", 1, errc::too_large);
      check_refused(page_of(R"({"ServiceId":"c","New":)" + deep),
                    "expected at most 64 levels of nesting, found more", 1, errc::too_large);
    }
  });
}

TEST_CASE("listing: text that is not UTF-8 is never delivered (fault 83)") {
  const auto named = [](const std::string& text) {
    return page_of(R"({"ServiceId":"c","ServiceName":")" + text + "\"}");
  };
  const std::string where = "Services[0].ServiceName: not JSON: expected ";
  for (const char* bad :
       {"\xFF", "\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD"})
    check_refused(named(bad), where + "UTF-8");
  check_refused(named(R"(\ud800)"), where + "a low surrogate");
  check_refused(named(R"(\udc00x)"), where + "a high surrogate");
  for (const auto& control : {"\0"s, "\n"s, "\x1F"s}) check_refused(named(control), where + "an escape");
  check_refused(page_of("{\"ServiceId\":\"c\",\"New\":\"\xFF\"}"),
                "Services[0].New: not JSON: expected UTF-8");
  CHECK(taken(named(R"(\ud83d\ude00\u0000)")).service_name == "😀\0"s);
}

TEST_CASE("listing: a number out of range is reported, never infinite and never wrapped (fault 84)") {
  const auto with = [](const std::string& number) {
    return page_of(R"({"ServiceId":"c","Gpu":)" + number + "}");
  };
  for (const auto& number :
       {"1e400"s, "9223372036854775808"s, "-9223372036854775809"s, std::string(100'000, '9')})
    check_refused(with(number),
                  "Services[0].Gpu: expected an integer from -9223372036854775808 to 9223372036854775807");
  check_refused(with("1.5"), "Services[0].Gpu: expected an integer, found 1.5 (a number)");
  CHECK(taken(with("9223372036854775807")).gpu == 9223372036854775807);
  CHECK(taken(with("1" + std::string(100'000, '0') + "e-100000")).gpu == 1);
  CHECK(taken(page_of(R"({"ServiceId":"c","ServiceName":1e400,"New":1e400})")).service_name == "1e400");

  served_pages setup({R"({"result":{"serviceList":[{"serviceId":"a","deploymentConfig":{"qps":1e400}}],
                          "pageInfo":{"isTruncated":false}}})"});
  auto range = setup.qianfan().describe_services();
  std::vector<qianfan::service> items;
  const auto failed = setup.list(range, items);
  REQUIRE(failed);
  CHECK(std::string(failed->what())
            .find("serviceList[0].deploymentConfig.qps: expected a number in the range of the type") !=
        std::string::npos);
  CHECK(setup.served() == 1);
}

TEST_CASE(
    "listing: repeated members are rejected outside the items; inside an item the last one counts (fault "
    "85)") {
  check_refused(R"({"Services":[{"ServiceId":"c"},{"ServiceId":"d"}],"Services":[],"TotalCount":4})",
                "Services: expected one occurrence of this member, found a duplicate");
  check_refused(R"({"TotalCount":4,"Services":[{"ServiceId":"c"},{"ServiceId":"d"}],"TotalCount":2})",
                "TotalCount: expected one occurrence of this member, found a duplicate");
  const auto item = taken(page_of(R"({"ServiceId":"x","Gpu":1,"ServiceId":"c","Gpu":2})"));
  CHECK(item.service_id == "c");
  CHECK(item.gpu == 2);
}

TEST_CASE("listing: huge members are accepted, too many are rejected, in little time and memory (fault 86)") {
  const auto began = std::clock();
  const auto peak = peak_memory();
  const auto members = [](std::size_t count, const std::string& name) {
    std::string out = R"({"ServiceId":"c")";
    for (std::size_t i = 0; i < count; ++i) out += ",\"" + name + std::to_string(i) + "\":0";
    return out + '}';
  };
  check_refused(page_of(members(200'000, "k")), "Services[0]: expected at most 10000 members, found more", 1,
                errc::too_large);
  // similar names, whatever the hash
  CHECK(taken(page_of(members(9'000, "ServiceName"))).unknown.list.size() == 9'000);
  const std::string long_text(6'000'000, 'x');
  CHECK(taken(page_of(R"({"ServiceId":"c","ServiceName":")" + long_text + "\"}")).service_name == long_text);
  const std::string long_key(3'000'000, 'k');
  CHECK(taken(page_of("{\"ServiceId\":\"c\",\"" + long_key + "\":1}")).unknown.find(long_key) == "1");
  check_refused(page_of("{\"ServiceId\":\"c\",\"" + long_key + "\":\"\xFF\"}"), "not JSON: expected UTF-8");
  check_refused(page_with("[" + repeated(R"({"ServiceId":"c"},)", 100'000) + "{}]"),
                "response too large: Services: expected at most 10000 items", 1, errc::too_large);
  const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  CHECK(seconds < 20);                      // CPU time: a fraction of a second, more with sanitizers
  CHECK(peak_memory() - peak < 1'000'000);  // KB: far less, except with sanitizers
}

TEST_CASE("listing: unknown members and enum values are delivered unchanged (fault 87)") {
  const auto item = taken(page_of(R"({"New":{"a": [1, 2.50]},"ServiceId":"c","Status":"Hibernating"})"));
  CHECK(item.unknown.find("New") == R"({"a": [1, 2.50]})");
  CHECK(item.status.text() == "Hibernating");
  CHECK_FALSE(item.status.known());
}

TEST_CASE("listing: members that are missing or null are absent (fault 88)") {
  for (const char* rest :
       {"", R"(,"Gpu":null,"ServiceName":null,"Labels":null,"Status":null,"CreateTime":null)"}) {
    const auto item = taken(page_of(R"({"ServiceId":"c")" + std::string(rest) + "}"));
    CHECK_FALSE(item.gpu);
    CHECK(item.service_name == "");
    CHECK(item.labels.empty());
    CHECK(item.status.text() == "");
    CHECK_FALSE(item.create_time.seconds());
  }
  (void)taken(R"({"Services":[{"ServiceId":"c"},{"ServiceId":"d"}],"RequestId":null,"TotalCount":4})");
}

TEST_CASE(
    "listing: lossless conversions are accepted, any other type is reported without quoting the item (fault "
    "89)") {
  for (const char* number : {"1024", "1024.0", "1.024e3", "\"1024\""})
    CHECK(taken(page_of(R"({"ServiceId":"c","Memory":)" + std::string(number) + "}")).memory == 1024);
  CHECK(taken(page_of(R"({"ServiceId":1024})", R"({"ServiceId":"d"})")).service_id == "1024");
  for (const char* shape : {R"({"planted":1})", R"(["planted"])", "true", R"("many")", "\"\""})
    check_refused(
        page_of(R"({"ServiceId":"c","Gpu":2})", R"({"ServiceId":"d","Memory":)" + std::string(shape) + "}"),
        "Services[1].Memory: expected an integer, found ");
  check_refused(page_of(R"({"ServiceId":"c","Labels":{"k":"v"}})"),
                "Services[0].Labels: expected a list, found an object");
  check_refused(page_of(R"({"ServiceId":"c","AccessToken":true})"),
                "Services[0].AccessToken: expected a string, found a boolean");
  const auto failed =
      list_to(page_of(R"({"ServiceId":"c","Memory":{"planted":1},"AccessToken":"planted"})")).failed;
  CHECK(std::string(failed.value().what()).find("planted") == std::string::npos);
}

TEST_CASE("listing: JSON inside a string stays a string, whatever it contains (fault 90)") {
  const std::pair<const char*, std::string> texts[] = {
      {R"({\"a\":)", R"({"a":)"}, {"", ""}, {"not JSON", "not JSON"}, {R"(\u0000)", "\0"s}};
  for (const auto& [written, text] : texts) {
    CAPTURE(written);
    const auto item = taken(page_of(R"({"ServiceId":"c","ServiceConfig":")" + std::string(written) + "\"}"));
    CHECK(item.service_config == roster::json_text(text));
  }
}

TEST_CASE("listing: an item that is not an object, or has no id, is reported and never skipped (fault 91)") {
  for (const char* item : {"null", "[]", "\"c\"", "3"}) {
    check_refused(page_of(item), "Services[0]: expected an object, found ");
    check_refused(page_of(R"({"ServiceId":"c"})", item), "Services[1]: expected an object, found ");
  }
  for (const char* item : {"{}", R"({"ServiceName":"n"})", R"({"ServiceId":null})", R"({"ServiceId":""})"})
    check_refused(page_of(R"({"ServiceId":"c"})", item),
                  "missing item key: Services[1].ServiceId is absent or empty");
}

TEST_CASE("listing: a response without a list is reported, not treated as an empty page (fault 92)") {
  check_refused(R"({"RequestId":"r","PageNumber":2,"PageSize":2,"TotalCount":4})",
                "malformed response: missing list \"Services\"");
  check_refused(page_with("null"), "malformed response: list \"Services\" is null");
  check_refused(page_with(R"({"a":1})"), "Services: expected a list, found an object");
  check_refused(page_with("\"\""), "Services: expected a list, found \"\" (a string)");
  for (const char* result :
       {"null", "{}", R"({"serviceList":null})", R"({"serviceList":null,"pageInfo":{"isTruncated":true}})"}) {
    served_pages setup({R"({"requestId":"r","result":)" + std::string(result) + "}"});
    auto range = setup.qianfan().describe_services();
    std::vector<qianfan::service> items;
    const auto failed = setup.list(range, items);
    CAPTURE(result);
    REQUIRE(failed);
    CHECK(failed->condition() == errc::malformed_response);
    CHECK(std::string(failed->what()).find("list \"result") != std::string::npos);
    CHECK(setup.served() == 1);
  }
}

TEST_CASE("listing: documented irregular values are kept unchanged (fault 93)") {
  CHECK(taken(page_of(R"({"ServiceId":"c","ServiceUid":"eas-m-xxasdat\n"})")).service_uid ==
        "eas-m-xxasdat\n");
  for (const auto& [type, sent] : {std::pair{"Offline Task", "ServiceType=Offline%20Task"},
                                   std::pair{"OfflineTask", "ServiceType=OfflineTask"}}) {
    served_pages asked({R"({"Services":[],"TotalCount":0})"});
    auto range = asked.eas().list_services({.service_type = roster::open_enum<eas::service_type>(type)});
    CHECK(asked.all_of(range).empty());
    CHECK(asked.transport->requests.at(0).query.ends_with(sent));
  }
  served_pages setup(
      {R"({"result":{"serviceList":[{"serviceId":"a","chargeType":"","payType":"Prepay,Postpay"}],
                          "pageInfo":{"isTruncated":false}}})"});
  auto range = setup.qianfan().describe_services();
  const auto all = setup.all_of(range);
  REQUIRE(all.size() == 1);
  CHECK(all[0].charge_type.value().text() == "");
  CHECK(all[0].pay_type.value().text() == "Prepay,Postpay");
  CHECK(setup.served() == 1);
}
