// SPDX-License-Identifier: BSL-1.0
#include "prometheus.hpp"

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/encode.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "redact_service.hpp"

namespace roster_ls {
namespace {

using roster::model_service;

using label_list = std::vector<std::pair<std::string, std::string>>;

std::string number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

/// Writes labels as {name="value",…}; empty ones are omitted, which is the same in Prometheus.
std::string labels_text(const label_list& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (value.empty()) continue;
    out += (out.empty() ? "{" : ",") + name + "=\"";
    for (const char c : roster::escape_for_log(value, std::string::npos)) {
      if (c == '\\' || c == '"') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out.empty() ? out : out + '}';
}

label_list identity(const model_service& of) {
  return {{"vendor", of.vendor},
          {"api", of.api},
          {"account", of.account.value_or("")},
          {"region", of.region.value_or("")},
          {"id", of.id}};
}

/// One metric: its samples stand together.
class metric {
 public:
  metric(std::string name, std::string_view help) : name_(std::move(name)) {
    out_ = "# HELP " + name_ + ' ' + std::string(help) + "\n# TYPE " + name_ + " gauge\n";
  }
  void add(const label_list& labels, double value) {
    out_ += name_ + labels_text(labels) + ' ' + number(value) + '\n';
  }
  const std::string& text() const noexcept { return out_; }

 private:
  std::string name_;
  std::string out_{};
};

/// Returns the service as the other formats show it.
model_service shown(const model_service& service, bool reveal_secrets) {
  return reveal_secrets ? service : without_tokens<roster::verbatim_case>(service);
}

std::vector<model_service> without_duplicates(const std::vector<model_service>& services,
                                              bool reveal_secrets) {
  std::set<label_list> seen;
  std::vector<model_service> out;
  for (const auto& service : services)
    if (auto one = shown(service, reveal_secrets); seen.insert(identity(one)).second)
      out.push_back(std::move(one));
  return out;
}

using value_of = std::function<std::optional<double>(const model_service&)>;

std::string gauge(const std::vector<model_service>& services, std::string name, std::string_view help,
                  const value_of& value) {
  metric out(std::move(name), help);
  for (const auto& one : services)
    if (const auto found = value(one)) out.add(identity(one), *found);
  return out.text();
}

std::optional<double> as_real(const std::optional<std::int64_t>& value) {
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

/// Returns a name that Prometheus accepts in a label.
std::string label_name(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain ? c : '_';
  }
  return out;
}

std::string json_labels(const label_list& labels) {
  std::string out = "{";
  for (const auto& [name, value] : labels)
    if (!value.empty())
      out += (out.size() > 1 ? "," : "") + roster::to_json(name) + ':' + roster::to_json(value);
  return out + '}';
}

/// Returns the origin of a URL; std::nullopt for a text that is not an http or https URL.
std::optional<roster::http::endpoint> origin_of_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos) return std::nullopt;
  try {
    return roster::http::detail::parse_endpoint(url.substr(0, url.find_first_of("/?#", scheme + 3)));
  } catch (const roster::failure&) {
    return std::nullopt;
  }
}

std::string target_of(const model_service& service, const std::string& url,
                      const roster::http::endpoint& at) {
  label_list labels{{"__scheme__", at.scheme},
                    {"__meta_roster_url", url},
                    {"__meta_roster_state", std::string(service.state.text())},
                    {"__meta_roster_name", service.name.value_or("")},
                    {"__meta_roster_model", service.model.value_or("")},
                    {"__meta_roster_task", service.task.value_or("")}};
  for (const auto& [name, value] : identity(service)) labels.emplace_back("__meta_roster_" + name, value);
  std::set<std::string> used;
  for (const auto& [key, value] : service.labels)
    if (auto name = "__meta_roster_label_" + label_name(key); used.insert(name).second)
      labels.emplace_back(std::move(name), value);
  const auto origin = at.origin();  // with the port
  return "{\"targets\":[" + roster::to_json(origin.substr(origin.find("://") + 3)) +
         "],\"labels\":" + json_labels(labels) + '}';
}

}  // namespace

std::string prometheus_metrics(const std::vector<model_service>& services,
                               const std::vector<list_result>& lists, bool reveal_secrets) {
  const auto once = without_duplicates(services, reveal_secrets);
  metric info("model_service_info", "A service that serves a model; the value is always 1.");
  metric state("model_service_state", "The lifecycle status of a service: 1 for the current one.");
  for (const auto& one : once) {
    auto labels = identity(one);
    labels.insert(labels.end(), {{"name", one.name.value_or("")},
                                 {"model", one.model.value_or("")},
                                 {"task", one.task.value_or("")},
                                 {"accelerator", one.accelerator.value_or("")},
                                 {"billing", one.billing.value_or("")},
                                 {"raw_state", one.raw_state.value_or("")}});
    info.add(labels, 1);
    for (const auto& row : roster::open_enum<roster::service_state>::table()) {
      auto with_state = identity(one);
      with_state.emplace_back("state", row.text);
      state.add(with_state, one.state.text() == row.text ? 1 : 0);
    }
  }
  metric success("roster_list_success", "Whether the last list of a source succeeded completely.");
  metric requests("roster_list_requests", "The requests of the last list of a source.");
  for (const auto& one : lists) {
    success.add({{"source", one.source}}, one.succeeded ? 1 : 0);
    requests.add({{"source", one.source}}, static_cast<double>(one.requests));
  }
  return info.text() + state.text() +
         gauge(once, "model_service_ready_replicas", "Replicas that serve.",
               [](const model_service& one) { return as_real(one.ready_replicas); }) +
         gauge(once, "model_service_wanted_replicas", "Replicas that there should be.",
               [](const model_service& one) { return as_real(one.wanted_replicas); }) +
         gauge(once, "model_service_replica_accelerators", "Accelerators of each replica.",
               [](const model_service& one) { return one.accelerators; }) +
         gauge(once, "model_service_created_timestamp_seconds", "When the service was created.",
               [](const model_service& one) -> std::optional<double> {
                 const auto time = one.created ? one.created->seconds() : std::nullopt;
                 if (!time) return std::nullopt;
                 return static_cast<double>(time->time_since_epoch().count());
               }) +
         success.text() + requests.text();
}

std::string prometheus_targets(const std::vector<model_service>& services, bool reveal_secrets) {
  std::string out;
  for (const auto& service : services) {
    const auto one = shown(service, reveal_secrets);
    for (std::size_t i = 0; i < one.urls.size(); ++i)
      if (const auto at = origin_of_url(service.urls.at(i)))  // which is no secret
        out += (out.empty() ? "[\n" : ",\n") + target_of(one, one.urls[i], *at);
  }
  return out.empty() ? "[]\n" : out + "\n]\n";
}

}  // namespace roster_ls
