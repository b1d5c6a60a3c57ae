// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a person wants to know of a service at a glance: the columns of the default table.

#include <chrono>
#include <roster/eas/schema/service.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "table.hpp"

namespace roster_ls {

/// The columns of a summary; `wide` has more of them.
std::vector<table_column> summary_columns(bool wide);

/// The column of a field, called by its name on the wire.
table_column field_column(std::string_view field);

/// The cells of one service, in the order of the columns. Text of the vendor's is escaped, and never cut.
std::vector<std::string> summarize(const roster::eas::service& service, std::chrono::sys_seconds now,
                                   bool wide);
std::vector<std::string> summarize(const roster::qianfan::service& service, std::chrono::sys_seconds now,
                                   bool wide);

/// The name of a service, escaped.
std::string name_of(const roster::eas::service& service);
std::string name_of(const roster::qianfan::service& service);

}  // namespace roster_ls
