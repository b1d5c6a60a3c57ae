// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of load_options.hpp.

#include <roster/emulator/data/load_options.hpp>

#include <roster/emulator/data/detail/load_data.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {

/// One account of a file; unknown members are its services, or an error.
struct account_members {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};
  unknown_fields services{};
};

struct options_members {
  std::vector<std::string> regions{};
  std::vector<account_members> accounts{};
  unknown_fields services{};
};

/// Returns an account of the file; `location` names it in messages.
inline emulator::account load_account(account_members&& members, const std::string& location) {
  static constexpr std::string_view known[]{"access_key_id", "access_key_secret", "security_token", "eas",
                                            "qianfan"};
  emulator::account out{.access_key_id = std::move(members.access_key_id),
                        .access_key_secret = std::move(members.access_key_secret),
                        .security_token = std::move(members.security_token)};
  if (!members.services.list.empty()) out.data = load_services(members.services, location, known);
  return out;
}

/// Checks that "regions" and "accounts" are lists, which are not empty, if they are present.
inline void check_lists(std::string_view json, const options_members& file) {
  data_members members;
  if (const auto error = decode<verbatim_case>(json, members)) throw_invalid_data(error->text());
  for (const auto& [name, is_empty] :
       {std::pair{"regions", file.regions.empty()}, std::pair{"accounts", file.accounts.empty()}}) {
    const auto value = members.all.find(name);
    if (!value) continue;
    check_json_kind(*value, '[', name);
    if (is_empty) throw_invalid_data(std::string(name) + " is empty; omit it for the default");
  }
}

}  // namespace detail

ROSTER_DECL emulator::options load_options(std::string_view json, emulator::options options) {
  static constexpr std::string_view known[]{"regions", "accounts", "eas", "qianfan"};
  detail::options_members file;
  if (const auto error = decode(json, file)) detail::throw_invalid_data(error->text());
  detail::check_lists(json, file);
  options.regions = std::move(file.regions);
  auto services = detail::load_services(file.services, "", known);
  if (!file.accounts.empty() && !file.services.list.empty())
    detail::throw_invalid_data('"' + escape_for_log(file.services.list.front().name, 64) +
                               "\" is not allowed beside \"accounts\"; move it into one of them");
  if (file.accounts.empty() && (options.regions.empty() || !file.services.list.empty()))
    options.accounts = {{.access_key_id = options.access_key_id,
                         .access_key_secret = options.access_key_secret,
                         .security_token = options.security_token,
                         .data = std::move(services)}};
  for (std::size_t i = 0; i < file.accounts.size(); ++i)
    options.accounts.push_back(
        detail::load_account(std::move(file.accounts[i]), "accounts[" + std::to_string(i) + ']'));
  return options;
}

}  // namespace roster::inline v0::emulator
