// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of mask_secrets.hpp.

#include <roster/emulator/mask_secrets.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/hide_secret.hpp>
#include <roster/http/percent.hpp>
#include <roster/secret_names.hpp>
#include <roster/wire/mask_text.hpp>
#include <utility>

namespace roster {
namespace detail {

/// The shortest secret that is searched for in other texts: a shorter one would be found by accident.
inline constexpr std::size_t min_echoed_secret = 4;

inline std::string decoded_or_as_is(std::string_view text) {
  return http::percent_decode(text, true).value_or(std::string(text));
}

/// Calls `each` with the name, decoded, and the value, as it is, of every parameter with its '&'.
template <class Each>
void for_each_parameter(std::string_view query, Each each) {
  while (!query.empty()) {
    const auto end = (std::min)(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const auto name_end = (std::min)(pair.find('='), pair.size());
    each(decoded_or_as_is(pair.substr(0, name_end)), pair, (std::min)(name_end + 1, pair.size()));
    query.remove_prefix(end);
    if (query.empty()) break;
    each({}, query.substr(0, 1), 1);
    query.remove_prefix(1);
  }
}

/// Appends the part of an Authorization that is between `before` and the next of `ends`, if it is so long that
/// it can occur by accident nowhere else.
inline void take_part(std::string_view text, std::string_view before, std::string_view ends,
                      std::vector<std::string>& parts) {
  constexpr std::size_t least = 12;
  const auto at = text.find(before);
  if (at == text.npos) return;
  const std::string_view rest = text.substr(at + before.size());
  const std::string_view part = rest.substr(0, rest.find_first_of(ends));
  if (part.size() >= least) parts.emplace_back(part);
}

}  // namespace detail

ROSTER_DECL std::vector<std::string> secrets_of(const http::request& request) {
  std::vector<std::string> found;
  const auto add = [&](std::string text) {
    if (text.size() >= detail::min_echoed_secret) found.push_back(std::move(text));
  };
  for (const http::header& h : request.headers)
    if (names_secret(h.name)) add(h.value);
  detail::for_each_parameter(request.query,
                             [&](const std::string& name, std::string_view pair, std::size_t at) {
                               if (!names_secret(name)) return;
                               add(std::string(pair.substr(at)));
                               add(detail::decoded_or_as_is(pair.substr(at)));
                             });
  const std::string_view authorization = request.headers.get("authorization");
  detail::take_part(authorization, "Bearer ", " ", found);
  detail::take_part(authorization, "Credential=", ",", found);
  detail::take_part(authorization, "Signature=", ",", found);
  detail::take_part(authorization, "bce-auth-v1/", "/", found);
  if (authorization.starts_with("bce-auth-v1/"))
    found.emplace_back(authorization.substr(authorization.rfind('/') + 1));
  std::erase_if(found, [](const std::string& s) { return s.empty(); });
  return found;
}

ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets) {
  return detail::mask_text(text, detail::text_content::any, secrets).value_or(std::string(text));
}

ROSTER_DECL std::string mask_query(std::string_view query) {
  std::string out;
  detail::for_each_parameter(query, [&](const std::string& name, std::string_view pair, std::size_t at) {
    const bool has_value = at < pair.size();
    const bool masked =
        has_value && (names_secret(name) || detail::mask_text(detail::decoded_or_as_is(pair.substr(at)),
                                                              detail::text_content::any));
    out.append(pair.substr(0, at)).append(masked ? detail::masked_secret : pair.substr(at));
  });
  return out;
}

}  // namespace roster
