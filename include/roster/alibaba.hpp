// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials of Alibaba Cloud: the public headers of this component. Written by tools/generate.py.

#include <roster/alibaba/credentials.hpp>
