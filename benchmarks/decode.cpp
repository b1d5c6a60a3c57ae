// SPDX-License-Identifier: BSL-1.0
// Decodes a page of 100 services into structs that own everything, as a client does with every answer.

#include <boost/json/src.hpp>
#include <roster/wire/answer.hpp>
#include <roster/wire/encode.hpp>

#include "boost_peers.hpp"
#include "measure.hpp"
#include "nlohmann_peer.hpp"
#include "payload.hpp"
#include "plain_operations.hpp"

namespace {

/// Decodes with Roster; throws what is wrong.
template <class Operation, class Row = roster::item_of<Operation>>
roster::answer<Operation, Row> by_roster(std::string_view json) {
  roster::answer<Operation, Row> answer;
  if (const auto mistake = roster::decode_answer(json, answer)) bench::refuse(mistake->text());
  return answer;
}

/// What a user of the library writes for the same six members.
struct six_of_service {
  std::string service_id{};
  std::string service_name{};
  std::string status{};
  std::optional<std::int64_t> cpu{};
  std::optional<std::int64_t> gpu{};
  std::optional<std::string> image{};
};

plain::eas_services& items_of(plain::eas_answer& answer) { return answer.Services; }
plain::eas_sixes& items_of(plain::eas_six_answer& answer) { return answer.Services; }
plain::qianfan_services& items_of(plain::qianfan_answer& answer) { return answer.result.serviceList; }

/// Puts Roster's answer together again, to compare it with what the peers read.
template <class Answer, class Operation, class Row>
Answer whole(roster::answer<Operation, Row> answer) {
  Answer out = std::move(answer.rest);
  items_of(out) = std::move(answer.items);
  return out;
}

void must_be(bool equal, const char* what) {
  if (!equal) bench::refuse(std::string("not equal: ") + what);
}

/// A row that decodes, counts the items and lets go of them.
template <class Decode>
bench::row decoding(std::string name, Decode decode) {
  return {std::move(name),
          [decode] {
            auto answer = decode();
            if constexpr (requires { answer.items; })
              return answer.items.size();
            else
              return items_of(answer).size();
          },
          {}};
}

template <class Answer>
std::vector<bench::row> peer_rows(const std::string& json) {
  return {
      decoding("Boost.JSON parse + value_to", [&] { return peers::boost_value_to<Answer>(json); }),
      decoding("Boost.JSON arena + value_to", [&] { return peers::boost_arena_value_to<Answer>(json); }),
      decoding("Boost.JSON arena + walk by hand", [&] { return peers::boost_walk<Answer>(json); }),
      decoding("nlohmann::json + from_json", [&] { return peers::nlohmann_from_json<Answer>(json); }),
  };
}

/// Checks that all decoders read the same, then measures them.
template <class Answer, class PlainOperation, class Operation, roster::letter_case Case>
void measure_whole_pages(bench::report& report, std::string_view group, const std::string& json) {
  const Answer expected = peers::boost_value_to<Answer>(json);
  must_be(whole<Answer>(by_roster<PlainOperation>(json)) == expected, "Roster and value_to");
  must_be(peers::boost_walk<Answer>(json) == expected, "the walk and value_to");
  must_be(peers::nlohmann_from_json<Answer>(json) == expected, "nlohmann and value_to");
  const auto own = by_roster<Operation>(json);
  std::string items_again;
  for (const auto& item : own.items)
    items_again += (items_again.empty() ? "" : ",") + roster::to_json<Case>(item, {.keep_empty = true});
  must_be(json.find('[' + items_again + ']') != json.npos,
          "Roster's own structs and the text they came from");

  std::vector<bench::row> rows{
      decoding("Roster", [&] { return by_roster<Operation>(json); }),
      decoding("Roster, the peers' structs", [&] { return by_roster<PlainOperation>(json); }),
  };
  for (auto& peer : peer_rows<Answer>(json)) rows.push_back(std::move(peer));
  rows.push_back(decoding("copy of the structs", [&] { return expected; }));
  report.measure(group, 1, rows);
}

void measure_six_members(bench::report& report, const std::string& json) {
  using answer = plain::eas_six_answer;
  const auto expected = peers::boost_walk<answer>(json);
  must_be(peers::nlohmann_from_json<answer>(json) == expected, "nlohmann and the walk, six members");
  auto rows = by_roster<plain::list_eas, plain::eas_six>(json).items;
  must_be(rows == expected.Services, "Roster and the walk, six members");
  report.measure(
      "decode six members", 1,
      {
          decoding("Roster", [&] { return by_roster<roster::eas::list_services, six_of_service>(json); }),
          decoding("Roster, the peers' structs",
                   [&] { return by_roster<plain::list_eas, plain::eas_six>(json); }),
          decoding("Boost.JSON arena + walk by hand", [&] { return peers::boost_walk<answer>(json); }),
          decoding("nlohmann::json + from_json", [&] { return peers::nlohmann_from_json<answer>(json); }),
      });
}

}  // namespace

int main(int argc, char** argv) {
  bench::report report(argc, argv);
  const std::string eas = payload::eas_page(payload::eas_services(payload::page_size), 1);
  const std::string qianfan = payload::qianfan_page(payload::qianfan_services(payload::page_size));
  std::fprintf(stderr, "pages of %zu and %zu bytes\n", eas.size(), qianfan.size());
  measure_whole_pages<plain::eas_answer, plain::list_eas, roster::eas::list_services, roster::pascal_case>(
      report, "decode eas", eas);
  measure_six_members(report, eas);
  measure_whole_pages<plain::qianfan_answer, plain::list_qianfan, roster::qianfan::describe_services,
                      roster::camel_case>(report, "decode qianfan", qianfan);
}
