// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <cstdio>
#include <memory>
#include <roster/transport/detail/tls.hpp>
#include <string>
#include <vector>

#include <support/client_bench.hpp>
#include <support/dead_address.hpp>
#include <support/fake_certificates.hpp>
#include <support/scripted_server.hpp>
#include <support/trusting_client.hpp>

using namespace roster_test;
using roster::errc;

namespace {

constexpr std::string_view ok_response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

script answering(std::size_t times) {
  return [=](scripted_peer& peer) -> asio::awaitable<void> {
    for (std::size_t i = 0; i < times; ++i) {
      co_await peer.request();
      co_await peer.say(ok_response);
    }
    co_await peer.until_closed();
  };
}

/// Sends to a server with this certificate; checks that no request reaches it if it is rejected.
outcome send_to(const identity& shown, const std::string& host = "localhost",
                roster::http_client_options options = trusting()) {
  client_bench bench(std::move(options));
  auto tls = server_context(shown);
  std::size_t requests = 0;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           const std::string got = co_await peer.request();
                           requests += !got.empty();
                           co_await peer.say(ok_response);
                         }},
                         &tls);
  auto got = bench.send(get(server.endpoint("https", host)));
  CHECK(requests == (got.ok() ? 1 : 0));
  return got;
}

void check_refused(const outcome& got, const std::string& reason) {
  const auto f = got.failure();
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == errc::tls);
  CHECK(what.starts_with("TLS certificate verification failed: https://"));
  CHECK(what.find(": " + reason) != what.npos);
}

void check(const roster::failure& f, errc condition, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == condition);
  CHECK(what.find(text) != what.npos);
  CHECK(f.details().cause);
}

}  // namespace

TEST_CASE("tls: a certificate of a trusted CA is accepted by host name, wildcard and address") {
  const auto accepted = [](const std::string& names, const std::string& host) {
    const auto got = send_to(make_identity({.alternative_names = names}, &authority()), host);
    CHECK_MESSAGE(got.ok(), got.what());
  };
  accepted("DNS:localhost", "localhost");
  accepted("DNS:*.aliyuncs.example", "pai-eas.aliyuncs.example");
  accepted("IP:127.0.0.1", "127.0.0.1");
}

TEST_CASE("tls: intermediate CAs sent by the server are used; a missing one is an error") {
  const identity between =
      make_identity({.common_name = "between", .alternative_names = "", .authority = true}, &authority());
  const identity shown = make_identity({}, &between);
  check_refused(send_to(shown), "unable to get local issuer certificate");
  client_bench bench(trusting());
  auto tls = roster::emulator::detail::make_server_context(
      shown.certificate_pem() + between.certificate_pem(), shown.key_pem());
  scripted_server server(bench.context, {answering(1)}, &tls);
  const auto got = bench.send(get(server.endpoint("https", "localhost")));
  CHECK_MESSAGE(got.ok(), got.what());
}

TEST_CASE("tls: an invalid certificate is rejected with the reason, and receives no request (fault 72)") {
  const auto shown = [](const certificate_spec& wish) { return make_identity(wish, &authority()); };
  check_refused(send_to(shown({.alternative_names = "DNS:wrong.example"})), "hostname mismatch");
  check_refused(send_to(shown({.alternative_names = "DNS:127.0.0.1"}), "127.0.0.1"), "IP address mismatch");
  check_refused(send_to(shown({.alternative_names = "DNS:l*"})), "hostname mismatch");
  check_refused(send_to(shown({.from_days = -9, .to_days = -1})), "certificate has expired");
  check_refused(send_to(shown({.from_days = 1, .to_days = 9})), "certificate is not yet valid");
  check_refused(send_to(shown({.rsa_bits = 1024})), "EE certificate key too weak");
  check_refused(send_to(make_identity({})), "self-signed certificate");
  const identity forged = shown({});
  X509_sign(forged.certificate.get(), make_authority().key.get(), EVP_sha256());
  check_refused(send_to(forged), "certificate signature failure");
}

TEST_CASE("tls: an unknown CA is rejected (fault 72)") {
  const identity unknown =
      make_identity({.common_name = "Unknown", .alternative_names = "", .authority = true});
  check_refused(send_to(make_identity({}, &unknown)), "unable to get local issuer certificate");
}

