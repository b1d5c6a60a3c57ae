// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/paging/detail/link_header.hpp>
#include <string>

using roster::detail::next_link;

namespace {

std::string next_of(std::string value) {
  return next_link({{"link", std::move(value)}}).target.value_or("-");
}

}  // namespace

TEST_CASE("link_header: finds the next page among several links and relation types") {
  CHECK(next_of(R"(<https://a.example/?page=2>; rel="next")") == "https://a.example/?page=2");
  CHECK(next_of(R"(</v2/_catalog?last=b&n=2>; rel="next")") == "/v2/_catalog?last=b&n=2");
  CHECK(next_of(R"(<a>; rel="prev first", <b>; title="x, <c>; rel=next"; rel="last NEXT", <d>; rel=next)") ==
        "b");
  CHECK(next_of("<a>;rel=next") == "a");
  CHECK(next_of("<a> ; REL = \"next\"") == "a");
  CHECK(next_of(R"(<a>; title="\"quoted\""; rel="next")") == "a");
  CHECK(next_of("<a,b;c>; rel=next") == "a,b;c");
  CHECK(next_of("<>; rel=next").empty());
  CHECK(next_link({{"Link", "<a>; rel=prev"}, {"LINK", "<b>; rel=next"}}).target == "b");
}

TEST_CASE("link_header: is absent without a link to the next page") {
  for (const char* value : {"", " ", ",", "<a>", "<a>; rel=prev", "<a>; rel=\"prev\"; rel=next", ", ,",
                            "<a>; rel=\"nextpage\"", "<a>; title=next", "<a>; rel", "<a>; rel="})
    CHECK_MESSAGE((next_of(value) == "-" && !next_link({{"link", value}}).malformed), value);
  CHECK(!next_link({}).target);
  CHECK(!next_link({{"x-link", "<a>; rel=next"}}).target);
}

TEST_CASE("link_header: is malformed if a link is that, and no other one is to the next page") {
  for (const char* value : {"<<<>>>", "<<<>>>; rel=next", "<a>b; rel=next", "a; rel=next", "<a; rel=next",
                            "nonsense", "<a>; rel=prev, <b", "<a, <b>; rel=prev", "<"}) {
    CHECK_MESSAGE(next_link({{"link", value}}).malformed, value);
    CHECK_MESSAGE(next_of(value) == "-", value);
    CHECK(next_link({{"link", "<a>; rel=prev"}, {"link", value}}).malformed);
  }
}

TEST_CASE("link_header: any text ends, and a damaged link does not hide the next one") {
  CHECK(next_of("<a, <b>; rel=next") == "b");
  CHECK(next_of("<<<>>>, <b>; rel=next") == "b");
  CHECK_FALSE(next_link({{"link", "nonsense, <b>; rel=next"}}).malformed);
  CHECK_FALSE(next_link({{"link", "nonsense"}, {"link", "<b>; rel=next"}}).malformed);
  CHECK(next_of("nonsense, <b>; rel=next") == "b");
  std::mt19937 random(8288);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += "<>;,=\" \\renxt"[random() % 13];
    (void)next_of(text);
  }
}
