// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/emulator/data/generate_eas.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <set>

using namespace roster;

namespace {

template <class T>
bool is_there(const T& member) {
  if constexpr (detail::kind_of<T> == detail::kind::optional || detail::kind_of<T> == detail::kind::flag)
    return member.has_value();
  else if constexpr (detail::kind_of<T> == detail::kind::unknown)
    return !member.list.empty();
  else
    return !member.empty();
}

/// Checks that every optional member is present in one of the objects and absent in another.
template <class T>
void check_variety(const std::vector<T>& all) {
  for_each_field<T>([&](auto i) {
    using type = detail::field_type<T, i>;
    CAPTURE(std::string(member_name<T, i>));
    std::size_t there = 0;
    for (const T& one : all) there += is_there(detail::field_at<i>(one)) ? 1U : 0U;
    if constexpr (detail::kind_of<type> == detail::kind::optional ||
                  detail::kind_of<type> == detail::kind::flag || detail::kind_of<type> == detail::kind::list)
      CHECK(there > 0);
  });
}

}  // namespace

TEST_CASE("generate_eas: equal seeds give equal services, different seeds different ones") {
  CHECK(emulator::generate_eas(100, 1) == emulator::generate_eas(100, 1));
  CHECK(emulator::generate_eas(100, 1) != emulator::generate_eas(100, 2));
  CHECK(emulator::generate_eas(0, 1).empty());
}

TEST_CASE("generate_eas: ids, names and creation times are unique, and the newest service is first") {
  for (const std::uint64_t seed : {0U, 1U, 42U}) {
    const auto records = emulator::generate_eas(10'000, seed);
    std::set<std::string> ids;
    std::set<std::string> names;
    for (std::size_t i = 0; i < records.size(); ++i) {
      ids.insert(records[i].service.service_id);
      names.insert(records[i].service.service_name);
      REQUIRE(records[i].service.create_time.seconds());
      if (i > 0)
        REQUIRE(*records[i].service.create_time.seconds() < *records[i - 1].service.create_time.seconds());
    }
    CHECK(ids.size() == records.size());
    CHECK(names.size() == records.size());
  }
}

TEST_CASE("generate_eas: 1000 services have every member, every status and every attribute") {
  const auto records = emulator::generate_eas(1000, 5);
  std::vector<eas::service> services;
  std::vector<emulator::detail::eas_attributes> attributes;
  std::set<std::string> statuses;
  std::set<std::string> types;
  std::set<std::string> resources;
  for (const auto& r : records) {
    services.push_back(r.service);
    attributes.push_back(r.attributes);
    statuses.insert(std::string(r.service.status.text()));
    types.insert(std::string(r.attributes.service_type->text()));
    resources.insert(std::string(r.attributes.resource_type->text()));
  }
  check_variety(services);
  check_variety(attributes);
  CHECK(statuses.size() == open_enum<eas::service_status>::table().size());
  CHECK(types.size() == open_enum<eas::service_type>::table().size());
  CHECK(resources.size() == open_enum<eas::resource_type>::table().size());
}

TEST_CASE("generate_eas: most optional members are absent in some service") {
  const auto records = emulator::generate_eas(1000, 5);
  std::set<std::string> always;
  for_each_field<eas::service>([&](auto i) {
    using type = detail::field_type<eas::service, i>;
    if constexpr (detail::kind_of<type> == detail::kind::optional ||
                  detail::kind_of<type> == detail::kind::flag) {
      bool all = true;
      for (const auto& r : records) all = all && is_there(detail::field_at<i>(r.service));
      if (all) always.insert(std::string(member_name<eas::service, i>));
    }
  });
  CHECK(always == std::set<std::string>{"access_token", "caller_uid", "cpu", "current_version", "image",
                                        "memory", "total_instance"});
}

TEST_CASE("generate_eas: the instance counts add up to the total") {
  for (const auto& r : emulator::generate_eas(500, 9)) {
    const auto& s = r.service;
    if (!s.running_instance || !s.pending_instance) continue;
    CHECK(*s.running_instance + *s.pending_instance == *s.total_instance);
  }
}
