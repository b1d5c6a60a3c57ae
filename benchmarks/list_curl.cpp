// SPDX-License-Identifier: BSL-1.0
// Lists everything as many programs do: libcurl with one handle, so that the connection is reused, and
// nlohmann::json. Requests are unsigned, and only the status is checked.
//
// usage: bench-list-curl ENDPOINT      SSL_CERT_FILE in the environment has the authorities, as for the program curl

#include <curl/curl.h>
#include <cstdlib>

#include "eas_plain.hpp"
#include "listing_sample.hpp"
#include "nlohmann_peer.hpp"

namespace {

std::size_t append(char* bytes, std::size_t, std::size_t size, void* body) {
  static_cast<std::string*>(body)->append(bytes, size);
  return size;
}

/// Fetches one page into `body`, whose memory is reused.
void fetch(CURL* handle, const std::string& url, std::string& body) {
  body.clear();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  long status = 0;
  if (curl_easy_perform(handle) != CURLE_OK) std::exit(1);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  bench::listing_sample sample;
  CURL* const handle = curl_easy_init();
  std::string body;
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // ignores the proxies of the environment
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  if (const char* authorities = std::getenv("SSL_CERT_FILE"))
    curl_easy_setopt(handle, CURLOPT_CAINFO, authorities);
  const std::string url = std::string(argv[1]) + "/api/v2/services?PageSize=100&PageNumber=";
  std::vector<plain::eas_service> services;
  for (int number = 1;; ++number) {
    fetch(handle, url + std::to_string(number), body);
    auto response = peers::nlohmann_from_json<plain::eas_response>(body);
    for (auto& s : response.Services) services.push_back(std::move(s));
    if (response.Services.empty() || static_cast<std::int64_t>(services.size()) >= response.TotalCount) break;
  }
  bench::seen all;
  for (const auto& s : services) all.add(s.ServiceName, s.Cpu.value_or(0));
  sample.print(all);
  curl_easy_cleanup(handle);
}