TEST_CASE("tls: a host name in the common name only is rejected (fault 72)") {
  check_refused(send_to(make_identity({.common_name = "localhost", .alternative_names = ""}, &authority())),
                "hostname mismatch");
}

TEST_CASE("tls: clients that trust the system's CAs share a context while one of them exists") {
  using roster::detail::shared_tls_context;
  const auto first = shared_tls_context({});
  CHECK(shared_tls_context({.user_agent = "other"}) == first);
  for (const roster::http_client_options& other :
       {roster::http_client_options{.insecure_accept_any_server = true},
        roster::http_client_options{.allow_legacy_ciphers = true}, trusting()}) {
    const auto made = shared_tls_context(other);
    CHECK(made != first);
    CHECK((shared_tls_context(other) == made) == other.ca_file.empty());
  }
  const int verification = SSL_CTX_get_verify_mode(first.get());
  CHECK(verification == SSL_VERIFY_PEER);
  const std::weak_ptr gone(shared_tls_context({.insecure_accept_any_server = true}));
  CHECK(gone.expired());
}

TEST_CASE("tls: the system's CAs do not include the CA of the test, and a CA file replaces them") {
  auto options = trusting();
  options.ca_file.clear();
  check_refused(send_to(make_identity({}, &authority()), "localhost", options),
                "unable to get local issuer certificate");
}

TEST_CASE(
    "tls: one connection serves many requests, with session tickets, and is closed with close_notify (fault "
    "78)") {
  client_bench bench(trusting());
  auto tls = server_context(make_identity({}, &authority()));
  std::string name;
  bool farewell = false;
  bool closed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           name = peer.server_name();
                           for (int i = 0; i < 20; ++i) {
                             co_await peer.request();
                             co_await peer.say(ok_response);
                           }
                           co_await peer.until_closed();
                           farewell = peer.said_goodbye_to();
                           closed = true;
                         }},
                         &tls);
  for (int i = 0; i < 20; ++i) {
    const auto got = bench.send(get(server.endpoint("https", "localhost")));
    REQUIRE_MESSAGE(got.ok(), got.what());
  }
  CHECK(server.connections() == 1);
  CHECK(name == "localhost");
  bench.destroy_client();
  bench.run([&] { return closed; });
  CHECK(farewell);
}

TEST_CASE("tls: after an unreachable address the handshake runs on the connected one") {
  auto options = trusting();
  options.resolve = [](const std::string&, roster::detail::address_handler done) {
    done({}, {asio::ip::make_address("127.0.0.2"), asio::ip::address_v4::loopback()});
  };
  client_bench bench(std::move(options));
  auto tls = server_context(make_identity({.alternative_names = "DNS:two.example"}, &authority()));
  scripted_server server(bench.context, {answering(2)}, &tls);
  dead_address dead(bench.context, "127.0.0.2", server.port());
  for (int i = 0; i < 2; ++i) {
    const auto got = bench.send(get(server.endpoint("https", "two.example")));
    CHECK_MESSAGE(got.ok(), got.what());
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("tls: no server name (SNI) is sent for an address (fault 78)") {
  client_bench bench(trusting());
  auto tls = server_context(make_identity({.alternative_names = "IP:127.0.0.1"}, &authority()));
  std::string name = "?";
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           name = peer.server_name();
                           co_await peer.request();
                           co_await peer.say(ok_response);
                         }},
                         &tls);
  CHECK(bench.send(get(server.endpoint("https"))).ok());
  CHECK(name == "");
}

TEST_CASE("tls: TLS 1.2 is supported, TLS 1.1 is not (fault 73)") {
  for (const int version : {TLS1_2_VERSION, TLS1_1_VERSION}) {
    client_bench bench(trusting());
    auto tls = server_context(make_identity({}, &authority()));
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(tls.native_handle(), version);
    int requests = 0;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             ++requests;
                             co_await peer.request();
                             co_await peer.say(ok_response);
                           }},
                           &tls);
    const auto got = bench.send(get(server.endpoint("https", "localhost")));
    CHECK(requests == (version == TLS1_2_VERSION ? 1 : 0));
    CHECK(server.connections() == 1);
    if (version == TLS1_2_VERSION)
      CHECK_MESSAGE(got.ok(), got.what());
    else
      check(got.failure(), errc::tls, "no TLS session with https://localhost:");
  }
}

