// SPDX-License-Identifier: BSL-1.0
#include "tasks.hpp"

#include <optional>
#include <roster/eas/client.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/query.hpp>
#include <utility>

#include "service_tasks.hpp"

namespace roster_ls {
namespace {

void throw_if_error(const std::optional<roster::parameter_error>& error, const std::string& option) {
  if (error) throw usage_error(option + ": " + error->message);
}

/// Adds a parameter that the schema does not know: in a body as JSON if it is valid JSON, otherwise as text.
template <class Operation>
void send_unchecked(roster::list_options& how, const std::string& name, const std::string& value) {
  if (Operation::target.method == "GET")
    how.extra_query.emplace_back(name, value);
  else
    how.extra_body.emplace_back(name, roster::is_json(value) ? value : roster::to_json(value));
}

roster::list_options list_options_of(const options& wanted) {
  roster::list_options how{.prefetch = wanted.prefetch};
  how.deadline = wanted.deadline;
  if (wanted.max_items != 0) how.max_items = wanted.max_items;
  how.lenient = wanted.lenient;
  return how;
}

/// The parameters of the command line follow those of the configuration file.
template <class Operation>
void set_parameters(task<Operation>& work, const options& wanted, const parameter_list& configured) {
  work.how = list_options_of(wanted);
  for (const auto& [name, value, set_by] : configured)
    throw_if_error(roster::set_parameter<roster::case_of<Operation>>(work.request, name, value), set_by);
  for (const auto& [name, value] : wanted.parameters) {
    const auto error = roster::set_parameter<roster::case_of<Operation>>(work.request, name, value);
    if (error && error->fault == roster::parameter_error::reason::unknown_name && wanted.unchecked)
      send_unchecked<Operation>(work.how, name, value);
    else
      throw_if_error(error, "--param");
  }
  if (wanted.page_size) work.request.*roster::detail::paging_of<Operation>.size = *wanted.page_size;
}

/// Sorts the oldest services first. In the vendor's default order new services come first and move the others to later
/// pages.
void request_stable_order(roster::eas::list_services_request& request) {
  if (request.sort || request.order)
    throw usage_error("--stable cannot be combined with -p Sort or -p Order: it sets both");
  request.sort = "CreateTime";
  request.order = roster::eas::order::asc;
}

task<eas_operation> make_eas_task(const options& wanted, const parameter_list& configured) {
  task<eas_operation> work;
  set_parameters(work, wanted, configured);
  for (const auto& labels : wanted.labels)
    throw_if_error(roster::set_parameters<roster::pascal_case>(work.request, "Label", labels), "--label");
  if (wanted.stable) request_stable_order(work.request);
  return work;
}

task<qianfan_operation> make_qianfan_task(const options& wanted, const parameter_list& configured) {
  task<qianfan_operation> work;
  set_parameters(work, wanted, configured);
  return work;
}

/// The API lists one protocol version at a time.
std::vector<task<qianfan_operation>> each_version(task<qianfan_operation> work) {
  if (work.request.protocol_version) return {std::move(work)};
  std::vector<task<qianfan_operation>> versions;
  for (const int version : {1, 2}) {
    versions.push_back(work);
    versions.back().request.protocol_version = version;
    versions.back().name += " version " + std::to_string(version);
  }
  return versions;
}

}  // namespace

tasks make_tasks(const options& wanted, const sources& from) {
  tasks all;
  for (const auto& source : from.eas) {
    auto work = make_eas_task(wanted, source.parameters);
    work.name = source.name;
    work.account = source.account;
    work.config = to_client_config(source.config);
    all.eas.push_back(std::move(work));
  }
  for (const auto& source : from.qianfan) {
    auto work = make_qianfan_task(wanted, source.parameters);
    work.name = source.name;
    work.account = source.account;
    work.config = to_client_config(source.config);
    for (auto& one : each_version(std::move(work))) all.qianfan.push_back(std::move(one));
  }
  if (wanted.which != api::services) return all;
  for (auto& one : all.eas) all.services.push_back(to_service_list(std::move(one), wanted.verify));
  for (auto& one : all.qianfan) all.services.push_back(to_service_list(std::move(one), wanted.verify));
  for (const auto& one : from.others)
    all.services.push_back(one.api.make(one.from, one.config, one.parameters, list_options_of(wanted)));
  all.eas.clear();
  all.qianfan.clear();
  return all;
}

void check_parameters(const options& wanted) {
  if (chooses(wanted, "eas")) (void)make_eas_task(wanted, {});
  if (chooses(wanted, "qianfan")) (void)make_qianfan_task(wanted, {});
}

}  // namespace roster_ls
