// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of generate_accounts.hpp.

#include <roster/emulator/data/generate_accounts.hpp>

#include <array>
#include <string_view>

namespace roster::inline v0::emulator {
namespace detail {

/// Source: the vendor's SDK of PAI-EAS 2021-07-01, version 7.10.
inline constexpr std::array<std::string_view, 28> eas_regions{
    "cn-beijing",       "cn-zhangjiakou", "cn-hangzhou",    "cn-shanghai",
    "cn-shenzhen",      "cn-hongkong",    "cn-chengdu",     "cn-zhongwei",
    "cn-wulanchabu",    "cn-heyuan",      "cn-guangzhou",   "cn-shanghai-finance-1",
    "cn-north-2-gov-1", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5",
    "ap-southeast-7",   "ap-southeast-8", "ap-south-1",     "ap-northeast-1",
    "ap-northeast-2",   "us-east-1",      "us-west-1",      "us-southeast-1",
    "na-south-1",       "eu-central-1",   "me-east-1",      "me-central-1"};

}  // namespace detail

ROSTER_DECL std::vector<emulator::account> generate_accounts(std::size_t count) {
  std::vector<emulator::account> accounts;
  for (std::size_t i = 1; i <= count; ++i)
    accounts.push_back({.access_key_id = "account-" + std::to_string(i),
                        .access_key_secret = secret("secret-" + std::to_string(i))});
  return accounts;
}

ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count) {
  std::vector<std::string> regions;
  for (std::size_t i = 0; i < count; ++i)
    regions.push_back(i < detail::eas_regions.size() ? std::string(detail::eas_regions[i])
                                                     : "region-" + std::to_string(i + 1));
  return regions;
}

}  // namespace roster::inline v0::emulator