namespace {

/// Sends to a TLS 1.2 server that accepts only these cipher suites.
outcome send_with_ciphers(const std::string& suites, bool rsa, bool allow_legacy) {
  auto options = trusting();
  options.allow_legacy_ciphers = allow_legacy;
  client_bench bench(std::move(options));
  auto tls = server_context(
      make_identity(rsa ? certificate_spec{.rsa_bits = 2048} : certificate_spec{}, &authority()));
  SSL_CTX_set_max_proto_version(tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_dh_auto(tls.native_handle(), 1);
  REQUIRE(SSL_CTX_set_cipher_list(tls.native_handle(), suites.c_str()) == 1);
  std::size_t requests = 0;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           const std::string got = co_await peer.request();
                           requests += !got.empty();
                           co_await peer.say(ok_response);
                         }},
                         &tls);
  auto got = bench.send(get(server.endpoint("https", "localhost")));
  CHECK(requests == (got.ok() ? 1 : 0));
  return got;
}

}  // namespace

TEST_CASE(
    "tls: cipher suites without forward secrecy or AEAD are accepted only with allow_legacy_ciphers (fault "
    "196)") {
  for (const std::string suite : {"AES128-SHA", "AES256-SHA256", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA",
                                  "ECDHE-RSA-AES256-SHA384", "DHE-RSA-AES128-GCM-SHA256"}) {
    CAPTURE(suite);
    check(send_with_ciphers(suite, true, false).failure(), errc::tls,
          "the server accepted none of the offered cipher suites (ECDHE with AES-GCM or ChaCha20); "
          "http_client_options::allow_legacy_ciphers also offers older ones: ");
    const auto got = send_with_ciphers(suite, true, true);
    CHECK_MESSAGE(got.ok(), got.what());
  }
}

TEST_CASE("tls: ECDHE with AES-GCM or ChaCha20 is offered for RSA and ECDSA keys") {
  for (const bool rsa : {true, false})
    for (const std::string cipher : {"AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"}) {
      CAPTURE(cipher);
      const auto got = send_with_ciphers((rsa ? "ECDHE-RSA-" : "ECDHE-ECDSA-") + cipher, rsa, false);
      CHECK_MESSAGE(got.ok(), got.what());
    }
}

TEST_CASE("tls: a plain HTTP server is reported as a TLS failure (fault 74)") {
  client_bench bench(trusting());
  std::string seen;
  bool closed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                           seen = co_await peer.until_closed();
                           closed = true;
                         }});
  check(bench.send(get(server.endpoint("https", "localhost"))).failure(), errc::tls,
        "the server does not speak TLS; the port may expect http: wrong version number");
  bench.run([&] { return closed; });
  CHECK(seen.find("GET") == seen.npos);
}

TEST_CASE("tls: HTTP/2 is not offered (fault 78)") {
  client_bench bench(trusting());
  auto tls = server_context(make_identity({}, &authority()));
  int offers = 0;
  SSL_CTX_set_alpn_select_cb(
      tls.native_handle(),
      [](SSL*, const unsigned char**, unsigned char*, const unsigned char*, unsigned, void* count) {
        ++*static_cast<int*>(count);
        return SSL_TLSEXT_ERR_NOACK;
      },
      &offers);
  scripted_server server(bench.context, {answering(1)}, &tls);
  CHECK(bench.send(get(server.endpoint("https", "localhost"))).ok());
  CHECK(offers == 0);
}

TEST_CASE("tls: only insecure_accept_any_server accepts any certificate (fault 79)") {
  const identity stranger = make_identity({.alternative_names = "DNS:wrong.example", .to_days = 0});
  auto options = trusting();
  check_refused(send_to(stranger, "localhost", options), "self-signed certificate");
  options.insecure_accept_any_server = true;
  const auto got = send_to(stranger, "localhost", options);
  CHECK_MESSAGE(got.ok(), got.what());
}

