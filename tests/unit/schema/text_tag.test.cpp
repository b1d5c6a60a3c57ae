// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/schema/detail/text_tag.hpp>
#include <string_view>

using roster::detail::find_tagged;
using roster::detail::text_tag;

TEST_CASE("text_tag: finds each known string, even among equal tags, and no other string") {
  constexpr std::array<std::string_view, 7> texts{"Running", "Stopped", "", "ab", "aab", "Running!", "ba"};
  std::array<unsigned char, texts.size()> tags{};
  for (std::size_t i = 0; i < texts.size(); ++i) tags[i] = text_tag(texts[i]);
  const auto find = [&](const auto& all, std::string_view text) {
    return find_tagged(all.data(), all.size(), text, [&](std::size_t i) { return texts[i] == text; });
  };
  std::array<unsigned char, texts.size()> alike{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(find(tags, texts[i]) == i);
    alike.fill(text_tag(texts[i]));
    CHECK(find(alike, texts[i]) == i);
    CHECK(find(alike, "Runnink") == texts.size());
  }
  CHECK(find(tags, "Runnink") == texts.size());
  CHECK(find_tagged(nullptr, 0, "a", [](std::size_t) { return true; }) == 0);
}
