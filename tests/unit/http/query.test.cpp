// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <roster/http/url.hpp>
#include <string>

namespace http = roster::http;
using http::detail::encode_query;
using http::detail::parse_query;
using http::detail::query_list;

TEST_CASE("query: sorts by name, then by value, and encodes both") {
  CHECK(encode_query({}) == "");
  CHECK(encode_query({{"PageSize", "100"}, {"PageNumber", "1"}}) == "PageNumber=1&PageSize=100");
  CHECK(encode_query({{"a", "2"}, {"a", "1"}, {"a", ""}}) == "a=&a=1&a=2");
  CHECK(encode_query({{"text10", "x"}, {"text1", "y"}}) == "text1=y&text10=x");
  CHECK(encode_query({{"b", ""}, {"C", "d"}, {"A", ""}}) == "A=&C=d&b=");
  CHECK(encode_query({{"Filter", "a b+c~d*e"}}) == "Filter=a%20b%2Bc~d%2Ae");
  CHECK(encode_query({{"", ""}, {"k e/y", "&=#"}}) == "=&k%20e%2Fy=%26%3D%23");
}

TEST_CASE("query: parses any order and encoding") {
  CHECK(parse_query("") == query_list{});
  CHECK(parse_query("z=1&a=b+c%2B&q") == query_list{{"z", "1"}, {"a", "b c+"}, {"q", ""}});
  CHECK(parse_query("a=b=c&Filter=*!'()~") == query_list{{"a", "b=c"}, {"Filter", "*!'()~"}});
  CHECK(parse_query("=&Action=x") == query_list{{"", ""}, {"Action", "x"}});
}

TEST_CASE("query: keeps empty parameters") {
  CHECK(parse_query("&") == query_list{{"", ""}, {"", ""}});
  CHECK(parse_query("a=1&&b=2&") == query_list{{"a", "1"}, {"", ""}, {"b", "2"}, {"", ""}});
}

TEST_CASE("query: rejects an invalid escape in a name or a value") {
  for (const auto* text : {"%", "a=%", "a=%zz", "%4=1", "a=1&b=%4"})
    CHECK_MESSAGE(!parse_query(text), std::string(text));
}

TEST_CASE("query: parsing is the inverse of encoding, and the encoding is canonical") {
  std::mt19937 random(2);
  for (int i = 0; i < 1000; ++i) {
    query_list list(random() % 6);
    for (auto& [name, value] : list)
      for (auto* text : {&name, &value}) {
        text->resize(random() % 5);
        for (char& c : *text) c = random() % 4 == 0 ? static_cast<char>(random()) : "ab&=+% *"[random() % 8];
      }
    const std::string encoded = encode_query(list);
    auto parsed = parse_query(encoded);
    REQUIRE(parsed);
    CHECK(encode_query(*parsed) == encoded);
    std::sort(parsed->begin(), parsed->end());
    std::sort(list.begin(), list.end());
    CHECK(*parsed == list);
    std::shuffle(list.begin(), list.end(), random);
    CHECK(encode_query(list) == encoded);
  }
}

TEST_CASE("for_each_parameter: the parameters joined with '&' are the query") {
  for (const std::string_view query :
       {"", "&", "a", "a=", "=b", "a=1&b", "&&a=1&", "a==&=", "a%3D1&%", "a=1&a=1"}) {
    std::string joined;
    std::size_t count = 0;
    http::detail::for_each_parameter(query, [&](const http::detail::query_parameter& one) {
      joined.append(count++ == 0 ? "" : "&").append(one.text);
      CHECK(std::string(one.name) + (one.has_value ? "=" : "") + std::string(one.value) == one.text);
      CHECK(one.name.find('=') == std::string_view::npos);
      if (!one.has_value) CHECK(one.value == "");
    });
    CHECK(joined == query);
  }
}

TEST_CASE("decode_parameter: returns text with an invalid escape unchanged") {
  CHECK(http::detail::decode_parameter("a%3Db+c") == "a=b c");
  CHECK(http::detail::decode_parameter("100%+1") == "100%+1");
  CHECK(http::detail::decode_parameter("") == "");
}
