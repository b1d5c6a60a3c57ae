// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/schema/detail/text_tag.hpp>
#include <string_view>
#include <vector>

using roster::detail::find_tagged;
using roster::detail::padded_tags;
using roster::detail::text_tag;

TEST_CASE("text_tag: finds each known string, even among equal tags, and no other string") {
  constexpr std::array<std::string_view, 11> texts{
      "Running", "Stopped",       "",     "ab",       "aab",           "Running!",
      "ba",      "a longer text", "four", "abcdefgh", "a longer texts"};
  for (std::size_t count = 0; count <= texts.size(); ++count) {
    std::vector<unsigned char> tags(padded_tags(count));
    for (std::size_t i = 0; i < count; ++i) tags[i] = text_tag(texts[i]);
    const auto find = [&](const auto& all, std::string_view text) {
      return find_tagged(all.data(), count, text, [&](std::size_t i) {
        REQUIRE(i < count);
        return texts[i];
      });
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CHECK(find(tags, texts[i]) == (std::min)(i, count));
      const std::vector<unsigned char> alike(padded_tags(count), text_tag(texts[i]));
      CHECK(find(alike, texts[i]) == (std::min)(i, count));
    }
    for (const std::string_view other : {"Runnink", "a longer tezt", "abcdefgi", "zbcdefgh", "Fo", "fouR"}) {
      CHECK(find(tags, other) == count);
      CHECK(find(std::vector<unsigned char>(padded_tags(count), text_tag(other)), other) == count);
    }
  }
}
