// SPDX-License-Identifier: BSL-1.0
#include <sys/stat.h>

#include <filesystem>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/signer.hpp>
#include <roster/client.hpp>
#include <roster/recording/recording_transport.hpp>
#include <roster/recording/replaying_transport.hpp>
#include <sstream>
#include <support/emulator_requests.hpp>
#include <support/listed.hpp>
#include <support/run_awaitable.hpp>
#include <support/temporary_folder.hpp>
#include <utility>

using namespace roster_test;
using roster::errc;
using roster::secret;
using roster::detail::interaction;
using roster::emulator::cloud;

namespace {

/// Returns what a listing yields over any transport with any key: whole services, since a replay must lose no member.
template <class Client, class List>
auto bring(boost::asio::io_context& io, std::shared_ptr<roster::transport> way, List list,
           std::string key = "emulator") {
  const Client client(io.get_executor(), {.endpoint = "http://emulator",
                                          .credentials = roster::static_key(key, key + "-secret"),
                                          .transport = std::move(way),
                                          .runtime = no_sleep()});
  auto range = roster::blocking(list(client));
  std::vector<std::remove_cvref_t<decltype(*range.begin())>> all;
  for (const auto& service : range) all.push_back(service);
  return all;
}

auto bring_eas(boost::asio::io_context& io, std::shared_ptr<roster::transport> way, std::int64_t size,
               std::string key = "emulator") {
  return bring<eas::client>(
      io, std::move(way), [&](const eas::client& c) { return c.list_services({.page_size = size}); }, key);
}

auto bring_qianfan(boost::asio::io_context& io, std::shared_ptr<roster::transport> way, std::int64_t size,
                   std::string key = "emulator") {
  return bring<qianfan::client>(
      io, std::move(way), [&](const qianfan::client& c) { return c.describe_services({.max_keys = size}); },
      key);
}

std::shared_ptr<roster::transport> recorder(boost::asio::io_context& io, const cloud& clouds,
                                            std::vector<interaction>& kept) {
  return std::make_shared<roster::detail::recording_transport>(clouds.transport(io.get_executor()), kept);
}

template <class Work>
roster::failure failure_of(Work work) {
  try {
    work();
  } catch (const roster::failure& f) {
    return f;
  }
  FAIL("nothing failed");
  throw 0;
}

/// A transport that echoes the request, as an error page of a gateway does.
struct echoing_transport final : roster::transport {
  boost::asio::awaitable<http::response> send(const http::request& request, time_point) override {
    std::string all = "canonical request was [";
    for (const auto& h : request.headers) all += h.name + ':' + h.value + ' ';
    co_return http::response{
        .status = 400,
        .headers = {{"Content-Type", "application/json"},
                    {"X-Bce-Error-Message", all},
                    {"Set-Cookie", "session=1"},
                    {"x-acs-request-id", "id-1"}},
        .body = roster::to_json(read_error{.code = "SignatureDoesNotMatch", .message = all})};
  }
};

struct token_item {
  std::string name{};
};
struct token_query {
  std::optional<std::string> api_key{};
  std::optional<std::string> token{};
};
struct token_page {
  std::vector<token_item> items{};
  std::string token{};
};
struct list_by_query {
  using request = token_query;
  using response = token_page;
  static constexpr auto target = roster::get("/items");
  static constexpr auto items = roster::path<&token_page::items>;
  static constexpr auto paging =
      roster::by_token{.send = &token_query::token, .next = roster::path<&token_page::token>};
};
struct list_by_body : list_by_query {
  static constexpr auto target = roster::post("/items");
};

/// A service whose page token has the name of a secret, in the query or in the body.
struct token_service final : roster::transport {
  boost::asio::awaitable<http::response> send(const http::request& request, time_point) override {
    token_query asked;
    if (request.method == "POST") REQUIRE_FALSE(roster::decode(request.body, asked));
    const auto query = http::detail::parse_query(request.query);
    for (const auto& [name, value] : *query)
      if (name == "token") asked.token = value;
    const std::string before = "page-token/";
    const int page = asked.token ? std::stoi(asked.token->substr(before.size())) : 0;
    const token_page out{.items = {{"item " + std::to_string(page)}},
                         .token = page < 4 ? before + std::to_string(page + 1) : ""};
    co_return http::response{
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = roster::to_json(out)};
  }
};

}  // namespace

