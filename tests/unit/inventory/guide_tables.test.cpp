// SPDX-License-Identifier: BSL-1.0
// The tables of docs/guide/inventory.md are those of the mappings.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <roster/inventory.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <support/sample.hpp>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using roster::model_service;
namespace detail = roster::detail;

template <auto... Members>
std::string name_of(detail::path_type<Members...>) {
  return '`' + detail::joined_names<Members...>() + '`';
}

// What an entry of a mapping reads.

template <auto Member>
std::string source_of(const detail::constant_entry<Member, std::string_view>& entry) {
  return '"' + std::string(entry.value) + '"';
}
template <auto Member>
std::string source_of(const detail::constant_entry<Member, roster::service_state>& entry) {
  return "always " + std::string(roster::open_enum(entry.value).text());
}
template <auto Member, class... Path>
std::string source_of(const detail::path_entry<Member, Path...>&) {
  constexpr bool all =
      std::is_same_v<decltype(std::declval<model_service&>().*Member), std::vector<std::string>&>;
  std::string out;
  ((out += (out.empty() ? "" : all ? ", " : " or ") + name_of(Path{})), ...);
  return out;
}
template <auto Member, std::size_t N, auto... Members>
std::string source_of(const detail::state_entry<Member, N, Members...>& entry) {
  return name_of(roster::path<Members...>) + (entry.refined != nullptr ? " and others" : "");
}
template <auto Member, class Item, class Result>
std::string source_of(const detail::computed_entry<Member, Item, Result>& entry) {
  return "from " + std::string(entry.sources);
}

// The statuses of a state.

template <class Entry>
void add_statuses(const Entry&, std::map<std::string, std::string>&) {}
template <auto Member, std::size_t N, auto... Members>
void add_statuses(const detail::state_entry<Member, N, Members...>& entry,
                  std::map<std::string, std::string>& out) {
  for (const auto& row : entry.rows) {
    auto& cell = out[std::string(roster::open_enum(row.state).text())];
    cell += (cell.empty() ? "" : ", ") + std::string(row.raw.text());
  }
}

struct api {
  std::string name{};
  std::map<std::string, std::string> sources{};   ///< by member
  std::map<std::string, std::string> statuses{};  ///< by state
};

template <class Item>
api described(std::string name) {
  api out{.name = std::move(name)};
  const auto add = [&]<class Entry>(const Entry& entry) {
    out.sources[std::string(detail::name_of_member<Entry::member>)] = source_of(entry);
    add_statuses(entry, out.statuses);
  };
  std::apply([&](const auto&... entry) { (add(entry), ...); }, detail::mapping_of<Item>.entries);
  return out;
}

std::vector<api> all_apis() {
  return {described<roster::eas::service>("PAI-EAS"),
          described<roster::qianfan::service>("Qianfan"),
          described<roster::ark::endpoint>("Ark"),
          described<roster::azure_ml::online_endpoint>("Azure ML"),
          described<roster::bedrock::provisioned_model>("Bedrock"),
          described<roster::fireworks::deployment>("Fireworks"),
          described<roster::hugging_face::inference_endpoint_item>("Hugging Face"),
          described<roster::kserve::inference_service>("KServe"),
          described<roster::openai::model>("OpenAI"),
          described<roster::replicate::deployment>("Replicate"),
          described<roster::sagemaker::endpoint>("SageMaker endpoint"),
          described<roster::sagemaker::inference_component>("SageMaker component"),
          described<roster::tione::service_group>("TI-ONE"),
          described<roster::together::endpoint>("Together"),
          described<roster::triton::model>("Triton"),
          described<roster::vertex_ai::endpoint>("Vertex AI")};
}

/// A row for each name: the name, and what each API has for it. APIs without it are not in the row.
std::string table(const std::vector<std::string>& names, std::map<std::string, std::string> api::* of,
                  const std::string& head) {
  std::string out = "| " + head + " | from |\n|---|---|\n";
  for (const auto& name : names) {
    std::string cells;
    for (const auto& one : all_apis())
      if (const auto found = (one.*of).find(name); found != (one.*of).end())
        cells += (cells.empty() ? "" : "; ") + one.name + ": " + found->second;
    out += "| `" + name + "` | " + (cells.empty() ? "–" : cells) + " |\n";
  }
  return out;
}

std::string generated() {
  std::vector<std::string> members;
  roster::for_each_field<model_service>(
      [&](auto i) { members.emplace_back(roster::member_name<model_service, i>); });
  std::vector<std::string> states;
  for (const auto& row : roster::open_enum<roster::service_state>::table()) states.emplace_back(row.text);
  return "<!-- members: written by the test guide_tables -->\n\n" + table(members, &api::sources, "member") +
         "\n<!-- states: written by the test guide_tables -->\n\n" + table(states, &api::statuses, "state") +
         "\n<!-- end of the tables -->\n";
}

}  // namespace

TEST_CASE("guide_tables: the guide has the tables of the mappings") {
  // ROSTER_WRITE_GUIDE=1 writes them.
  const auto file = "../../docs/guide/inventory.md";
  const auto page = roster_test::read_text(file);
  const auto begin = page.find("<!-- members:");
  const std::string last = "<!-- end of the tables -->\n";
  const auto end = page.find(last);
  REQUIRE(begin != page.npos);
  REQUIRE(end != page.npos);
  const auto expected = generated();
  if (std::getenv("ROSTER_WRITE_GUIDE") != nullptr)
    std::ofstream(std::string(ROSTER_TEST_DATA) + '/' + file, std::ios::binary)
        << page.substr(0, begin) << expected << page.substr(end + last.size());
  else
    CHECK_MESSAGE(
        page.substr(begin, end + last.size() - begin) == expected,
        "docs/guide/inventory.md differs from the mappings; run this test with ROSTER_WRITE_GUIDE=1");
}
