// SPDX-License-Identifier: BSL-1.0
#pragma once
// The columns of the default table: a summary of a service.

#include <chrono>
#include <roster/eas/schema/service.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "table.hpp"

namespace roster_ls {

/// Returns the columns of a summary of an item of this type; more with `wide`.
std::vector<table_column> summary_columns(const roster::eas::service*, bool wide);
std::vector<table_column> summary_columns(const roster::qianfan::service*, bool wide);
std::vector<table_column> summary_columns(const roster::model_service*, bool wide);

/// Returns the column of a field, whose title is the name on the wire.
table_column field_column(std::string_view field);

/// Returns the cells of one service, in the order of the columns. The vendor's text is escaped, and never truncated.
std::vector<std::string> summarize(const roster::eas::service& service, std::chrono::sys_seconds now,
                                   bool wide);
std::vector<std::string> summarize(const roster::qianfan::service& service, std::chrono::sys_seconds now,
                                   bool wide);
std::vector<std::string> summarize(const roster::model_service& service, std::chrono::sys_seconds now,
                                   bool wide);

/// Returns the name of a service, escaped.
std::string name_of(const roster::eas::service& service);
std::string name_of(const roster::qianfan::service& service);
std::string name_of(const roster::model_service& service);

}  // namespace roster_ls
