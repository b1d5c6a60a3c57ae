// SPDX-License-Identifier: BSL-1.0
// Lists over a blocking socket with the least that a client can do: one send for each request and reads into one
// buffer that is reused. The page ends with its total, which is all that is read of a page without decoding; with it,
// Roster's decoder fills the structs, which are kept. Requests are unsigned, nothing is checked but the status.
//
// usage: bench-list-socket ENDPOINT bytes|decode

#include <cstdlib>
#include <cstring>
#include <roster/eas/schema.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "listing_sample.hpp"

namespace {

constexpr std::size_t page_size = 100;

/// One connection and its read buffer.
class page_reader {
 public:
  explicit page_reader(unsigned short port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      bench::fail("cannot connect");
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  /// Returns the body of a page, which the next call overwrites.
  std::string_view fetch(std::size_t number) {
    const std::string request = "GET /api/v2/services?PageNumber=" + std::to_string(number) +
                                "&PageSize=100 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    if (send(socket_, request.data(), request.size(), 0) != static_cast<ssize_t>(request.size()))
      bench::fail("cannot send");
    std::size_t size = 0;
    std::size_t head = std::string_view::npos;
    while (head == std::string_view::npos) {
      size += receive(size);
      head = std::string_view(buffer_.data(), size).find("\r\n\r\n");
    }
    head += 4;
    const std::size_t whole = head + content_length(std::string_view(buffer_.data(), head));
    if (buffer_.size() < whole) buffer_.resize(whole);
    while (size < whole) size += receive(size);
    return std::string_view(buffer_.data(), size).substr(head);
  }

 private:
  std::size_t receive(std::size_t at) {
    const ssize_t n = recv(socket_, buffer_.data() + at, buffer_.size() - at, 0);
    if (n <= 0) bench::fail("the connection ended early");
    return static_cast<std::size_t>(n);
  }

  static std::size_t content_length(std::string_view head) {
    constexpr std::string_view field = "\r\nContent-Length: ";
    const auto at = head.find(field);
    if (!head.starts_with("HTTP/1.1 200 ") || at == head.npos) bench::fail("not a page");
    return std::strtoul(head.data() + at + field.size(), nullptr, 10);
  }

  int socket_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{512} * 1024);
};

/// Returns the number of services that the end of a page states.
std::size_t total_of(std::string_view page) {
  constexpr std::string_view name = "\"TotalCount\":";
  const auto at = page.rfind(name);
  if (at == page.npos) bench::fail("a page without a total");
  return std::strtoul(page.data() + at + name.size(), nullptr, 10);
}

/// Reads all pages, and returns how many services they have if every page is full.
std::size_t read_bytes(page_reader& pages) {
  std::size_t services = 0;
  for (std::size_t number = 1;; ++number) {
    const std::size_t total = total_of(pages.fetch(number));
    services += page_size;
    if (services >= total) return services;
  }
}

std::vector<roster::eas::service> read_and_decode(page_reader& pages) {
  roster::detail::list_page<roster::eas::list_services> page;
  std::vector<roster::eas::service> services;
  for (std::size_t number = 1;; ++number) {
    if (const auto error = roster::detail::decode_list_page(pages.fetch(number), page))
      bench::fail(error->text());
    if (number == 1) services.reserve(static_cast<std::size_t>(page.rest.total_count.value_or(0)));
    for (auto& s : page.items) services.push_back(std::move(s));
    if (page.items.empty() || static_cast<std::int64_t>(services.size()) >= page.rest.total_count)
      return services;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  bench::listing_sample sample;
  page_reader pages(bench::port_of(argv[1]));
  bench::seen all;
  if (std::strcmp(argv[2], "bytes") == 0) {
    all.items = read_bytes(pages);
    sample.print(all);
  } else {
    const auto services = read_and_decode(pages);
    for (const auto& s : services) all.add(s.service_name, s.cpu.value_or(0));
    sample.print(all);
  }
}
