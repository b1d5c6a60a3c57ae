// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <secrets/freed_memory.hpp>

using roster::secret;
using roster_test::freed_memory;

namespace {

constexpr std::string_view long_text = "planted-secret-that-is-long-enough-for-the-heap";
constexpr std::string_view short_text = "planted-sso";

}  // namespace

static_assert(std::is_nothrow_move_constructible_v<secret> && std::is_nothrow_move_assignable_v<secret>);

TEST_CASE("secret: no freed memory holds the text (fault 207)") {
  for (const auto text : {long_text, short_text}) {
    CAPTURE(text);
    const freed_memory memory({text});
    std::make_unique<secret>(text).reset();  // destroyed, in a separate block
    {
      const auto one = std::make_unique<secret>(text);
      *one = secret("something else");
      *one = secret(text);
      const auto other = std::make_unique<secret>("another text that is long enough for the heap");
      *one = *other;
    }
    {
      const auto one = std::make_unique<secret>(text);
      const auto other = std::make_unique<secret>(std::move(*one));
      *one = std::move(*other);
      CHECK(one->reveal() == text);
      CHECK(other->empty());  // NOLINT(bugprone-use-after-move): it is specified to be empty
    }
    {
      const auto taken = std::make_unique<std::string>(text);
      const secret one(std::move(*taken));
      roster::detail::wipe(*taken);
    }
    std::vector<secret> many;  // moved to a larger block four times
    for (int i = 0; i < 9; ++i) many.emplace_back(text);
    many.erase(many.begin());
    many.clear();
    many.shrink_to_fit();
    std::make_unique<std::optional<roster::credentials>>(
        roster::credentials{.access_key_id = "id", .access_key_secret = secret(text)})
        .reset();
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}

TEST_CASE("secret: self-assignment changes nothing") {
  secret one(long_text);
  secret& same = one;
  one = same;
  CHECK(one.reveal() == long_text);
  one = std::move(same);
  CHECK(one.reveal() == long_text);
}

TEST_CASE("append_secret: no block freed by a growing text holds the text") {
  const freed_memory memory({long_text});
  std::string text(long_text);
  for (int i = 0; i < 100; ++i) roster::detail::append_secret(text, "more and more");
  CHECK(text.starts_with(long_text));
  CHECK(text.size() == long_text.size() + 100 * 13);
  roster::detail::wipe(text);
  text = std::string();
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE(
    "headers: no freed memory holds the value of a field that was erased, replaced, moved or destroyed "
    "(fault 207)") {
  for (const auto text : {long_text, short_text}) {
    CAPTURE(text);
    const freed_memory memory({text});
    {
      roster::http::headers list{{"host", "h"}};
      for (int i = 0; i < 40; ++i) {  // the list moves to larger blocks
        list.add("x-token", std::string(text));
        list.set("x-name-" + std::to_string(i), std::string(text));
      }
      list.set("X-Token", "none");
      CHECK(list.size() == 42);
      list.set("x-token", std::string(text));
      list.erase("x-name-7");
      list.erase("host");
      const auto copy = std::make_unique<roster::http::headers>(list);
      const auto moved = std::make_unique<roster::http::headers>(std::move(list));
      CHECK(moved->get("x-token") == text);
      *copy = *moved;
      *moved = std::move(*copy);
      CHECK(moved->size() == 40);
    }
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}
