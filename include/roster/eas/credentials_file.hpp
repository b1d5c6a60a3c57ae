// SPDX-License-Identifier: BSL-1.0
#pragma once
// The credentials file that the vendor's clients share, ~/.alibabacloud/credentials: an INI file whose sections
// are profiles.

#include <roster/auth/credentials_chain.hpp>
#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::eas {

/// Looks for a key in $ALIBABA_CLOUD_CREDENTIALS_FILE, in $HOME/.alibabacloud/credentials without that, reading
/// it anew. `wanted` is the section; with "" $ALIBABA_CLOUD_PROFILE is taken, and "default" without that. Of
/// the types access_key and sts are supported.
/// Example: credentials_file: a broken line is named by its number, and nothing of it is shown
ROSTER_DECL credentials_search search_credentials_file(std::string_view wanted, const environment& variables);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/credentials_file.ipp>
#endif