TEST_CASE("recording_transport: a replay of its recording lists the same services") {
  for (const std::int64_t size : {7, 100}) {
    boost::asio::io_context io;
    const cloud clouds({.services = 57, .seed = static_cast<std::uint64_t>(size)});
    std::ostringstream lines;
    const auto recording =
        std::make_shared<roster::detail::recording_transport>(clouds.transport(io.get_executor()), lines);
    auto eas = bring_eas(io, recording, size);
    const auto qianfan = bring_qianfan(io, recording, size);
    for (auto& service : eas) service.access_token = secret("***");  // the token is not recorded

    const auto replaying =
        std::make_shared<roster::detail::replaying_transport>(roster::detail::parse_recording(lines.str()));
    CHECK(bring_eas(io, replaying, size, "another-key") == eas);
    CHECK(bring_qianfan(io, replaying, size, "another-key") == qianfan);
    CHECK(replaying->left() == 0);
  }
}

TEST_CASE("recording_transport: transport failures are recorded and replayed") {
  boost::asio::io_context io;
  const cloud clouds(
      {.services = 30,
       .faults = {roster::emulator::parse_fault("reset:at=2"), roster::emulator::parse_fault("throttle:at=3"),
                  roster::emulator::parse_fault("status:at=4,status=502,body=html")}});
  std::vector<interaction> kept;
  const auto eas = bring_eas(io, recorder(io, clouds, kept), 10);
  REQUIRE(kept.size() == 6);
  CHECK(kept[1].error == "connection");
  CHECK(kept[1].status == 0);
  CHECK(kept[2].status == 429);
  CHECK(kept[3].status == 502);
  const auto replaying = std::make_shared<roster::detail::replaying_transport>(kept);
  CHECK(bring_eas(io, replaying, 10).size() == eas.size());
  CHECK(replaying->left() == 0);

  const auto down = std::make_shared<roster::detail::replaying_transport>(
      std::vector<interaction>(4, kept[1]));  // of a page other than the first
  const auto f = failure_of([&] { send(io, *down, eas_request({{"PageNumber", "2"}, {"PageSize", "10"}})); });
  CHECK(f.condition() == errc::connection);
  CHECK(f.details().message == kept[1].message);
}

TEST_CASE("recording_transport: writes no secret, not even one that the service echoes") {
  boost::asio::io_context io;
  std::ostringstream lines;
  roster::detail::recording_transport recording(std::make_shared<echoing_transport>(), lines);
  const roster::credentials key{.access_key_id = "LTAI5tExampleKeyId",
                                .access_key_secret = secret("the-key-secret"),
                                .security_token = secret("the-\"token\"/+")};
  auto request = signed_eas(eas_request({{"access_token", "24.hidden"}}), "n", noon, key);
  request.body = R"({"password":"p4ssw0rd","marker":"keep-me"})";
  const std::string authorization(request.headers.get("authorization"));
  send(io, recording, request);
  const std::string written = lines.str();
  for (const std::string& hidden :
       {std::string("LTAI5tExampleKeyId"), std::string("the-key-secret"), std::string("the-"),
        authorization.substr(authorization.size() - 64), std::string("24.hidden"), std::string("p4ssw0rd"),
        std::string("session=1")}) {
    CAPTURE(hidden);
    CHECK(written.find(hidden) == std::string::npos);
  }
  for (const char* there : {"keep-me", "SignatureDoesNotMatch", "id-1", "access_token=***"}) {
    CAPTURE(there);
    CHECK(written.find(there) != std::string::npos);
  }
  const auto entry = roster::detail::parse_recording(written).at(0);
  CHECK(entry.headers.size() == 3);
}

TEST_CASE("recording_transport: a recording contains no secret in any format or encoding (fault 184)") {
  boost::asio::io_context io;
  for (const char* body :
       {R"({"Token":"planted"})", R"({"passwd":12345,"credentials":{"a":"planted"}})",
        R"({"env":[{"name":"HF_TOKEN","value":"planted"}]})",
        R"({"ServiceConfig":" {\"auth_token\":\"planted\"}"})",
        R"({"ServiceConfig":"{\"token\":\"planted\",}"})", R"({"ServiceConfig":"a: 1\ntoken: planted"})",
        R"({"token":"planted")", "\xEF\xBB\xBF{\"token\":\"planted\"}", "\xB7\xFE{\"token\":\"planted\"}",
        "token=planted&x=1", "<SecurityToken>planted</SecurityToken>"}) {
    CAPTURE(body);
    struct answering final : roster::transport {
      std::string body{};
      boost::asio::awaitable<http::response> send(const http::request&, time_point) override {
        co_return http::response{.status = 200, .headers = {{"Location", "/x?sig=returned"}}, .body = body};
      }
    };
    const auto inner = std::make_shared<answering>();
    // The response has a secret that was not sent: only its context marks it as one.
    inner->body = body;
    for (auto at = inner->body.find("planted"); at != std::string::npos; at = inner->body.find("planted"))
      inner->body.replace(at, 7, "returned");
    std::ostringstream lines;
    roster::detail::recording_transport recording(inner, lines);
    auto request = eas_request({{"OIDCToken", "planted"}});
    request.headers.set("x-jwt", "planted");
    request.body = body;
    send(io, recording, request);
    CHECK(lines.str().find("planted") == std::string::npos);
    CHECK(lines.str().find("returned") == std::string::npos);
    CHECK(lines.str().find("12345") == std::string::npos);
    CHECK(roster::detail::parse_recording(lines.str()).size() == 1);
  }
}

