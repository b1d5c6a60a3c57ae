// SPDX-License-Identifier: BSL-1.0
// Lists from a server that is not of this project: json-server, Django REST framework, a Docker registry.
//
// usage: list_servers STYLE ENDPOINT PAGE_SIZE
//
// Prints the keys of the items, in order, and the number of pages: {"keys": [...], "pages": n}.

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <roster/client.hpp>
#include <roster/range/blocking.hpp>
#include <roster/wire/encode.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

struct listed {
  std::vector<std::string> keys{};
  std::int64_t pages{};
};

struct item {
  std::int64_t id{};
  std::string name{};
};

struct json_server_query {
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> start{};
  std::optional<std::int64_t> limit{};

  static consteval auto wire_names() {
    return roster::names{roster::renamed{&json_server_query::page, "_page"},
                         roster::renamed{&json_server_query::start, "_start"},
                         roster::renamed{&json_server_query::limit, "_limit"}};
  }
};
struct json_server {
  using request = json_server_query;
  using response = std::vector<item>;
  static constexpr auto target = roster::get("/items");
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&item::id>;
};
struct json_server_link : json_server {
  static constexpr auto paging = roster::by_link_header{.size = &request::limit};
};
struct json_server_number : json_server {
  static constexpr auto paging = roster::by_number{
      .number = &request::page, .size = &request::limit, .total = roster::header{"x-total-count"}};
};
struct json_server_offset : json_server {
  static constexpr auto paging = roster::by_offset{
      .offset = &request::start, .size = &request::limit, .total = roster::header{"x-total-count"}};
};

struct django_query {
  std::optional<std::int64_t> page{};
  std::optional<std::int64_t> offset{};
  std::optional<std::int64_t> limit{};
};
struct django_response {
  std::int64_t count{};
  std::optional<std::string> next{};
  std::vector<item> results{};
};
struct django {
  using request = django_query;
  using response = django_response;
  static constexpr auto items = roster::path<&response::results>;
  static constexpr auto key = roster::path<&item::id>;
};
struct django_number : django {
  static constexpr auto target = roster::get("/number/");
  static constexpr auto paging = roster::by_number{
      .number = &request::page, .size = &request::limit, .total = roster::path<&response::count>};
};
struct django_status : django {  // a page after the last one is an error
  static constexpr auto target = roster::get("/number/");
  static constexpr auto paging =
      roster::by_number{.number = &request::page, .size = &request::limit, .ended_by_status = 404};
};
struct django_url : django {
  static constexpr auto target = roster::get("/number/");
  static constexpr auto paging =
      roster::by_next_url{.next = roster::path<&response::next>, .size = &request::limit};
};
struct django_offset : django {
  static constexpr auto target = roster::get("/offset/");
  static constexpr auto paging = roster::by_offset{
      .offset = &request::offset, .size = &request::limit, .total = roster::path<&response::count>};
};
struct django_offset_plain : django {  // only an empty page ends the list
  static constexpr auto target = roster::get("/offset/");
  static constexpr auto paging = roster::by_offset{.offset = &request::offset, .size = &request::limit};
};
struct django_offset_url : django {
  static constexpr auto target = roster::get("/offset/");
  static constexpr auto paging =
      roster::by_next_url{.next = roster::path<&response::next>, .size = &request::limit};
};
struct cursor_response {
  std::optional<std::string> next{};
  std::vector<item> results{};
};
struct django_cursor {
  using request = django_query;
  using response = cursor_response;
  static constexpr auto target = roster::get("/cursor/");
  static constexpr auto items = roster::path<&response::results>;
  static constexpr auto key = roster::path<&item::id>;
  static constexpr auto paging =
      roster::by_next_url{.next = roster::path<&response::next>, .size = &request::limit};
};

struct catalog_query {
  std::optional<std::int64_t> n{};
  std::optional<std::string> last{};
};
struct catalog_response {
  std::vector<std::string> repositories{};
};
struct registry {
  using request = catalog_query;
  using response = catalog_response;
  static constexpr auto target = roster::get("/v2/_catalog");
  static constexpr auto items = roster::path<&response::repositories>;
};
struct registry_link : registry {
  static constexpr auto paging = roster::by_link_header{.size = &request::n};
};
struct registry_last_item : registry {
  static constexpr auto key = roster::path<>;  // the item itself
  static constexpr auto paging = roster::by_last_item{.send = &request::last, .size = &request::n};
};

std::string key_of(const item& one) { return std::to_string(one.id); }
std::string key_of(const std::string& one) { return one; }

template <class Op>
listed list(const std::string& endpoint, typename Op::request request) {
  boost::asio::io_context context;
  const roster::client<Op> client{context.get_executor(), {.endpoint = endpoint}};
  listed out;
  auto range = roster::blocking(client.list(std::move(request)));
  for (const auto& one : range) out.keys.push_back(key_of(one));
  out.pages = static_cast<std::int64_t>(range.report().pages);
  return out;
}

using lister = std::function<listed(const std::string& endpoint, std::int64_t size)>;

template <class Op>
lister sized() {
  return [](const std::string& endpoint, std::int64_t size) { return list<Op>(endpoint, {.limit = size}); };
}
template <class Op>
lister sized_catalog() {
  return [](const std::string& endpoint, std::int64_t size) { return list<Op>(endpoint, {.n = size}); };
}

listed run(const std::string& style, const std::string& endpoint, std::int64_t size) {
  const std::map<std::string, lister> all{
      {"json_server_link",  // pages have links only if the first one is numbered
       [](const std::string& to, std::int64_t limit) {
         return list<json_server_link>(to, {.page = 1, .limit = limit});
       }},
      {"json_server_number", sized<json_server_number>()},
      {"json_server_offset", sized<json_server_offset>()},
      {"django_number", sized<django_number>()},
      {"django_status", sized<django_status>()},
      {"django_url", sized<django_url>()},
      {"django_offset", sized<django_offset>()},
      {"django_offset_plain", sized<django_offset_plain>()},
      {"django_offset_url", sized<django_offset_url>()},
      {"django_cursor", sized<django_cursor>()},
      {"registry_link", sized_catalog<registry_link>()},
      {"registry_last_item", sized_catalog<registry_last_item>()}};
  return all.at(style)(endpoint, size);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) throw std::invalid_argument("usage: list_servers STYLE ENDPOINT PAGE_SIZE");
    std::cout << roster::to_json(run(argv[1], argv[2], std::stoll(argv[3]))) << '\n';
  } catch (const std::exception& failed) {
    std::cerr << failed.what() << '\n';
    return EXIT_FAILURE;
  }
}
