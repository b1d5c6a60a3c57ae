// SPDX-License-Identifier: BSL-1.0
// Decodes pages of 100 services into structs that own their data, as a client does with every response. The pages
// are those of pages.py: in the documented member order, and in variants of it.
//
// usage: bench-decode FOLDER [--rounds N] [--quick]
//        bench-decode FOLDER --dump     prints what each decoder has read, see decoded_values.hpp
//        bench-decode --versions        prints the versions of simdjson, yyjson and glaze as JSON

#include <algorithm>
#include <boost/json/src.hpp>
#include <exception>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <utility>

#include "boost_peers.hpp"
#include "decoded_values.hpp"
#include "measure.hpp"
#include "nlohmann_peer.hpp"
#include "page_file.hpp"
#include "plain_operations.hpp"
#include "simdjson_peer.hpp"
#include "six_of_service.hpp"
#if defined(BENCH_WITH_YYJSON)
#include "yyjson_peer.hpp"
#endif
#if defined(BENCH_WITH_GLAZE)
#include "glaze_peer.hpp"
#endif

namespace {

/// Decodes with Roster; throws the error.
template <class Operation, class Row = roster::item_of<Operation>>
roster::detail::list_page<Operation, Row> by_roster(std::string_view json) {
  roster::detail::list_page<Operation, Row> response;
  if (const auto error = roster::detail::decode_list_page(json, response)) bench::fail(error->text());
  return response;
}

const plain::eas_services& items_of(const plain::eas_response& response) { return response.Services; }
const plain::qianfan_services& items_of(const plain::qianfan_response& response) {
  return response.result.serviceList;
}
plain::eas_services& items_of(plain::eas_response& response) { return response.Services; }
plain::eas_sixes& items_of(plain::eas_six_response& response) { return response.Services; }
plain::qianfan_services& items_of(plain::qianfan_response& response) { return response.result.serviceList; }

/// Assembles Roster's response, to compare it with those of the peers.
template <class Response, class Operation, class Row>
Response whole(roster::detail::list_page<Operation, Row> response) {
  Response out = std::move(response.rest);
  items_of(out) = std::move(response.items);
  return out;
}

void must_be(bool equal, const char* what) {
  if (!equal) bench::fail(std::string("not equal: ") + what);
}

/// Prints what a decoder has read.
template <class Operation, class Row>
void dump(const bench::decoder_id& id, const roster::detail::list_page<Operation, Row>& page) {
  if constexpr (bench::plain_struct<Row>)
    bench::dump_plain(id, page.rest, page.items);
  else
    bench::dump_own<roster::case_of<Operation>>(id, page.rest, page.items);
}
template <class Response>
void dump(const bench::decoder_id& id, Response response) {
  const auto items = std::exchange(items_of(response), {});
  bench::dump_plain(id, response, items);
}

/// Returns a row that decodes, counts the items and destroys them.
template <class Decode>
bench::row decoding(std::string name, Decode decode) {
  return {name,
          [decode] {
            auto response = decode();
            if constexpr (requires { response.items; })
              return response.items.size();
            else
              return items_of(response).size();
          },
          {},
          [decode, name](const std::string& group) { dump({group, name}, decode()); }};
}

/// Returns the rows of Boost.JSON's value_to, which rejects a page with a missing or unknown member.
template <class Response>
std::vector<bench::row> value_to_rows(const std::string& json, const Response& expected) {
  try {
    must_be(peers::boost_value_to<Response>(json) == expected, "value_to and the walk");
  } catch (const std::exception&) {
    return {};
  }
  return {
      decoding("Boost.JSON parse + value_to", [&] { return peers::boost_value_to<Response>(json); }),
      decoding("Boost.JSON arena + value_to", [&] { return peers::boost_arena_value_to<Response>(json); }),
  };
}

template <class Response>
std::vector<bench::row> peer_rows(const std::string& json, const Response& expected) {
  must_be(peers::nlohmann_from_json<Response>(json) == expected, "nlohmann and the walk");
  must_be(peers::simdjson_on_demand<Response>(json) == expected, "simdjson and the walk");
  std::vector<bench::row> rows = value_to_rows(json, expected);
  rows.push_back(
      decoding("Boost.JSON arena + walk by hand", [&] { return peers::boost_walk<Response>(json); }));
  rows.push_back(
      decoding("nlohmann::json + from_json", [&] { return peers::nlohmann_from_json<Response>(json); }));
  rows.push_back(decoding("simdjson on demand", [&] { return peers::simdjson_on_demand<Response>(json); }));
#if defined(BENCH_WITH_YYJSON)
  must_be(peers::yyjson_walk<Response>(json) == expected, "yyjson and the walk");
  rows.push_back(decoding("yyjson", [&] { return peers::yyjson_walk<Response>(json); }));
#endif
#if defined(BENCH_WITH_GLAZE)
  must_be(peers::glaze_reflected<Response>(json) == expected, "glaze and the walk");
  rows.push_back(decoding("glaze", [&] { return peers::glaze_reflected<Response>(json); }));
#endif
  rows.push_back(decoding("copy of the structs", [&] { return expected; }));
  return rows;
}

/// Returns whether Roster's own structs have the same content as those of the peers: Roster writes them as JSON, and
/// nlohmann reads it.
template <roster::letter_case Case, class Own, class Plain>
bool same_items(const std::vector<Own>& own, const std::vector<Plain>& expected) {
  return std::equal(own.begin(), own.end(), expected.begin(), expected.end(),
                    [](const Own& item, const Plain& plain) {
                      const std::string json = roster::to_json<Case>(item, {.reveal_secrets = true});
                      return peers::nlohmann_from_json<Plain>(json) == plain;
                    });
}

/// Checks that all decoders return the same result, then measures them.
template <class Response, class PlainOperation, class Operation>
void measure_whole_pages(bench::report& report, const std::string& group, const std::string& json) {
  const auto expected = peers::boost_walk<Response>(json);
  must_be(!items_of(expected).empty(), "a page and its items");
  must_be(whole<Response>(by_roster<PlainOperation>(json)) == expected, "Roster and the walk");
  must_be(same_items<roster::case_of<Operation>>(by_roster<Operation>(json).items, items_of(expected)),
          "Roster's own structs and the walk");
  std::vector<bench::row> rows{
      decoding("Roster", [&] { return by_roster<Operation>(json); }),
      decoding("Roster, the peers' structs", [&] { return by_roster<PlainOperation>(json); }),
  };
  for (auto& peer : peer_rows(json, expected)) rows.push_back(std::move(peer));
  report.measure(group, 1, rows);
}

void measure_six_members(bench::report& report, const std::string& json) {
  using response = plain::eas_six_response;
  const auto expected = peers::boost_walk<response>(json);
  must_be(peers::nlohmann_from_json<response>(json) == expected, "nlohmann and the walk, six members");
  auto rows = by_roster<plain::list_eas, plain::eas_six>(json).items;
  must_be(rows == expected.Services, "Roster and the walk, six members");
  must_be(peers::simdjson_on_demand<response>(json) == expected, "simdjson and the walk, six members");
  std::vector<bench::row> measured{
      decoding("Roster", [&] { return by_roster<roster::eas::list_services, bench::six_of_service>(json); }),
      decoding("Roster, the peers' structs",
               [&] { return by_roster<plain::list_eas, plain::eas_six>(json); }),
      decoding("Boost.JSON arena + walk by hand", [&] { return peers::boost_walk<response>(json); }),
      decoding("nlohmann::json + from_json", [&] { return peers::nlohmann_from_json<response>(json); }),
      decoding("simdjson on demand", [&] { return peers::simdjson_on_demand<response>(json); }),
  };
#if defined(BENCH_WITH_YYJSON)
  must_be(peers::yyjson_walk<response>(json) == expected, "yyjson and the walk, six members");
  measured.push_back(decoding("yyjson", [&] { return peers::yyjson_walk<response>(json); }));
#endif
#if defined(BENCH_WITH_GLAZE)
  must_be(peers::glaze_reflected<response>(json) == expected, "glaze and the walk, six members");
  measured.push_back(decoding("glaze", [&] { return peers::glaze_reflected<response>(json); }));
#endif
  report.measure("decode six members", 1, measured);
}

int print_versions() {
  std::printf("{\"simdjson\": \"%d.%d.%d\"", static_cast<int>(simdjson::SIMDJSON_VERSION_MAJOR),
              static_cast<int>(simdjson::SIMDJSON_VERSION_MINOR),
              static_cast<int>(simdjson::SIMDJSON_VERSION_REVISION));
#if defined(BENCH_WITH_YYJSON)
  std::printf(", \"yyjson\": \"%s\"", YYJSON_VERSION_STRING);
#endif
#if defined(BENCH_WITH_GLAZE)
  std::printf(", \"glaze\": \"%d.%d.%d\"", glz::version.major, glz::version.minor, glz::version.patch);
#endif
  std::printf("}\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) bench::fail("usage: bench-decode FOLDER [--rounds N] [--quick] [--dump], or --versions");
  const std::string folder = argv[1];
  if (folder == "--versions") return print_versions();
  bench::report report(argc - 1, argv + 1);
  const auto page = [&](const std::string& vendor, const std::string& variant) {
    std::string json = bench::read_page(folder + '/' + vendor + '/' + variant + ".json");
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    return json;
  };
  for (const std::string variant : {"documented", "alphabetical", "shuffled", "pretty", "unknown", "few",
                                    "escapes", "chinese", "chinese-escaped", "long"}) {
    const std::string eas = page("eas", variant);
    measure_whole_pages<plain::eas_response, plain::list_eas, roster::eas::list_services>(
        report, "decode eas " + variant, eas);
    if (variant == "documented") measure_six_members(report, eas);
    measure_whole_pages<plain::qianfan_response, plain::list_qianfan, roster::qianfan::describe_services>(
        report, "decode qianfan " + variant, page("qianfan", variant));
  }
}
