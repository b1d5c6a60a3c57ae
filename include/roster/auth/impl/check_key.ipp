// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of check_key.hpp.

#include <roster/auth/check_key.hpp>

#include <roster/failure.hpp>
#include <string>

namespace roster {

ROSTER_DECL void check_header_text(std::string_view what, std::string_view text, std::string_view reserved) {
  if (text.empty()) throw failure(errc::no_credentials, "the " + std::string(what) + " is empty");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte > 0x20 && byte < 0x7F && reserved.find(text[i]) == reserved.npos) continue;
    throw failure(errc::invalid_argument, "the " + std::string(what) + " has a byte at position " +
                                              std::to_string(i) + " that cannot be sent");
  }
}

ROSTER_DECL void check_key(const credentials& key) {
  check_header_text("access key id", key.access_key_id, "/,;=");  // what separates the parts of a signature
  if (key.access_key_secret.empty()) throw failure(errc::no_credentials, "the access key secret is empty");
  if (!key.security_token.empty()) check_header_text("security token", key.security_token.reveal());
}

}  // namespace roster
