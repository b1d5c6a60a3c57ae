// SPDX-License-Identifier: BSL-1.0
// Compares decoding into structs with a plain traversal of Boost.JSON's tree: the same values from valid documents,
// consistent results from damaged ones.

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <support/compared_item.hpp>
#include <support/json_documents.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace json = boost::json;
using compared::item;
using compared::letters;
using compared::list_items;
using compared::walk;
using roster::detail::kind;
using roster::detail::kind_of;

/// Generates documents for `item`: members in any order, missing, null, repeated or unknown, names with escapes.
class item_documents : public test::json_documents {
 public:
  using json_documents::json_documents;

  template <class T>
  std::string valid() {
    constexpr kind k = kind_of<T>;
    if constexpr (k == kind::optional) {
      return one_in(4) ? "null" : valid<roster::detail::inner_type<T>>();
    } else if constexpr (k == kind::list || k == kind::map) {
      std::string out;
      for (std::size_t n = below(4); n > 0; --n)
        out += (out.empty() ? "" : ",") + space() + (k == kind::map ? text() + ':' : "") +
               valid<roster::detail::inner_type<T>>();
      return k == kind::map ? '{' + out + '}' : '[' + out + ']';
    } else if constexpr (k == kind::object) {
      return object<T>();
    } else if constexpr (k == kind::boolean || k == kind::flag) {
      return one_in(2) ? "true" : "false";
    } else if constexpr (k == kind::integer) {
      return (one_in(3) ? "-" : "") + std::to_string(below(1'000'000'000));
    } else if constexpr (k == kind::real) {
      return std::to_string(below(1000)) + (one_in(2) ? "" : ".5");
    } else if constexpr (k == kind::open_enum) {
      return one_in(3) ? text() : one_in(2) ? "\"Running\"" : "\"Stopped\"";
    } else if constexpr (k == kind::utc_time) {
      return one_in(3) ? text() : "\"2024-07-30T05:45:46Z\"";
    } else {
      return text();
    }
  }

 private:
  template <class T>
  std::string object() {
    std::vector<std::string> members;
    roster::for_each_field<T>([&](auto i) {
      using type = roster::detail::field_type<T, i>;
      if constexpr (kind_of<type> != kind::unknown) {
        for (std::size_t n = one_in(5) ? 0 : one_in(10) ? 2 : 1; n > 0; --n)
          members.push_back(name(roster::detail::wire_name<T, i, letters>) + space() + ':' + space() +
                            (one_in(8) ? "null" : valid<type>()));
      }
    });
    while (one_in(3)) members.push_back(text() + ':' + value());
    if (one_in(2))  // the documented order is the common case
      for (std::size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[below(i)]);
    std::string out;
    for (const auto& member : members) out += (out.empty() ? "" : ",") + space() + member + space();
    return '{' + out + '}';
  }

  std::string name(std::string_view plain) {
    if (!one_in(6)) return '"' + std::string(plain) + '"';
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(plain[0]);
    return "\"\\u00" + std::string{digits[code / 16], digits[code % 16]} + std::string(plain.substr(1)) + '"';
  }
};
}  // namespace

TEST_CASE("decode: valid documents have the same values as in Boost.JSON's tree") {
  item_documents random(15);
  for (int i = 0; i < 5'000; ++i) {
    const std::string document = random.valid<item>();
    item ours;
    item theirs;
    const auto error = roster::decode<letters>(document, ours);
    CHECK_MESSAGE(!error, (error ? error->text() : ""));
    REQUIRE(walk(json::parse(document), theirs));
    forget_unknown(ours);
    CHECK_MESSAGE(ours == theirs, roster::escape_for_log(document));
  }
}

TEST_CASE("decode: an item has the same value after any other items, whose order of members was learned") {
  item_documents random(17);
  for (int i = 0; i < 100; ++i) {
    std::vector<std::string> items;
    std::string document;
    for (int n = 0; n < 50; ++n) {
      items.push_back(n > 1 && random.one_in(3) ? items[random.below(items.size())] : random.valid<item>());
      document += (n == 0 ? "[" : ",") + items.back();
    }
    document += ']';
    std::vector<item> together;
    REQUIRE_FALSE(roster::decode<letters>(document, together));
    REQUIRE(together.size() == items.size());
    for (std::size_t n = 0; n < items.size(); ++n) {
      item alone;
      REQUIRE_FALSE(roster::decode<letters>(items[n], alone));
      CHECK_MESSAGE(together[n] == alone, roster::escape_for_log(items[n]));
    }
  }
}

TEST_CASE("decode: an error in an item is found at the same place after items whose names were learned") {
  item_documents random(19);
  int failed = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::string good = random.valid<item>();
    const std::string bad = test::damaged(good, random);
    if (!bad.starts_with('{')) continue;
    const std::string before = "[" + good + ',' + good + ',';
    const auto decoded = [](const std::string& document) {
      std::vector<item> out;
      auto error = roster::decode<letters>(document, out);
      return std::pair(std::move(error), std::move(out));
    };
    const auto [error_alone, alone] = decoded('[' + bad + ']');
    const auto [error, together] = decoded(before + bad + ']');
    REQUIRE_MESSAGE(error.has_value() == error_alone.has_value(), roster::escape_for_log(bad));
    if (error) {
      ++failed;
      CHECK(error->offset == error_alone->offset + before.size() - 1);
      CHECK(error->expected == error_alone->expected);
      CHECK(error->found == error_alone->found);
      CHECK(error->fault == error_alone->fault);
    } else if (alone.size() == 1) {
      CHECK_MESSAGE(together.back() == alone[0], roster::escape_for_log(bad));
    }
  }
  CHECK(failed > 500);
}

