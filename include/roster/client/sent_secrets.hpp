// SPDX-License-Identifier: BSL-1.0
#pragma once
// What must not come back. Services and proxies echo what they were sent, and their texts become a part of
// messages: this takes the secrets out of them.

#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::detail {

/// The keys, tokens and signatures of one request.
class sent_secrets {
 public:
  sent_secrets() = default;
  ROSTER_DECL sent_secrets(const http::request& sent, const credentials& key);

  /// Returns the text with "***" for each of them, as it is, percent-encoded or with JSON's "\/", and for every piece
  /// of ten bytes or more, since texts are cut and quoted in part.
  /// Example: sent_secrets: are hidden in every spelling, and in part
  ROSTER_DECL std::string hide(std::string text) const;

  /// Returns the failure without them.
  ROSTER_DECL failure hide(const failure& from) const;

 private:
  ROSTER_DECL void add(std::string_view text);

  std::vector<std::string> texts_{};
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/sent_secrets.ipp>
#endif
