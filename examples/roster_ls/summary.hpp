// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a person wants to know of a service at a glance: the columns of the default table.

#include <chrono>
#include <roster/eas/schema/service.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <string>
#include <vector>

namespace roster_ls {

/// The titles of the columns; `wide` has more of them.
std::vector<std::string> summary_titles(bool wide);

/// The cells of one service, in the order of the titles. Text of the vendor's is escaped.
std::vector<std::string> summarize(const roster::eas::service& service, std::chrono::sys_seconds now,
                                   bool wide);
std::vector<std::string> summarize(const roster::qianfan::service& service, std::chrono::sys_seconds now,
                                   bool wide);

/// The name of a service, escaped.
std::string name_of(const roster::eas::service& service);
std::string name_of(const roster::qianfan::service& service);

}  // namespace roster_ls
