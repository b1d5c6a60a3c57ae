// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists of PAI-EAS and Qianfan in common terms.

#include "services.hpp"
#include "tasks.hpp"

namespace roster_ls {

/// With `verify`, the list is read until two consecutive lists are equal.
service_list to_service_list(task<eas_operation> work, bool verify);
service_list to_service_list(task<qianfan_operation> work, bool verify);

}  // namespace roster_ls
