// SPDX-License-Identifier: BSL-1.0
// Decoding is the inverse of encoding.
#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <roster/eas/schema/service.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/parse.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <support/every_kind.hpp>

using every_kind::thing;

namespace {

/// Generates values of every kind; absent, empty, extreme and irregular values are as frequent as plain ones.
class maker {
 public:
  explicit maker(std::uint64_t seed) : random_(seed) {}

  template <class T>
  T make() {
    constexpr roster::detail::kind k = roster::detail::kind_of<T>;
    if constexpr (k == roster::detail::kind::text)
      return text();
    else if constexpr (k == roster::detail::kind::boolean)
      return chance(2);
    else if constexpr (k == roster::detail::kind::flag)
      return chance(3) ? roster::flag{} : roster::flag{chance(2)};
    else if constexpr (k == roster::detail::kind::integer)
      return integer<T>();
    else if constexpr (k == roster::detail::kind::real)
      return real<T>();
    else if constexpr (k == roster::detail::kind::open_enum)
      return chance(2) ? T(T::table()[below(T::table().size())].text) : T(text());
    else if constexpr (k == roster::detail::kind::secret || k == roster::detail::kind::bytes)
      return T(text());
    else if constexpr (k == roster::detail::kind::json_text)
      return chance(2) ? T(text()) : T::value(json());
    else if constexpr (k == roster::detail::kind::variant)
      return variant<T>(std::make_index_sequence<std::variant_size_v<T>>{});
    else if constexpr (k == roster::detail::kind::utc_time)
      return chance(2) ? T(std::chrono::sys_seconds(std::chrono::seconds(below(4'000'000'000)))) : T(text());
    else if constexpr (k == roster::detail::kind::optional)
      return chance(3) ? T{} : T{make<roster::detail::inner_type<T>>()};
    else if constexpr (k == roster::detail::kind::list)
      return list<T>();
    else if constexpr (k == roster::detail::kind::map)
      return map<T>();
    else if constexpr (k == roster::detail::kind::unknown)
      return unknown();
    else
      return object<T>();
  }

 private:
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

  std::string text() {
    static const std::vector<std::string> pieces{"a",
                                                 "Z9",
                                                 " ",
                                                 "\"",
                                                 "\\",
                                                 "/",
                                                 "\n",
                                                 "\r\t",
                                                 std::string(1, '\0'),
                                                 "\x1f",
                                                 "\x7f",
                                                 "null",
                                                 "\xc3\xa9",
                                                 "\xe7\x99\xbe",
                                                 "\xf0\x9f\x98\x80",
                                                 "{}",
                                                 ",",
                                                 ":",
                                                 "\\u0041",
                                                 "  "};
    std::string out;
    for (std::size_t n = chance(4) ? 0 : below(12); n > 0; --n) out += pieces[below(pieces.size())];
    return out;
  }

  template <class T>
  T integer() {
    using limits = std::numeric_limits<T>;
    if (chance(4)) return chance(2) ? limits::min() : limits::max();
    return static_cast<T>(random_());
  }

  template <class T>
  T real() {
    if (chance(2)) return static_cast<T>(below(1000)) / 8;
    for (;;) {
      using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
      const T value = std::bit_cast<T>(static_cast<bits>(random_()));
      if (std::isfinite(value)) return value;
    }
  }

  template <class T>
  T list() {
    T out;
    for (std::size_t n = below(4); n > 0; --n) out.push_back(make<typename T::value_type>());
    return out;
  }

  template <class T>
  T map() {
    T out;
    for (std::size_t n = below(4); n > 0; --n) out[text()] = make<typename T::mapped_type>();
    return out;
  }

  template <class T, std::size_t... I>
  T variant(std::index_sequence<I...>) {
    T out;
    const std::size_t chosen = below(sizeof...(I));
    ((chosen == I ? void(out.template emplace<I>(make<std::variant_alternative_t<I, T>>())) : void()), ...);
    return out;
  }

  /// A value that is neither a string nor null.
  std::string json() {
    static const std::vector<std::string> values{"1.50", "false", R"({"a":[1,{"b":null}]})", "[]", "{}"};
    return values[below(values.size())];
  }

  roster::unknown_fields unknown() {
    static const std::vector<std::string> values{"1.50", "\"\\u00e9 \"", "null", R"({"a":[1,{"b":true}]})",
                                                 "[]"};
    roster::unknown_fields out;
    for (std::size_t n = below(3); n > 0; --n)
      out.list.push_back({"new \"" + std::to_string(n), values[below(values.size())]});
    return out;
  }

  template <class T>
  T object() {
    T out{};
    roster::for_each_field<T>(
        [&](auto i) { roster::detail::field_at<i>(out) = make<roster::detail::field_type<T, i>>(); });
    return out;
  }

  std::mt19937_64 random_;
};

template <class T, roster::letter_case Case>
void check_round_trips(std::uint64_t seed, int count) {
  maker make(seed);
  for (int i = 0; i < count; ++i) {
    const T value = make.make<T>();
    for (const bool keep_empty : {false, true}) {
      const std::string json =
          roster::to_json<Case>(value, {.reveal_secrets = true, .keep_empty = keep_empty});
      CAPTURE(json);
      T back{};
      const auto error = roster::decode<Case>(json, back);
      REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
      REQUIRE(back == value);
      REQUIRE_NOTHROW((void)roster::parse(json));  // another parser accepts it, too
    }
  }
}

}  // namespace

TEST_CASE("round trip: decoding returns every value that was encoded") {
  check_round_trips<thing, roster::verbatim_case>(1, 2000);
  check_round_trips<thing, roster::pascal_case>(2, 1000);
  check_round_trips<thing, roster::camel_case>(3, 1000);
  check_round_trips<roster::eas::service, roster::pascal_case>(4, 500);
  check_round_trips<std::vector<every_kind::inside>, roster::verbatim_case>(5, 500);
}

TEST_CASE("round trip: encoding returns the same bytes that were decoded") {
  constexpr roster::encode_options compact{.reveal_secrets = true, .keep_empty = false};
  maker make(6);
  for (int i = 0; i < 500; ++i) {
    const std::string json = roster::to_json(make.make<thing>(), compact);
    thing read;
    REQUIRE_FALSE(roster::decode(json, read));
    REQUIRE(roster::to_json(read, compact) == json);
  }
}

TEST_CASE("round trip: only the documented differences are lost") {
  thing t;
  // Plain members: "" is equivalent to absent.
  REQUIRE_FALSE(roster::decode(R"({"name":"","state":"","tags":[],"label":{},"note":null})", t));
  CHECK(t == thing{});
  // A null in an optional json_text counts as absent, and a single element as a list of one.
  REQUIRE_FALSE(roster::decode(R"({"names":"a","extra":null})", t));
  CHECK(roster::to_json(t, {.keep_empty = false}).find(R"("names":["a"])") != std::string::npos);
  CHECK_FALSE(t.extra.has_value());
  // White space between the tokens of an unknown field.
  REQUIRE_FALSE(roster::decode("{\"new\":[1,\n 2 ]}", t));
  thing back;
  REQUIRE_FALSE(roster::decode(roster::to_json(t), back));
  CHECK(back.unknown.list == std::vector<roster::unknown_fields::field>{{"new", "[1,2]"}});
}