TEST_CASE("recording_transport: does not write the AccessToken of services") {
  boost::asio::io_context io;
  const cloud clouds({.services = 20});
  std::ostringstream lines;
  bring_eas(io,
            std::make_shared<roster::detail::recording_transport>(clouds.transport(io.get_executor()), lines),
            100);
  for (const auto& r : clouds.eas_records()) {
    REQUIRE_FALSE(r.service.access_token->empty());
    CHECK(lines.str().find(r.service.access_token->reveal()) == std::string::npos);
  }
}

TEST_CASE("recording_transport: a recording in a file can be replayed") {
  boost::asio::io_context io;
  const cloud clouds({.services = 12});
  const fake::temporary_folder folder;
  const std::string path = folder.path("recording.jsonl");
  const auto came = bring_qianfan(io, roster::record_to_file(clouds.transport(io.get_executor()), path), 5);
  const auto replaying = roster::replay_file(path);
  std::filesystem::remove(path);
  CHECK(bring_qianfan(io, replaying, 5) == came);
  CHECK(failure_of([&] { roster::replay_file(path); }).what() ==
        "invalid argument: the recording \"" + path + "\" cannot be read: it does not exist");
  const auto f = failure_of([&] { roster::record_to_file(nullptr, "/no/such/place"); });
  CHECK(std::string(f.what()) ==
        "invalid argument: the recording \"/no/such/place\" cannot be written: No such file or directory");
}

TEST_CASE_TEMPLATE("recording_transport: a listing whose page token is a secret can be replayed (fault 205)",
                   Operation, list_by_query, list_by_body) {
  boost::asio::io_context io;
  const auto list = [&](std::shared_ptr<roster::transport> way, const char* key) {
    const roster::client<Operation> client(io.get_executor(), {.endpoint = "http://tokens.test",
                                                               .sign = roster::bearer{key},
                                                               .transport = std::move(way),
                                                               .runtime = no_sleep()});
    std::vector<std::string> names;
    for (int round = 0; round < 2; ++round)
      for (const auto& one : roster::blocking(client.list({.api_key = key}))) names.push_back(one.name);
    return names;
  };
  std::ostringstream lines;
  const auto recording =
      std::make_shared<roster::detail::recording_transport>(std::make_shared<token_service>(), lines);
  const auto names = list(recording, "first-api-key");
  CHECK(names.size() == 10);
  for (const char* hidden : {"page-token", "first-api-key"})
    CHECK(lines.str().find(hidden) == std::string::npos);
  const auto replaying =
      std::make_shared<roster::detail::replaying_transport>(roster::detail::parse_recording(lines.str()));
  CHECK(list(replaying, "another-api-key") == names);
  CHECK(replaying->left() == 0);
}

TEST_CASE(
    "replaying_transport: requests signed in the query are replayed with other signatures (fault 205)") {
  boost::asio::io_context io;
  std::vector<interaction> kept;
  roster::detail::recording_transport recording(std::make_shared<token_service>(), kept);
  const auto ask = [&](roster::transport& way, const char* page, const char* signature) {
    return send(io, way, eas_request({{"Page", page}, {"Signature", signature}})).body;
  };
  ask(recording, "1", "first");
  ask(recording, "2", "second");
  CHECK(kept[0].target.ends_with("?Page=1&Signature=***"));
  CHECK(kept[1].target.ends_with("?Page=2&Signature=***3"));  // ***2 is the token of the first page
  roster::detail::replaying_transport replaying(kept);
  ask(replaying, "2", "third");
  ask(replaying, "1", "fourth");
  CHECK(replaying.left() == 0);
}

