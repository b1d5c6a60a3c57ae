// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of load_options.hpp.

#include <roster/emulator/data/load_options.hpp>

#include <roster/emulator/data/detail/load_data.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
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

inline emulator::data load_services(const unknown_fields& members) {
  std::string json;
  for (const unknown_fields::field& part : members.list)
    json += (json.empty() ? "" : ",") + to_json(part.name) + ':' + part.json;
  return load_data('{' + json + '}');
}

/// Returns an account of the file; `location` names it in messages.
inline emulator::account load_account(account_members&& members, const std::string& location) {
  emulator::account out{.access_key_id = std::move(members.access_key_id),
                        .access_key_secret = std::move(members.access_key_secret),
                        .security_token = std::move(members.security_token)};
  try {
    if (!members.services.list.empty()) out.data = load_services(members.services);
  } catch (const failure& why) {
    throw failure(errc::invalid_argument, location + ": " + why.details().message);
  }
  return out;
}

}  // namespace detail

ROSTER_DECL emulator::options load_options(std::string_view json, emulator::options options) {
  detail::options_members file;
  if (const auto error = decode(json, file)) detail::throw_invalid_data(error->text());
  options.regions = std::move(file.regions);
  if (file.accounts.empty() && (options.regions.empty() || !file.services.list.empty()))
    options.accounts = {{.access_key_id = options.access_key_id,
                         .access_key_secret = options.access_key_secret,
                         .security_token = options.security_token,
                         .data = detail::load_services(file.services)}};
  if (!file.accounts.empty() && !file.services.list.empty())
    detail::throw_invalid_data('"' + escape_for_log(file.services.list.front().name, 64) +
                               "\" is not allowed beside \"accounts\"; move it into one of them");
  for (std::size_t i = 0; i < file.accounts.size(); ++i)
    options.accounts.push_back(
        detail::load_account(std::move(file.accounts[i]), "accounts[" + std::to_string(i) + ']'));
  return options;
}

}  // namespace roster::inline v0::emulator
