// SPDX-License-Identifier: BSL-1.0
#include "sources.hpp"

#include <algorithm>
#include <array>
#include <roster/alibaba/credentials.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/url.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/transport/detail/tls.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/wire/columns.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "config.hpp"
#include "option_values.hpp"
#include "schemas.hpp"
#include "variables.hpp"
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
                               .no_proxy = wanted.no_proxy.value_or("")};
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
  config.http.accept_gzip = wanted.compressed;
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
std::vector<endpoint_choice> eas_endpoints(const options& wanted) {
  const auto regions = expanded_regions(wanted);
  const auto* const other = endpoint_of(wanted, "");
  if (other != nullptr && regions.size() == 1 && endpoint_of(wanted, regions.front()) == nullptr)
    return {{.region = regions.front(), .url = other->url}};
  if (other != nullptr && !regions.empty())
    throw usage_error("--endpoint URL with several regions: write --endpoint REGION=URL for each");
  std::vector<endpoint_choice> endpoints;
  for (const auto& region : regions) {
    const auto* own = endpoint_of(wanted, region);
    endpoints.push_back({.region = region, .url = own != nullptr ? own->url : std::string()});
  }
  for (const auto& endpoint : wanted.endpoints) {
    const auto same = [&](const endpoint_choice& chosen) {
      return !endpoint.region.empty() && chosen.region == endpoint.region;
    };
    if (std::none_of(endpoints.begin(), endpoints.end(), same)) endpoints.push_back(endpoint);
  }
  return endpoints;
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

/// What the configuration file says of sources of EAS and Qianfan; empty without one.
struct configured {
  std::string account{};
  parameter_list parameters{};
  std::shared_ptr<roster::credentials_provider> credentials{};
};

/// Adds the sources of one profile; "": with the default credentials.
void add_eas_of(sources& out, const options& wanted, const std::string& profile, const configured& own) {
  auto endpoints = eas_endpoints(wanted);
  if (endpoints.empty()) {
    const auto region = roster::alibaba::configured_region(profile);
    if (!region)
      throw usage_error(
          "missing region: eas requires --region (such as cn-shanghai) or --endpoint, since the host "
          "determines the region, and neither ALIBABA_CLOUD_REGION_ID nor a profile has one; --emulator "
          "lists generated services");
    endpoints.push_back({.region = *region});
  }
  for (const auto& endpoint : endpoints)
    if (endpoint.url.empty() && !wanted.regions.empty()) check_region("--region", endpoint.region);
  const auto credentials = own.credentials ? own.credentials : eas_credentials(wanted, profile, out);
  const auto rate = rate_of(wanted);
  for (const auto& endpoint : endpoints) {
    eas_source source{.name = "eas",
                      .config = {.region = endpoint.region,
                                 .endpoint = endpoint.url,
                                 .credentials = credentials,
                                 .rate = rate},
                      .account = own.account,
                      .parameters = own.parameters};
    if (!endpoint.region.empty()) source.name += ' ' + roster::http::detail::redact_url(endpoint.region);
    if (wanted.profiles.size() > 1) source.name += ' ' + roster::escape_for_log(profile, 64);
    if (!own.account.empty()) source.name += ' ' + roster::escape_for_log(own.account, 64);
    set_common(source.config, wanted, out);
    out.eas.push_back(std::move(source));
  }
}

void add_eas(sources& out, const options& wanted, const configured& own = {}) {
  if (wanted.profiles.empty()) return add_eas_of(out, wanted, "", own);
  for (const auto& profile : wanted.profiles) add_eas_of(out, wanted, profile, own);
}

void add_qianfan(sources& out, const options& wanted, const configured& own = {}) {
  qianfan_source source{.config = {.credentials = own.credentials, .rate = rate_of(wanted)},
                        .account = own.account,
                        .parameters = own.parameters};
  if (!own.account.empty()) source.name += ' ' + roster::escape_for_log(own.account, 64);
  for (const auto& endpoint : wanted.endpoints)
    if (endpoint.region.empty()) source.config.endpoint = endpoint.url;
  set_common(source.config, wanted, out);
  out.qianfan.push_back(std::move(source));
}

/// "FILE:LINE: " for an entry of the configuration file.
std::string place_of(const configured_source& from, const std::string& entry) {
  return from.where.empty() ? "" : from.place(entry) + ": ";
}

parameter_list parameters_of(const configured_source& from) {
  parameter_list out;
  for (const auto& [name, value] : from.parameters)
    out.push_back({name, value, from.place("parameters." + name)});
  return out;
}

/// Returns the URL of an API's public endpoint, in which {region} is replaced.
std::string public_endpoint(const catalog_api& api, const std::string& region) {
  std::string url(api.endpoint);
  const std::string_view mark = "{region}";
  if (const auto at = url.find(mark); at != url.npos) url.replace(at, mark.size(), region);
  return url;
}

/// Adds the list of another API, in one region; "": that of the environment.
void add_other(sources& out, const options& wanted, const catalog_api& api, std::string region,
               const configured_source& own) {
  const std::string name(api.name);
  const bool has_region = api.endpoint.find("{region}") != api.endpoint.npos || !api.region_variable.empty();
  if (region.empty() && !api.region_variable.empty())
    region = roster::detail::find_variable(roster::process_environment(), api.region_variable).value_or("");
  if (region.empty() && has_region)
    throw usage_error(place_of(own, "api") + "missing region: " + name +
                      " requires --region, or a region in the configuration file" +
                      (api.region_variable.empty() ? "" : ", or " + std::string(api.region_variable)));
  if (!region.empty() && !has_region)
    throw usage_error(place_of(own, own.region_entry()) + "a region does not work with " + name +
                      ", which has none");
  if (region == "all")
    throw usage_error(place_of(own, own.region_entry()) +
                      "the region \"all\" works with eas only; name the regions of " + name);
  if (has_region && !roster::alibaba::detail::is_region_name(region))
    throw usage_error(place_of(own, own.region_entry()) + "invalid region \"" +
                      roster::escape_for_log(region, 64) + "\" of " + name);
  catalog_source source{.api = api, .from = {.name = name, .account = own.name, .region = region}};
  if (!region.empty()) source.from.name += ' ' + region;
  if (!own.name.empty()) source.from.name += ' ' + roster::escape_for_log(own.name, 64);
  source.config.endpoint = !wanted.endpoints.empty() ? wanted.endpoints.front().url
                           : !own.endpoint.empty()   ? own.endpoint
                                                     : public_endpoint(api, region);
  if (source.config.endpoint.empty())
    throw usage_error(place_of(own, "api") + "missing endpoint: " + name +
                      " has no public one; set --endpoint or an endpoint in the configuration file");
  source.config.credentials = credentials_of(api, own);
  source.config.rate = rate_of(wanted);
  if (api.set_signer != nullptr) api.set_signer(source.config, region);
  if (!api.region_parameter.empty())
    source.parameters.push_back({std::string(api.region_parameter), region, "--region"});
  for (auto& one : parameters_of(own)) source.parameters.push_back(std::move(one));
  for (const auto& [parameter, value] : wanted.parameters)
    source.parameters.push_back({parameter, value, "--param"});
  set_common(source.config, wanted, out);
  out.others.push_back(std::move(source));
}

void add_other(sources& out, const options& wanted, const std::string& name, const configured_source& own) {
  const auto* const api = find_catalog_api(name);
  if (!own.profile.empty())
    throw usage_error(own.place("profile") + ": a profile works with eas only, not with " + name);
  const auto& regions = own.regions.empty() ? wanted.regions : own.regions;
  if (regions.empty()) return add_other(out, wanted, *api, "", own);
  for (const auto& region : regions) add_other(out, wanted, *api, region, own);
}

/// Adds one [[source]] of the configuration file.
void add_configured(sources& out, const options& wanted, const configured_source& from) {
  if (from.api != "eas" && from.api != "qianfan") return add_other(out, wanted, from.api, from);
  if (!from.token_env.empty() || !from.token_file.empty())
    throw usage_error(from.place(from.token_env.empty() ? "token_file" : "token_env") + ": " + from.api +
                      " signs with an access key; name its variables with access_key_env and secret_key_env");
  configured own{.account = from.name, .parameters = parameters_of(from)};
  check_access_key(from);
  if (!from.access_key_env.empty())
    own.credentials = access_key_variables(from.access_key_env, from.secret_key_env, from.session_token_env);
  auto one = wanted;
  one.regions = from.regions;
  one.endpoints.clear();
  if (!from.endpoint.empty()) one.endpoints.push_back({.url = from.endpoint});
  if (!from.profile.empty()) one.profiles = {from.profile};
  if (!from.endpoint.empty() && from.regions.size() > 1)
    throw usage_error(from.place("endpoint") +
                      ": an endpoint belongs to one region; write a [[source]] for each region");
  if (from.api == "eas") return add_eas(out, one, own);
  if (!from.regions.empty() || !from.profile.empty())
    throw usage_error(from.place(from.profile.empty() ? from.region_entry() : "profile") +
                      ": qianfan has neither regions nor profiles");
  add_qianfan(out, one, own);
}

/// Fails: usage_error for an API that is unknown.
void check_api(const configured_source& from) {
  const auto known = api_names();
  std::vector<std::string_view> names;
  for (const auto& one : known) names.push_back(one.name);
  if (std::find(names.begin(), names.end(), from.api) == names.end())
    throw usage_error(from.place("api") + ": unknown API " + in_message(from.api) +
                      "; roster-ls --help lists the APIs" + roster::detail::suggestion(from.api, names));
}

/// Names identify sources in messages, in metrics and in a watch.
void check_names(const sources& all, const configured_source& last) {
  std::set<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!names.insert(name).second)
      throw usage_error(last.where + ": two sources are called \"" + roster::escape_for_log(name, 100) +
                        "\"; give each another name = \"…\"");
  };
  for (const auto& one : all.eas) add(one.name);
  for (const auto& one : all.qianfan) add(one.name);
  for (const auto& one : all.others) add(one.from.name);
}

