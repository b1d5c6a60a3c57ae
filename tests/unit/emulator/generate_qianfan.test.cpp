// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/data/generate_qianfan.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <set>

using namespace roster;

TEST_CASE("generate_qianfan: equal seeds give equal services, different seeds different ones") {
  CHECK(emulator::generate_qianfan(100, 1) == emulator::generate_qianfan(100, 1));
  CHECK(emulator::generate_qianfan(100, 1) != emulator::generate_qianfan(100, 2));
  CHECK(emulator::generate_qianfan(0, 1).empty());
}

TEST_CASE("generate_qianfan: ids, names and creation times are unique, and the oldest service is first") {
  const auto services = emulator::generate_qianfan(10'000, 1);
  std::set<std::string> ids;
  std::set<std::string> names;
  for (std::size_t i = 0; i < services.size(); ++i) {
    ids.insert(services[i].service_id);
    names.insert(services[i].name);
    REQUIRE(services[i].create_time.seconds());
    if (i > 0) REQUIRE(*services[i - 1].create_time.seconds() < *services[i].create_time.seconds());
  }
  CHECK(ids.size() == services.size());
  CHECK(names.size() == services.size());
}

TEST_CASE("generate_qianfan: splits the services between both protocol versions") {
  for (const std::size_t count : {1U, 2U, 99U, 100U}) {
    std::size_t second = 0;
    for (const auto& s : emulator::generate_qianfan(count, 3)) second += s.protocol_version == 2 ? 1U : 0U;
    CHECK(second == count / 2);
  }
}

TEST_CASE(
    "generate_qianfan: every optional member is present in some service, and all but two are absent in "
    "some") {
  const auto services = emulator::generate_qianfan(1000, 5);
  std::set<std::string> always;
  for_each_field<qianfan::service>([&](auto i) {
    using type = detail::field_type<qianfan::service, i>;
    if constexpr (detail::kind_of<type> == detail::kind::optional ||
                  detail::kind_of<type> == detail::kind::flag) {
      std::size_t there = 0;
      for (const auto& s : services) there += detail::field_at<i>(s).has_value() ? 1U : 0U;
      CAPTURE(std::string(member_name<qianfan::service, i>));
      CHECK(there > 0);
      if (there == services.size()) always.insert(std::string(member_name<qianfan::service, i>));
    }
  });
  CHECK(always == std::set<std::string>{"protocol_version", "service_type"});
}

TEST_CASE("generate_qianfan: includes the vendor's unusual values") {
  bool both_pays = false;
  bool odd_type = false;
  bool half = false;
  for (const auto& s : emulator::generate_qianfan(500, 5)) {
    both_pays = both_pays || s.pay_type == "Prepay,Postpay";
    odd_type = odd_type || (s.resource_config && s.resource_config->type == "GPU-1-1");
    half = half || (s.resource_config && s.resource_config->qps == 0.5);
  }
  CHECK(both_pays);
  CHECK(odd_type);
  CHECK(half);
}