TEST_CASE("tls: with verification off, other handshake failures are not reported as certificate errors") {
  auto options = trusting();
  options.insecure_accept_any_server = true;
  client_bench bench(options);
  auto tls = server_context(make_identity({}));
  SSL_CTX_set_max_proto_version(tls.native_handle(),
                                TLS1_2_VERSION);  // reports a missing certificate during the handshake
  tls.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
  scripted_server server(bench.context, {answering(1)}, &tls);
  const auto f = bench.send(get(server.endpoint("https", "localhost"))).failure();
  check(f, errc::tls, "no TLS session with https://localhost:");
  check(f, errc::tls, "handshake failure");
}

namespace {

/// Sends to a server that requires a certificate of the test's CA; returns the common name of the presented
/// certificate.
std::string shown_by(roster::http_client_options options, outcome* result = nullptr,
                     int newest = TLS1_3_VERSION) {
  client_bench bench(std::move(options));
  auto tls = server_context(make_identity({}, &authority()));
  SSL_CTX_set_max_proto_version(tls.native_handle(), newest);
  const std::string trusted = authority().certificate_pem();
  tls.add_certificate_authority(asio::buffer(trusted));
  tls.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
  std::string name;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           name = peer.client_name();
                           co_await peer.request();
                           co_await peer.say(ok_response);
                         }},
                         &tls);
  auto got = bench.send(get(server.endpoint("https", "localhost")));
  CHECK(got.ok() == !name.empty());
  if (result != nullptr) *result = std::move(got);
  return name;
}

}  // namespace

TEST_CASE("tls: a client certificate is sent on request, with its key from either file") {
  const identity me = make_identity({.common_name = "me", .alternative_names = ""}, &authority());
  const temporary_file certificate(me.certificate_pem());
  const temporary_file key(me.key_pem());
  const temporary_file both(me.certificate_pem() + me.key_pem());
  const temporary_file locked(encrypted_key_pem(me, "hunter2"));
  auto options = trusting();
  options.client_certificate_file = both.path();
  CHECK(shown_by(options) == "me");
  options.client_certificate_file = certificate.path();
  options.client_key_file = key.path();
  CHECK(shown_by(options) == "me");
  options.client_key_file = locked.path();
  options.client_key_passphrase = roster::secret("hunter2");
  CHECK(shown_by(options) == "me");
}

TEST_CASE("tls: a client certificate is sent with its intermediate CAs") {
  const identity between =
      make_identity({.common_name = "between", .alternative_names = "", .authority = true}, &authority());
  const identity me = make_identity({.common_name = "me", .alternative_names = ""}, &between);
  const temporary_file whole(me.certificate_pem() + between.certificate_pem() + me.key_pem());
  auto options = trusting();
  options.client_certificate_file = whole.path();
  CHECK(shown_by(options) == "me");
}

TEST_CASE("tls: a required client certificate that is missing is a TLS failure, not a lost connection") {
  outcome got;
  CHECK(shown_by(trusting(), &got) == "");
  check(got.failure(), errc::tls, "certificate required");
  CHECK(shown_by(trusting(), &got, TLS1_2_VERSION) == "");
  check(got.failure(), errc::tls, "the server requested a client certificate, and ");
}

TEST_CASE("tls: an unusable client certificate is rejected on construction, without showing the passphrase") {
  asio::io_context context;
  const identity me = make_identity({.common_name = "me"}, &authority());
  const temporary_file certificate(me.certificate_pem());
  const temporary_file other_key(make_identity({}).key_pem());
  const temporary_file locked(encrypted_key_pem(me, "hunter2"));
  const auto rejection = [&](const std::string& file, const std::string& key, const std::string& passphrase) {
    try {
      roster::make_http_client(context.get_executor(), {.client_certificate_file = file,
                                                        .client_key_file = key,
                                                        .client_key_passphrase = roster::secret(passphrase)});
    } catch (const roster::failure& f) {
      CHECK(f.condition() == errc::invalid_argument);
      CHECK(std::string(f.what()).find("hunter") == std::string::npos);
      return std::string(f.what());
    }
    return std::string("accepted");
  };
  CHECK(
      rejection("/nowhere.pem", "", "") ==
      "invalid argument: client certificate file \"/nowhere.pem\" cannot be read: No such file or directory");
  CHECK(
      rejection(certificate.path(), "/nowhere/hunter2", "hunter2") ==  // the passphrase in place of the file
      "invalid argument: client key file \"/nowhere/***\" cannot be read: No such file or directory");
  CHECK(rejection(certificate.path(), "/nowhere.pem", "")
            .starts_with("invalid argument: client key file \"/nowhere.pem\""));
  CHECK(rejection(other_key.path(), "", "").find("contains no PEM certificate") != std::string::npos);
  for (const std::string& key : {std::string(), other_key.path()})
    CHECK(rejection(certificate.path(), key, "").find("contains no PEM private key that matches") !=
          std::string::npos);
  for (const char* passphrase : {"", "hunter3"})  // and OpenSSL does not prompt on the terminal
    CHECK(rejection(certificate.path(), locked.path(), passphrase).find("contains no PEM private key") !=
          std::string::npos);
  CHECK(rejection(certificate.path(), locked.path(), "hunter2") == "accepted");
}