TEST_CASE("record_to_file: only the owner of the file may read it (fault 202)") {
  using std::filesystem::perms;
  const fake::temporary_folder folder;
  const auto owner_only = perms::owner_read | perms::owner_write;
  const auto usual_mask = ::umask(0);
  roster::record_to_file(nullptr, folder.path("new"));
  ::umask(usual_mask);
  CHECK(std::filesystem::status(folder.path("new")).permissions() == owner_only);

  const std::string old = folder.write("old", "something");
  std::filesystem::permissions(old, perms::all);
  roster::record_to_file(nullptr, old);
  CHECK(std::filesystem::status(old).permissions() == owner_only);
  CHECK(std::filesystem::file_size(old) == 0);
}

TEST_CASE(
    "record_to_file: rejects links, pipes and directories at once and does not change them (fault 202)") {
  const fake::temporary_folder folder;
  const std::string target = folder.write("target", "something");
  std::filesystem::create_symlink(target, folder.path("link"));
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0644) == 0);
  for (const auto& [name, why] :
       {std::pair("link", "it is a symbolic link"), std::pair("pipe", "it is not a regular file"),
        std::pair("", "Is a directory")}) {
    CAPTURE(name);
    const auto f = failure_of([&] { roster::record_to_file(nullptr, folder.path(name)); });
    CHECK(f.condition() == errc::invalid_argument);
    CHECK(std::string(f.what()).ends_with(std::string("cannot be written: ") + why));
  }
  CHECK(std::filesystem::file_size(target) == 9);
  CHECK(std::filesystem::is_fifo(folder.path("pipe")));
}

TEST_CASE("replay_file: rejects pipes, devices and directories at once (fault 203)") {
  const fake::temporary_folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  for (const std::string& path : {folder.path("pipe"), folder.path(), std::string("/dev/zero")}) {
    CAPTURE(path);
    CHECK(failure_of([&] { roster::replay_file(path); }).condition() == errc::invalid_argument);
  }
}

TEST_CASE(
    "replay_file: reads a recording larger than other text files, but not beyond its limit (fault 203)") {
  const fake::temporary_folder folder;
  roster::detail::interaction one{
      .method = "GET", .target = "/", .status = 200, .body = std::string(1'200'000, 'b')};
  CHECK(roster::replay_file(folder.write("large", roster::detail::to_line(one) + '\n'))->left() == 1);
  const std::string sparse = folder.write("sparse", "");
  std::filesystem::resize_file(sparse, roster::detail::max_recording + 1);
  const auto f = failure_of([&] { roster::replay_file(sparse); });
  CHECK(std::string(f.what()).ends_with(" is too large (more than 268435456 bytes)"));
}

TEST_CASE("replaying_transport: a request that was not recorded fails and names both requests") {
  boost::asio::io_context io;
  const cloud clouds({.services = 30, .verify_signatures = false});
  std::vector<interaction> kept;
  const auto recording = recorder(io, clouds, kept);
  send(io, *recording, eas_request({{"PageNumber", "1"}}));
  send(io, *recording, qianfan_request(R"({"maxKeys":5})"));
  roster::detail::replaying_transport replaying(kept);
  auto f = failure_of([&] { send(io, replaying, eas_request({{"PageNumber", "2"}})); });
  CHECK(f.condition() == errc::invalid_argument);
  CHECK(std::string(f.what()) ==
        "invalid argument: the recording has no response for GET /api/v2/services?PageNumber=2; the next "
        "unused response is for GET "
        "/api/v2/services?PageNumber=1");
  f = failure_of([&] { send(io, replaying, qianfan_request(R"({"maxKeys":6})")); });
  CHECK(std::string(f.what()).find(
            "POST /v2/service?Action=DescribeServices with body {\"maxKeys\":6}; the next") !=
        std::string::npos);
  send(io, replaying, qianfan_request(R"({"maxKeys":5})"));
  send(io, replaying, eas_request({{"PageNumber", "1"}}));
  f = failure_of([&] { send(io, replaying, eas_request({{"PageNumber", "1"}})); });
  CHECK(std::string(f.what()).ends_with("; all of its 2 responses have been used"));
}

TEST_CASE("replaying_transport: equal requests receive their responses in order") {
  boost::asio::io_context io;
  roster::detail::replaying_transport replaying(
      {{.method = "GET", .host = "a", .target = "/", .status = 200, .body = "1"},
       {.method = "GET", .host = "b", .target = "/", .status = 200, .body = "2"},
       {.method = "GET", .host = "a", .target = "/", .status = 200, .body = "3"}});
  http::request request = eas_request();
  request.path = "/";
  const auto ask = [&](const char* host) {
    request.headers.set("Host", host);
    return send(io, replaying, request).body;
  };
  CHECK(ask("b") == "2");
  CHECK(ask("a") == "1");
  CHECK(ask("elsewhere:4000") == "3");
  CHECK(replaying.left() == 0);
}
