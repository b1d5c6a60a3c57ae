// SPDX-License-Identifier: BSL-1.0
// Serves every API of the catalog over HTTPS, lists it with Roster, and signs what other clients have sent.
//
// usage: catalog_server COUNT
//
// Prints {"endpoint": …, "authority": the PEM of its certificate authority, "listed": {API: [key, …]}} after listing COUNT
// items of each API. For each line of its input, a request of another client, it then prints the headers that
// Roster's signer sets: {"signer": "aws_sigv4" | "tencent_tc3", "service", "action", "version", "region",
// "date": seconds since 1970, "method", "path", "query", "headers": {…}, "body"}. It ends with its input. Every request is
// a line of the standard error: API, method, target, status and error code.

#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <roster/auth.hpp>
#include <roster/catalog.hpp>
#include <roster/client.hpp>
#include <roster/emulator/data/generate.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/range/blocking.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

/// What the program prints first.
struct greeting {
  std::string endpoint{};
  std::string authority{};
  std::map<std::string, std::vector<std::string>> listed{};
};

/// A request of another client.
struct sent_request {
  std::string signer{};
  std::string service{};
  std::string action{};
  std::string version{};
  std::string region{};
  std::int64_t date{};
  std::string method{};
  std::string path{};
  std::string query{};
  std::map<std::string, std::string> headers{};
  std::string body{};
};

constexpr const char* key_id = "AKIDEXAMPLE";
constexpr const char* key_secret = "a secret, with/some+odd=characters";

roster::detail::any_signer signer_of(const sent_request& sent) {
  if (sent.signer == "aws_sigv4") return roster::aws_sigv4({.region = sent.region, .service = sent.service});
  if (sent.signer == "tencent_tc3")
    return roster::tencent_tc3(
        {.service = sent.service, .action = sent.action, .version = sent.version, .region = sent.region});
  throw std::invalid_argument("unknown signer " + sent.signer);
}

std::string sign(const std::string& line) {
  sent_request sent;
  if (const auto error = roster::decode(line, sent)) throw std::invalid_argument(error->text());
  roster::http::request request{
      .method = sent.method, .path = sent.path, .query = sent.query, .body = sent.body};
  for (const auto& [name, value] : sent.headers) request.headers.set(name, value);
  const roster::credentials key{.access_key_id = key_id, .access_key_secret = roster::secret(key_secret)};
  signer_of(sent)->sign(request, key, {.now = std::chrono::sys_seconds(std::chrono::seconds(sent.date))});
  std::map<std::string, std::string> out;
  for (const auto& header : request.headers) out[header.name] = header.value;
  return roster::to_json(out, {.reveal_secrets = true});
}

/// The served APIs, and what a client lists from each.
class catalog {
 public:
  explicit catalog(std::size_t count) : count_(count) {}

  template <class Op>
  void add(const std::string& name, typename Op::request request = {}, bool ignore_unknown = false) {
    const auto items = roster::emulator::generate<roster::item_of<Op>>(count_, apis_.size());
    apis_.push_back(roster::emulator::serve<Op>(
        items, {.page_size_clamp = 10,
                .ignore_unknown = ignore_unknown,
                .on_request = [name](const roster::emulator::logged_request& one) {
                  std::cerr << name + ' ' + one.method + ' ' + one.target + ' ' + std::to_string(one.status) +
                                   ' ' + one.code + '\n';
                }}));
    list_.emplace_back(name, [request](const roster::client_config& config) {
      boost::asio::io_context context;
      const roster::client<Op> client{context.get_executor(), config};
      std::vector<std::string> keys;
      for (const auto& one : roster::blocking(client.list(request)))
        keys.push_back(roster::emulator::detail::key_text<Op>(one));
      return keys;
    });
  }

  const std::vector<roster::emulator::served_api>& apis() const { return apis_; }

  std::map<std::string, std::vector<std::string>> list(const roster::client_config& config) const {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [name, keys] : list_) out[name] = keys(config);
    return out;
  }

 private:
  using lister = std::function<std::vector<std::string>(const roster::client_config&)>;

  std::size_t count_;
  std::vector<roster::emulator::served_api> apis_{};
  std::vector<std::pair<std::string, lister>> list_{};
};

catalog make_catalog(std::size_t count) {
  using namespace roster;
  catalog all(count);
  all.add<sagemaker::list_endpoints>("sagemaker.list_endpoints");
  all.add<sagemaker::list_inference_components>("sagemaker.list_inference_components");
  all.add<bedrock::list_provisioned_model_throughputs>("bedrock.list_provisioned_model_throughputs");
  all.add<azure_ml::list_online_endpoints>(
      "azure_ml.list_online_endpoints",
      {.subscription_id = "0a1b", .resource_group_name = "group", .workspace_name = "work"});
  all.add<tione::describe_model_service_groups>("tione.describe_model_service_groups");
  all.add<ark::list_endpoints>("ark.list_endpoints");
  all.add<openai::list_models>("openai.list_models");
  all.add<openai::list_fine_tuning_jobs>("openai.list_fine_tuning_jobs");
  all.add<replicate::list_deployments>("replicate.list_deployments");
  all.add<kserve::list_inference_services>("kserve.list_inference_services", {.namespace_ = "team"});
  all.add<kserve::list_all_inference_services>("kserve.list_all_inference_services");
  all.add<together::list_endpoints>("together.list_endpoints");
  // Its client selects the members of the response by a parameter that is not declared.
  all.add<hugging_face::list_models>("hugging_face.list_models", {}, true);
  return all;
}

/// Writes the certificate authority to a file while the program runs.
class authority_file {
 public:
  explicit authority_file(const std::string& pem)
      : path_(std::filesystem::temp_directory_path() /
              ("roster-catalog-" + std::to_string(::getpid()) + ".pem")) {
    std::ofstream(path_) << pem;
  }
  authority_file(const authority_file&) = delete;
  authority_file& operator=(const authority_file&) = delete;
  ~authority_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

void run(std::size_t count) {
  boost::asio::io_context context;
  const auto all = make_catalog(count);
  roster::emulator::server server(context.get_executor(), all.apis(), {.make_certificate = true});
  greeting hello{.endpoint = server.start(), .authority = server.ca_certificate_pem()};
  std::jthread thread([&] { context.run(); });
  const authority_file authority(hello.authority);
  hello.listed =
      all.list({.endpoint = hello.endpoint, .http = {.ca_file = authority.path()}, .variables = {}});
  std::cout << roster::to_json(hello) << std::endl;
  for (std::string line; std::getline(std::cin, line);) std::cout << sign(line) << std::endl;
  server.stop();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::invalid_argument("usage: catalog_server COUNT");
    run(std::stoul(argv[1]));
  } catch (const std::exception& failed) {
    std::cerr << failed.what() << '\n';
    return EXIT_FAILURE;
  }
}
