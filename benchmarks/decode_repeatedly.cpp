// SPDX-License-Identifier: BSL-1.0
// Decodes one page a number of times, for tools/check_instructions.py, which counts the instructions.
//
// usage: decode_repeatedly eas|eas-six-members|qianfan PAGE TIMES

#include <boost/json/src.hpp>
#include <cstdio>
#include <cstdlib>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>

#include "page_file.hpp"
#include "six_of_service.hpp"

namespace {

template <class Operation, class Row = roster::item_of<Operation>>
std::size_t decode(std::string_view json) {
  roster::detail::list_page<Operation, Row> page;
  if (const auto error = roster::detail::decode_list_page(json, page)) {
    std::fprintf(stderr, "%s\n", error->text().c_str());
    std::exit(1);
  }
  return page.items.size();
}

std::size_t decode(std::string_view what, const std::string& json) {
  if (what == "eas") return decode<roster::eas::list_services>(json);
  if (what == "eas-six-members") return decode<roster::eas::list_services, bench::six_of_service>(json);
  return decode<roster::qianfan::describe_services>(json);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string json = bench::read_page(argv[2]);
  std::size_t items = 0;
  for (int left = std::atoi(argv[3]); left > 0; --left) items += decode(argv[1], json);
  std::printf("%zu items\n", items);
}
