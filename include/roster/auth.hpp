// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials and signatures: the public headers of this component. Written by tools/generate.py.

#include <roster/auth/acs3.hpp>
#include <roster/auth/aws_sigv4.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/auth/header_key.hpp>
#include <roster/auth/huawei_sdk_hmac.hpp>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/auth/signer.hpp>
#include <roster/auth/tencent_tc3.hpp>
#include <roster/auth/token_file.hpp>
#include <roster/auth/volcengine.hpp>
