// SPDX-License-Identifier: BSL-1.0
// Serves ListServices from pages written by pages.py, as fast as a socket accepts them and with one thread per
// connection, so that the listing is measured and not the server. It does not check signatures.
//
// usage: bench-page-server FILE LATENCY_MS      FILE has a page on each line. Prints its port; GET /requests
//                                               returns the number of pages that it has sent

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "page_file.hpp"

namespace {

std::string http_response(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<std::string> responses_with(const std::string& file) {
  std::vector<std::string> pages = bench::read_pages(file);
  for (std::string& page : pages) page = http_response(page);
  return pages;
}

/// Sends everything; returns false if the peer has closed the connection.
bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

class page_server {
 public:
  page_server(const std::string& file, int latency) : pages_(responses_with(file)), latency_(latency) {}

  /// Responds to the requests of one connection until it is closed.
  void serve(int socket) {
    std::string received;
    char space[16 * 1024];
    while (true) {
      const auto end = received.find("\r\n\r\n");
      if (end == std::string::npos) {
        const ssize_t n = recv(socket, space, sizeof space, 0);
        if (n <= 0) return;
        received.append(space, static_cast<std::size_t>(n));
        continue;
      }
      if (!respond(socket, std::string_view(received).substr(0, end))) return;
      received.erase(0, end + 4);
    }
  }

 private:
  bool respond(int socket, std::string_view head) {
    if (head.starts_with("GET /requests"))
      return send_all(socket, http_response(std::to_string(requests_.load())));
    ++requests_;
    if (latency_.count() != 0) std::this_thread::sleep_for(latency_);
    const std::size_t number = bench::requested_page(head.substr(0, head.find('\r')));
    if (number == 0 || number > pages_.size()) return false;
    return send_all(socket, pages_[number - 1]);
  }

  std::vector<std::string> pages_;
  std::chrono::milliseconds latency_;
  std::atomic<std::size_t> requests_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench-page-server FILE LATENCY_MS\n");
    return 2;
  }
  page_server server(argv[1], std::atoi(argv[2]));
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 64) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    std::perror("bench-page-server");
    return 1;
  }
  std::printf("%d\n", static_cast<int>(ntohs(address.sin_port)));
  std::fflush(stdout);
  while (true) {
    const int peer = accept(listener, nullptr, nullptr);
    if (peer < 0) return 1;
    const int on = 1;
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::thread([&server, peer] {
      server.serve(peer);
      close(peer);
    }).detach();
  }
}
