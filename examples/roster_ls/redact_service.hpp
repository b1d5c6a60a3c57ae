// SPDX-License-Identifier: BSL-1.0
#pragma once
// Services without the secrets that their JSON texts hold: the ServiceConfig of PAI-EAS has the service's token.

#include <roster/failure.hpp>
#include <roster/recording/detail/redact_request.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>

namespace roster_ls {

/// Returns the service with "***" for every secret, by the names that redact_secrets() knows: to_json masks those in JSON
/// texts and unknown fields, this also masks those in plain texts.
template <auto Letters, class Item>
Item without_tokens(const Item& service) {
  Item shown;
  const auto error =
      roster::decode<Letters>(roster::detail::redact_secrets(roster::to_json<Letters>(service), {}), shown);
  if (error) throw roster::failure(roster::errc::malformed_response, error->text());
  return shown;
}

}  // namespace roster_ls
