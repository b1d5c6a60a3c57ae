// SPDX-License-Identifier: BSL-1.0
#pragma once
// The tasks: every list to read, with the request that the command line describes.

#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <string>
#include <vector>

#include "options.hpp"
#include "services.hpp"
#include "sources.hpp"

namespace roster_ls {

using eas_operation = roster::eas::list_services;
using qianfan_operation = roster::qianfan::describe_services;

/// One list to read.
template <class Operation>
struct task {
  std::string name{};     ///< for messages: "eas cn-shanghai", "qianfan version 2"
  std::string account{};  ///< the name in the configuration file
  roster::client_config config{};
  typename Operation::request request{};
  roster::list_options how{};
};

/// The lists of one API, or of several in the terms that they have in common.
struct tasks {
  std::vector<task<eas_operation>> eas{};
  std::vector<task<qianfan_operation>> qianfan{};
  std::vector<service_list> services{};
};

/// Makes the tasks from parameters, labels and sources. Each protocol version of Qianfan is a list, unless the user
/// selects one.
/// Fails: usage_error for a parameter or label that cannot be sent.
tasks make_tasks(const options& wanted, const sources& from);

/// Checks parameters and labels without a source.
/// Fails: usage_error.
void check_parameters(const options& wanted);

}  // namespace roster_ls
