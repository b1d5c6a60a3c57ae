// SPDX-License-Identifier: BSL-1.0
#include "sources.hpp"

#include <algorithm>
#include <array>
#include <roster/alibaba/credentials.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/url.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string_view>
#include <utility>

#include "verbose.hpp"

namespace roster_ls {
namespace {

// Source: the endpoints that the vendor's clients know, 2026. Other regions are accepted, too.
constexpr std::array<std::string_view, 28> public_regions{
    "cn-beijing",       "cn-zhangjiakou", "cn-hangzhou",    "cn-shanghai",
    "cn-shenzhen",      "cn-hongkong",    "cn-chengdu",     "cn-zhongwei",
    "cn-wulanchabu",    "cn-heyuan",      "cn-guangzhou",   "cn-shanghai-finance-1",
    "cn-north-2-gov-1", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5",
    "ap-southeast-7",   "ap-southeast-8", "ap-south-1",     "ap-northeast-1",
    "ap-northeast-2",   "us-east-1",      "us-west-1",      "us-southeast-1",
    "na-south-1",       "eu-central-1",   "me-east-1",      "me-central-1"};

/// Returns the proxy for all sources; unset: that of the environment.
std::optional<roster::proxy_options> proxy_of(const options& wanted) {
  if (!wanted.proxy) return std::nullopt;
  return roster::proxy_options{.http = roster::secret(*wanted.proxy),
                               .https = roster::secret(*wanted.proxy),
                               .except = wanted.no_proxy.value_or("")};
}

/// Returns a rate limiter that all listings of an account share, since vendors limit by account.
std::shared_ptr<roster::rate_limiter> rate_of(const options& wanted) {
  if (!wanted.rate) return nullptr;
  return roster::make_rate_limiter({.per_second = *wanted.rate});
}

/// Sets the members that the configs of both APIs have in common.
template <class Config>
void set_common(Config& config, const options& wanted, const sources& out) {
  config.require_tls = wanted.require_tls;
  config.observer = out.watching;
  config.http.ca_file = wanted.ca_file;
  config.http.allow_legacy_ciphers = wanted.allow_legacy_ciphers;
  config.http.user_agent = "roster-ls/" ROSTER_VERSION_STRING;
  if (wanted.timeout) {
    config.timeout = *wanted.timeout;
    config.http.first_byte_timeout = *wanted.timeout;
  }
  config.http.proxy = proxy_of(wanted);
  if (wanted.retries) config.retry.max_retries = *wanted.retries;
}

std::vector<std::string> expanded_regions(const options& wanted) {
  std::vector<std::string> regions;
  for (const auto& region : wanted.regions) {
    if (region == "all")
      regions.insert(regions.end(), public_regions.begin(), public_regions.end());
    else
      regions.push_back(region);
  }
  return regions;
}

const endpoint_choice* endpoint_of(const options& wanted, const std::string& region) {
  for (const auto& endpoint : wanted.endpoints)
    if (endpoint.region == region) return &endpoint;
  return nullptr;
}

/// Returns the sources of EAS: every --region, at its --endpoint if it has one, then the endpoints that no --region
/// names.
std::vector<endpoint_choice> eas_places(const options& wanted) {
  std::vector<endpoint_choice> places;
  for (const auto& region : expanded_regions(wanted)) {
    const auto* own = endpoint_of(wanted, region);
    places.push_back({.region = region, .url = own != nullptr ? own->url : std::string()});
  }
  for (const auto& endpoint : wanted.endpoints) {
    const auto same = [&](const endpoint_choice& place) {
      return !endpoint.region.empty() && place.region == endpoint.region;
    };
    if (std::none_of(places.begin(), places.end(), same)) places.push_back(endpoint);
  }
  return places;
}

/// Returns one provider for all regions, so that temporary credentials are fetched once.
std::shared_ptr<roster::credentials_provider> eas_credentials(const options& wanted,
                                                              const std::string& profile,
                                                              const sources& out) {
  roster::alibaba::detail::credentials_network network{
      .http = {.ca_file = wanted.ca_file, .proxy = proxy_of(wanted)},
      .require_tls = wanted.require_tls,
      .observer = out.watching};
  const auto variables = roster::process_environment();
  return profile.empty() ? roster::alibaba::default_credentials(variables, std::move(network))
                         : roster::alibaba::profile_credentials(profile, variables, std::move(network));
}

/// Adds the sources of one profile; "": with the default credentials.
void add_eas_of(sources& out, const options& wanted, const std::string& profile) {
  auto places = eas_places(wanted);
  if (places.empty()) {
    const auto region = roster::alibaba::configured_region(profile);
    if (!region)
      throw usage_error(
          "missing region: eas requires --region (such as cn-shanghai) or --endpoint, since the host "
          "determines the region, and neither ALIBABA_CLOUD_REGION_ID nor a profile has one; --emulator "
          "lists generated services");
    places.push_back({.region = *region});
  }
  const auto credentials = eas_credentials(wanted, profile, out);
  const auto rate = rate_of(wanted);
  for (const auto& place : places) {
    eas_source source{
        .name = "eas",
        .config = {.region = place.region, .endpoint = place.url, .credentials = credentials, .rate = rate}};
    if (!place.region.empty()) source.name += ' ' + roster::http::detail::redact_url(place.region);
    if (wanted.profiles.size() > 1) source.name += ' ' + roster::escape_for_log(profile, 64);
    set_common(source.config, wanted, out);
    out.eas.push_back(std::move(source));
  }
}

void add_eas(sources& out, const options& wanted) {
  if (wanted.profiles.empty()) return add_eas_of(out, wanted, "");
  for (const auto& profile : wanted.profiles) add_eas_of(out, wanted, profile);
}

void add_qianfan(sources& out, const options& wanted) {
  roster::qianfan::client_config config{.rate = rate_of(wanted)};
  for (const auto& endpoint : wanted.endpoints)
    if (endpoint.region.empty()) config.endpoint = endpoint.url;
  set_common(config, wanted, out);
  out.qianfan = std::move(config);
}

void start_emulator(sources& out, const options& wanted, boost::asio::any_io_executor executor) {
  const roster::emulator::options held{.services = *wanted.emulator};
  const auto key = roster::static_key(held.access_key_id, held.access_key_secret.reveal());
  out.emulator =
      std::make_unique<roster::emulator::server>(std::move(executor), roster::emulator::cloud(held));
  out.emulator_endpoint = out.emulator->start();
  if (wanted.which != api::qianfan) {
    out.eas.push_back(
        {.name = "eas",
         .config = {.endpoint = out.emulator_endpoint, .credentials = key, .rate = rate_of(wanted)}});
    set_common(out.eas.back().config, wanted, out);
  }
  if (wanted.which != api::eas) {
    out.qianfan = roster::qianfan::client_config{
        .endpoint = out.emulator_endpoint, .credentials = key, .rate = rate_of(wanted)};
    set_common(*out.qianfan, wanted, out);
  }
}

}  // namespace

std::span<const std::string_view> known_regions() noexcept { return public_regions; }

sources find_sources(const options& wanted, boost::asio::any_io_executor executor) {
  sources out;
  out.watching = wanted.verbose ? tell_everything() : report_warnings();
  if (wanted.emulator) {
    start_emulator(out, wanted, std::move(executor));
    return out;
  }
  if (wanted.which != api::qianfan) add_eas(out, wanted);
  if (wanted.which != api::eas) add_qianfan(out, wanted);
  return out;
}

}  // namespace roster_ls