TEST_CASE("tls: an interrupted handshake is a connection failure, a stalled one a timeout (fault 74)") {
  auto options = trusting();
  options.handshake_timeout = 30ms;
  client_bench bench(options);
  scripted_server server(
      bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                        peer.hang_up();
                        co_await peer.until_closed();
                      },
                      [](scripted_peer& peer) -> asio::awaitable<void> {
                        co_await peer.say("\x16\x03\x03");
                        peer.reset();
                      },
                      [](scripted_peer& peer) -> asio::awaitable<void> { co_await peer.until_closed(); }});
  const auto to = server.endpoint("https", "localhost");
  check(bench.send(get(to)).failure(), errc::connection, "closed the connection during the TLS handshake");
  check(bench.send(get(to)).failure(), errc::connection, "closed the connection during the TLS handshake");
  check(bench.send(get(to)).failure(), errc::timed_out,
        "TLS handshake timed out: no TLS session with " + to.origin() + " within 30 ms");
  CHECK(server.connections() == 3);
}

TEST_CASE("tls: a missing close_notify is accepted only if the response has a known length (faults 75, 76)") {
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
  const std::string to_the_end = "HTTP/1.1 200 OK\r\n\r\nok";
  const auto sent = [&](std::string_view answer, bool goodbye) {
    client_bench bench(trusting());
    auto tls = server_context(make_identity({}, &authority()));
    bool over = false;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say(answer);
                             if (goodbye)
                               co_await peer.say_goodbye();
                             else
                               peer.hang_up();
                             co_await peer.until_closed();
                             over = true;
                           }},
                           &tls);
    auto got = bench.send(get(server.endpoint("https", "localhost")));
    bench.destroy_client();
    bench.run([&] { return over; });
    return got;
  };
  CHECK(sent(ok_response, false).answer.body == "ok");
  CHECK(sent(chunked, false).answer.body == "ok");
  CHECK(sent(to_the_end, true).answer.body == "ok");
  check(sent(to_the_end, false).failure(), errc::connection, "ended after 2 bytes: stream truncated");
  check(sent("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", false).failure(), errc::connection,
        "ended after 2 of 9 bytes");
  check(sent("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", true).failure(), errc::connection,
        "ended after 2 of 9 bytes");
}

TEST_CASE("tls: a corrupt TLS record is a connection failure with the position in the response (fault 77)") {
  client_bench bench(trusting());
  auto tls = server_context(make_identity({}, &authority()));
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
                           peer.garble("no record of TLS");
                           co_await peer.until_closed();
                         }},
                         &tls);
  check(bench.send(get(server.endpoint("https", "localhost"))).failure(), errc::connection,
        "ended after 2 of 9 bytes: ");
}

TEST_CASE("tls: a pooled connection that was closed or has unread bytes is replaced") {
  for (const bool goodbye : {true, false}) {
    client_bench bench(trusting());
    auto tls = server_context(make_identity({}, &authority()));
    bool done = false;
    scripted_server server(bench.context,
                           {[&](scripted_peer& peer) -> asio::awaitable<void> {
                              co_await peer.request();
                              co_await peer.say(ok_response);
                              if (goodbye)
                                co_await peer.say_goodbye();
                              else
                                co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
                              co_await peer.delivered();
                              done = true;
                              co_await peer.until_closed();
                            },
                            answering(1)},
                           &tls);
    const auto to = server.endpoint("https", "localhost");
    CHECK(bench.send(get(to)).ok());
    if (!goodbye) bench.run([&] { return done; });
    CHECK(bench.send(get(to)).answer.body == "ok");
    CHECK(server.connections() == 2);
  }
}

