// SPDX-License-Identifier: BSL-1.0
// Serves ListServices from pages written by pages.py, as fast as a socket accepts them and with one thread per
// connection, so that the listing is measured and not the server. It does not check signatures.
//
// usage: bench-page-server FILE LATENCY_MS [CERTIFICATE KEY]
//
// FILE has a page on each line; with a certificate, over TLS. Prints its endpoint, "http://127.0.0.1:PORT"; GET
// /requests returns the number of pages that it has sent.

#include <openssl/ssl.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
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

/// A connection, with TLS if there is a context.
class connection {
 public:
  connection(int socket, SSL_CTX* context)
      : socket_(socket), tls_(context != nullptr ? SSL_new(context) : nullptr, &SSL_free) {
    if (tls_) SSL_set_fd(tls_.get(), socket);
  }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() {
    if (tls_) SSL_shutdown(tls_.get());
    close(socket_);
  }

  bool handshake() { return !tls_ || SSL_accept(tls_.get()) == 1; }

  /// Appends what has been received; returns false at the end.
  bool receive(std::string& to) {
    char space[16 * 1024];
    const ssize_t n =
        tls_ ? SSL_read(tls_.get(), space, sizeof space) : recv(socket_, space, sizeof space, 0);
    if (n <= 0) return false;
    to.append(space, static_cast<std::size_t>(n));
    return true;
  }

  /// Sends everything; returns false if the peer has closed the connection.
  bool send_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

 private:
  int socket_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
};

class page_server {
 public:
  page_server(const std::string& file, int latency) : pages_(responses_with(file)), latency_(latency) {}

  /// Responds to the requests of one connection until it is closed.
  void serve(connection& peer) {
    if (!peer.handshake()) return;
    std::string received;
    while (true) {
      const auto end = received.find("\r\n\r\n");
      if (end == std::string::npos) {
        if (!peer.receive(received)) return;
        continue;
      }
      if (!respond(peer, std::string_view(received).substr(0, end))) return;
      received.erase(0, end + 4);
    }
  }

 private:
  bool respond(connection& peer, std::string_view head) {
    if (head.starts_with("GET /requests"))
      return peer.send_all(http_response(std::to_string(requests_.load())));
    ++requests_;
    if (latency_.count() != 0) std::this_thread::sleep_for(latency_);
    const std::size_t number = bench::requested_page(head.substr(0, head.find('\r')));
    if (number == 0 || number > pages_.size()) return false;
    return peer.send_all(pages_[number - 1]);
  }

  std::vector<std::string> pages_;
  std::chrono::milliseconds latency_;
  std::atomic<std::size_t> requests_{};
};

/// Returns the context of a server with this certificate, or nullptr.
SSL_CTX* server_context(const char* certificate, const char* key) {
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  if (context == nullptr || SSL_CTX_use_certificate_chain_file(context, certificate) != 1 ||
      SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
    return nullptr;
  return context;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 5) {
    std::fprintf(stderr, "usage: bench-page-server FILE LATENCY_MS [CERTIFICATE KEY]\n");
    return 2;
  }
  page_server server(argv[1], std::atoi(argv[2]));
  SSL_CTX* const context = argc == 5 ? server_context(argv[3], argv[4]) : nullptr;
  if (argc == 5 && context == nullptr) {
    std::fprintf(stderr, "bench-page-server: cannot use %s and %s\n", argv[3], argv[4]);
    return 1;
  }
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
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
  std::printf("%s://127.0.0.1:%d\n", context != nullptr ? "https" : "http",
              static_cast<int>(ntohs(address.sin_port)));
  std::fflush(stdout);
  while (true) {
    const int peer = accept(listener, nullptr, nullptr);
    if (peer < 0) return 1;
    const int on = 1;
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::thread([&server, peer, context] {
      connection served(peer, context);
      server.serve(served);
    }).detach();
  }
}
