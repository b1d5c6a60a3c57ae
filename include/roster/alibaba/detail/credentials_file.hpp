// SPDX-License-Identifier: BSL-1.0
#pragma once
// The credentials file that the vendor's clients share, ~/.alibabacloud/credentials: an INI file whose sections
// are profiles.

#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Looks for a key in $ALIBABA_CLOUD_CREDENTIALS_FILE, in $HOME/.alibabacloud/credentials without that, reading
/// it anew. `wanted` is the section; with "" $ALIBABA_CLOUD_PROFILE is taken, and "default" without that. Its type
/// may be access_key, sts, ram_role_arn, ecs_ram_role or oidc_role_arn.
/// Source: the vendor's credentials clients; oidc_role_arn is known to that for Java, sts to none.
/// Example: credentials_file: a broken line is named by its number, and nothing of it is shown
ROSTER_DECL key_source_search search_credentials_file(std::string_view wanted, const environment& variables);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_file.ipp>
#endif
