// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/faults/detail/fault_plan.hpp>

using namespace roster;

namespace {

/// Returns one letter for each request: the first letter of the kind that was applied to it, or '.' for none.
std::string meets(emulator::detail::fault_plan& plan, int requests, std::string_view vendor = "eas") {
  std::string out;
  for (int i = 1; i <= requests; ++i) {
    const auto met = plan.trigger({.vendor = vendor, .page = i});
    out += met ? emulator::name_of(met->kind)[0] : '.';
  }
  return out;
}

}  // namespace

TEST_CASE("fault_plan: a fault applies to the first request, once, by default") {
  emulator::detail::fault_plan plan;
  const auto number = plan.add({.kind = emulator::fault_kind::reset});
  CHECK(number == 0);
  CHECK(plan.hits(number) == 0);
  CHECK(meets(plan, 4) == "r...");
  CHECK(plan.hits(number) == 1);
  CHECK(plan.hits(17) == 0);
}

TEST_CASE("fault_plan: at and times select requests") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::reset, .at = 3, .times = 2});
  CHECK(meets(plan, 7) == "..rr...");
  CHECK(plan.hits(0) == 2);
  emulator::detail::fault_plan always;
  always.add({.kind = emulator::fault_kind::cut, .at = 2, .times = emulator::fault::always});
  CHECK(meets(always, 5) == ".cccc");
}

TEST_CASE("fault_plan: vendor and page select the requests that are counted") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::reset, .at = 2, .vendor = "qianfan"});
  CHECK(meets(plan, 3, "eas") == "...");
  CHECK(meets(plan, 3, "qianfan") == ".r.");
  emulator::detail::fault_plan paged;
  paged.add({.kind = emulator::fault_kind::reset, .times = 5, .page = 2});
  CHECK(meets(paged, 4) == ".r..");
  CHECK_FALSE(paged.trigger({.vendor = "eas"}));
  CHECK(paged.hits(0) == 1);
}

TEST_CASE("fault_plan: the first fault that is due applies, and the next one applies later") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::throttle, .times = 2});
  plan.add({.kind = emulator::fault_kind::status, .times = 1});
  CHECK(meets(plan, 5) == "tts..");
  CHECK(plan.hits(0) == 2);
  CHECK(plan.hits(1) == 1);
}

TEST_CASE("fault_plan: a fault that is added later counts from then on") {
  emulator::detail::fault_plan plan;
  CHECK(meets(plan, 3) == "...");
  plan.add({.kind = emulator::fault_kind::denied, .at = 2});
  CHECK(meets(plan, 3) == ".d.");
}

TEST_CASE("fault_plan: account and region select the requests that are counted") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::reset, .at = 2, .account = "a", .region = "x"});
  const auto meets_it = [&](std::string_view account, std::string_view region) {
    return plan.trigger({.vendor = "eas", .account = account, .region = region, .page = 1}).has_value();
  };
  CHECK_FALSE(meets_it("a", "x"));
  CHECK_FALSE(meets_it("a", "y"));
  CHECK_FALSE(meets_it("b", "x"));
  CHECK(meets_it("a", "x"));
  CHECK_FALSE(plan.trigger({.vendor = "qianfan", .account = "a", .region = "x", .page = 1}));
}

TEST_CASE("fault_plan: an anomaly applies only to an accepted page request of its vendor") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::no_total});
  CHECK_FALSE(plan.trigger({.vendor = "qianfan", .page = 1}));
  CHECK_FALSE(plan.trigger({.vendor = "eas"}));
  CHECK(plan.trigger({.vendor = "eas", .page = 1}));
}

TEST_CASE("fault_plan: rejects faults that can never apply") {
  emulator::detail::fault_plan plan;
  CHECK_THROWS_WITH(plan.add({.kind = emulator::fault_kind::delay}),
                    "invalid fault delay: delay requires wait-ms");
  CHECK_THROWS_WITH(plan.add({.kind = emulator::fault_kind::no_total, .vendor = "qianfan"}),
                    "invalid fault no-total: no-total applies only to eas");
  CHECK_THROWS_WITH(plan.add({.kind = emulator::fault_kind::page_size}),
                    "invalid fault page-size: page-size requires a size of at least 1");
}

TEST_CASE("fault_plan: connections and requests are counted separately") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::connection, .at = 2});
  plan.add({.kind = emulator::fault_kind::reset, .at = 2});
  CHECK(meets(plan, 1) == ".");
  CHECK_FALSE(plan.trigger({.connection = true}));
  CHECK(plan.trigger({.connection = true})->kind == emulator::fault_kind::connection);
  CHECK(meets(plan, 2) == "r.");
  CHECK_FALSE(plan.trigger({.connection = true}));
  CHECK(plan.hits(0) == 1);
  CHECK(plan.hits(1) == 1);
}

TEST_CASE("fault_plan: TLS faults apply only to connections of servers that make their certificates") {
  emulator::detail::fault_plan plan;
  plan.add({.kind = emulator::fault_kind::tls, .tls = emulator::tls_fault::expired});
  CHECK(meets(plan, 1) == ".");
  CHECK_FALSE(plan.trigger({.connection = true}));
  CHECK(plan.hits(0) == 0);
  CHECK(plan.trigger({.connection = true, .makes_certificates = true})->tls == emulator::tls_fault::expired);
  CHECK(plan.hits(0) == 1);
}
