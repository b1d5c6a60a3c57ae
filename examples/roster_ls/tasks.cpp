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

namespace roster_ls {
namespace {

void refuse(const std::optional<roster::parameter_error>& error, const std::string& option) {
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

template <class Operation>
void set_parameters(task<Operation>& work, const options& wanted) {
  for (const auto& [name, value] : wanted.parameters) {
    const auto error = roster::set_parameter<roster::case_of<Operation>>(work.request, name, value);
    if (error && error->fault == roster::parameter_error::reason::unknown_name && wanted.unchecked)
      send_unchecked<Operation>(work.how, name, value);
    else
      refuse(error, "--param");
  }
  if (wanted.page_size) work.request.*roster::detail::paging_of<Operation>.size = *wanted.page_size;
  work.how.deadline = wanted.deadline;
  if (wanted.max_items != 0) work.how.max_items = wanted.max_items;
  work.how.prefetch = wanted.prefetch;
  work.how.lenient = wanted.lenient;
}

/// Sorts the oldest services first. In the vendor's default order new services come first and move the others to later
/// pages.
void ask_for_stable_order(roster::eas::list_services_request& request) {
  if (request.sort || request.order)
    throw usage_error("--stable cannot be combined with -p Sort or -p Order: it sets both");
  request.sort = "CreateTime";
  request.order = roster::eas::order::asc;
}

task<eas_operation> make_eas_task(const options& wanted) {
  task<eas_operation> work;
  set_parameters(work, wanted);
  for (const auto& labels : wanted.labels)
    refuse(roster::set_parameters<roster::pascal_case>(work.request, "Label", labels), "--label");
  if (wanted.stable) ask_for_stable_order(work.request);
  return work;
}

task<qianfan_operation> make_qianfan_task(const options& wanted) {
  task<qianfan_operation> work;
  set_parameters(work, wanted);
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
    auto work = make_eas_task(wanted);
    work.name = source.name;
    work.config = to_client_config(source.config);
    all.eas.push_back(std::move(work));
  }
  if (from.qianfan) {
    auto work = make_qianfan_task(wanted);
    work.name = "qianfan";
    work.config = to_client_config(*from.qianfan);
    all.qianfan = each_version(std::move(work));
  }
  return all;
}

void check_parameters(const options& wanted) {
  if (wanted.which != api::qianfan) (void)make_eas_task(wanted);
  if (wanted.which != api::eas) (void)make_qianfan_task(wanted);
}

}  // namespace roster_ls
