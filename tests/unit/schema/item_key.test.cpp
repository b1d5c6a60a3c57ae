// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/operation_traits.hpp>
#include <string>

namespace {

struct identity {
  std::string id{};
};
struct model {
  std::optional<identity> meta{};
};

}  // namespace

template <>
inline constexpr auto roster::detail::key_of_item<model> = roster::path<&model::meta, &identity::id>;

TEST_CASE("item_key: returns the key that the schema declares") {
  constexpr roster::detail::item_key key;
  CHECK(key(model{identity{"m-1"}}) == "m-1");
  CHECK(key(model{}).empty());
  CHECK(key(roster::eas::service{.service_id = "eas-m-1"}) == "eas-m-1");
  CHECK(key(roster::qianfan::service{.service_id = "svco-1"}) == "svco-1");
}