TEST_CASE("tls: a forged response in the same record or segment as the first is never accepted") {
  client_bench bench(trusting());
  auto tls = server_context(make_identity({}, &authority()));
  scripted_server server(bench.context,
                         {[&](scripted_peer& peer) -> asio::awaitable<void> {
                            co_await peer.request();
                            co_await peer.say(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n"
                                "Content-Length: 6\r\n\r\nforged");
                            co_await peer.until_closed();
                          },
                          answering(2)},
                         &tls);
  const auto to = server.endpoint("https", "localhost");
  for (int i = 0; i < 3; ++i) CHECK(bench.send(get(to)).answer.body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE("tls: a send can be cancelled during the handshake and the response") {
  for (const bool in_handshake : {true, false}) {
    client_bench bench(trusting());
    auto tls = server_context(make_identity({}, &authority()));
    bool reached = false;
    bool closed = false;
    const script stall = [&](scripted_peer& peer) -> asio::awaitable<void> {
      if (!in_handshake) co_await peer.request();
      reached = true;
      co_await peer.until_closed();
      closed = true;
    };
    scripted_server server(bench.context, {stall}, in_handshake ? nullptr : &tls);
    asio::cancellation_signal cancel;
    const auto result = bench.start(get(server.endpoint("https", "localhost")), 10s, cancel.slot());
    bench.run([&] { return reached; });
    cancel.emit(asio::cancellation_type::terminal);
    bench.run([&] { return result->over && closed; });
    CHECK(result->aborted());
  }
}

TEST_CASE("tls: an event loop can be destroyed at each step, without leaking anything") {
  const identity shown = make_identity({}, &authority());
  for (std::size_t n = 0; n < 40; n += 3) {
    client_bench bench(trusting());
    auto tls = server_context(shown);
    scripted_server server(bench.context, {answering(1)}, &tls);
    const auto result = bench.start(get(server.endpoint("https", "localhost")));
    for (std::size_t i = 0; i < n && !result->over; ++i) bench.context.run_one();
  }
}

TEST_CASE("tls: an unusable CA file is rejected on construction") {
  asio::io_context context;
  const auto make = [&](const std::string& file) {
    roster::make_http_client(context.get_executor(), {.ca_file = file});
  };
  CHECK_THROWS_WITH_AS(
      make("/nowhere/ca.pem"),
      "invalid argument: CA file \"/nowhere/ca.pem\" cannot be read: No such file or directory",
      roster::failure);
  const temporary_file nonsense("not a certificate\n");
  try {
    make(nonsense.path());
    FAIL("accepted");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    CHECK(std::string(f.what()).find("contains no PEM certificate") != std::string::npos);
  }
}

TEST_CASE("tls: only regular files are opened, so that a FIFO does not block (fault 179)") {
  asio::io_context context;
  const temporary_file place("");
  const std::string fifo = place.path() + ".fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const temporary_file certificate(authority().certificate_pem());
  for (const roster::http_client_options& options :
       {roster::http_client_options{.ca_file = fifo},
        roster::http_client_options{.client_certificate_file = fifo},
        roster::http_client_options{.client_certificate_file = certificate.path(), .client_key_file = fifo},
        roster::http_client_options{.ca_file = "/dev/null"}}) {
    std::string why;
    try {
      roster::make_http_client(context.get_executor(), options);
    } catch (const roster::failure& f) {
      CHECK(f.condition() == errc::invalid_argument);
      why = f.what();
    }
    CHECK_MESSAGE(why.ends_with(" is not a regular file"), why);
  }
  CHECK(std::remove(fifo.c_str()) == 0);
  CHECK_THROWS_WITH_AS(roster::make_http_client(context.get_executor(), {.ca_file = "/"}),
                       doctest::Contains("CA file \"/\" is a directory"), roster::failure);
}