/// Adds the sources of the configuration file, if there is one and the command line names no source itself. Returns
/// the APIs that it has.
std::set<std::string> add_all_configured(sources& out, const options& wanted) {
  const auto path = wanted.config && wanted.config->empty() ? std::nullopt : config_path(wanted.config);
  const bool names_a_source =
      !wanted.endpoints.empty() || !wanted.regions.empty() || !wanted.profiles.empty();
  if (!path || names_a_source) return {};
  std::set<std::string> found;
  for (const auto& one : read_config(*path)) {
    check_api(one);
    if (!chooses(wanted, one.api)) continue;
    found.insert(one.api);
    add_configured(out, wanted, one);
    check_names(out, one);
  }
  return found;
}

void start_emulator(sources& out, const options& wanted, boost::asio::any_io_executor executor) {
  const roster::emulator::options held{.services = *wanted.emulator};
  const auto key = roster::static_key(held.access_key_id, held.access_key_secret.reveal());
  out.emulator =
      std::make_unique<roster::emulator::server>(std::move(executor), roster::emulator::cloud(held));
  out.emulator_endpoint = out.emulator->start();
  auto there = wanted;
  there.endpoints = {{.url = out.emulator_endpoint}};
  if (chooses(wanted, "eas")) add_eas(out, there, {.credentials = key});
  if (chooses(wanted, "qianfan")) add_qianfan(out, there, {.credentials = key});
}

}  // namespace

std::span<const std::string_view> known_regions() noexcept { return public_regions; }

sources find_sources(const options& wanted, boost::asio::any_io_executor executor) {
  if (!wanted.ca_file.empty())
    check_value("--ca-file", [&] { (void)roster::detail::make_tls_context({.ca_file = wanted.ca_file}); });
  sources out;
  out.watching = wanted.verbose ? log_everything() : report_warnings();
  if (wanted.emulator) {
    start_emulator(out, wanted, std::move(executor));
    return out;
  }
  const auto configured = add_all_configured(out, wanted);
  if (const auto option = option_of_two_apis(wanted); !option.empty() && !out.others.empty())
    throw usage_error(std::string(option) +
                      " works with eas and qianfan only; the configuration file also has " +
                      out.others.front().from.name);
  if (wanted.apis.empty() && !configured.empty()) return out;  // the file has all sources
  if (chooses(wanted, "eas") && !configured.contains("eas")) add_eas(out, wanted);
  if (chooses(wanted, "qianfan") && !configured.contains("qianfan")) add_qianfan(out, wanted);
  for (const auto& name : wanted.apis)
    if (name != "eas" && name != "qianfan" && !configured.contains(name)) add_other(out, wanted, name, {});
  return out;
}

}  // namespace roster_ls