TEST_CASE("decode: items have the same values at any indentation, also when it changes within a list") {
  item_documents random(20);
  const auto indented = [](const json::value& tree, const std::string& space, const std::string& colon) {
    std::string out;
    const auto print = [&](const auto& self, const json::value& value, const std::string& line) -> void {
      if (value.is_object()) {
        std::string comma = "{";
        for (const auto& [name, member] : value.as_object()) {
          out += std::exchange(comma, ",") + line + space + json::serialize(name) + colon;
          self(self, member, line + space);
        }
        out += comma == "," ? line + '}' : "{}";
      } else {
        out += json::serialize(value);
      }
    };
    print(print, tree, "\n");
    return out;
  };
  for (int i = 0; i < 200; ++i) {
    const json::value tree = json::parse(random.valid<item>());
    std::vector<std::string> texts;
    for (const std::string space : {"  ", "  ", "\t", "  ", "", "                              "})
      texts.push_back(indented(tree, space, ": "));
    for (int n = 0; n < 3; ++n) texts.push_back(indented(tree, "  ", " : "));
    texts.push_back(json::serialize(tree));
    texts.push_back(texts[0]);
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? '[' : ',') + text;
    std::vector<item> items;
    const auto error = roster::decode<letters>(list + ']', items);
    REQUIRE_MESSAGE(!error, list);
    REQUIRE(items.size() == texts.size());
    item expected;
    REQUIRE(walk(tree, expected));
    for (auto& one : items) {
      forget_unknown(one);
      CHECK_MESSAGE(one == expected, list);
    }
  }
}

TEST_CASE("decode: damaged documents are rejected if they are not JSON, and otherwise decoded consistently") {
  item_documents random(16);
  int refused = 0;
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string document = test::damaged(random.valid<item>(), random);
    item ours;
    const auto error = roster::decode<letters>(document, ours);
    boost::system::error_code their_error;
    const json::value tree = json::parse(document, their_error, {}, {.max_depth = 64});
    if (their_error && their_error != json::error::exponent_overflow)
      CHECK_MESSAGE(error, roster::escape_for_log(document));
    if (error && error->fault == roster::detail::decode_fault::syntax)
      CHECK_MESSAGE(their_error, roster::escape_for_log(document));
    if (error) {
      ++refused;
      CHECK(error->offset <= document.size());
      CHECK(error->text() == roster::escape_for_log(error->text()));  // safe to log for any input
      CHECK(error->text().size() < 600);
    }
    item theirs;
    if (error || !walk(tree, theirs)) continue;  // lenient conversions are not part of the traversal
    ++compared;
    forget_unknown(ours);
    CHECK_MESSAGE(ours == theirs, roster::escape_for_log(document));
  }
  CHECK(refused > 2'000);
  CHECK(compared > 2'000);
}

TEST_CASE("decode_list_page: valid pages have the same items, keys and rest as in Boost.JSON's tree") {
  item_documents random(17);
  for (int i = 0; i < 500; ++i) {
    std::string list;
    for (std::size_t n = random.below(8); n > 0; --n)
      list += (list.empty() ? "" : ",") + random.space() + random.valid<item>();
    const std::string page = "{\"Items\":[" + list + random.space() + "],\"Total\":3}";
    roster::detail::list_page<list_items> ours;
    const auto error = roster::detail::decode_list_page(page, ours);
    REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
    const json::value tree = json::parse(page);
    std::vector<item> theirs;
    REQUIRE(walk(tree.at("Items"), theirs));
    for (auto& entry : ours.items) forget_unknown(entry);
    CHECK(ours.items == theirs);
    CHECK(ours.rest.total == 3);
    REQUIRE(ours.keys.size() == theirs.size());
    for (std::size_t n = 0; n < theirs.size(); ++n) CHECK(ours.keys[n] == theirs[n].id);
  }
}

TEST_CASE(
    "decode_list_page: a damaged page is an error or is decoded to the same number of items as by "
    "Boost.JSON") {
  item_documents random(18);
  for (int i = 0; i < 3'000; ++i) {
    const std::string page = test::damaged(
        "{\"Items\":[" + random.valid<item>() + ',' + random.valid<item>() + "],\"Total\":2}", random);
    roster::detail::list_page<list_items> ours;
    if (roster::detail::decode_list_page(page, ours)) continue;
    boost::system::error_code error;
    const json::value tree = json::parse(page, error, {}, {.max_depth = 64});
    if (error == json::error::exponent_overflow) continue;
    REQUIRE_MESSAGE(!error, roster::escape_for_log(page));
    const auto* const items = tree.as_object().if_contains("Items");
    CHECK(ours.items.size() == (items != nullptr && items->is_array() ? items->as_array().size() : 0));
    CHECK(ours.keys.size() == ours.items.size());
  }
}
