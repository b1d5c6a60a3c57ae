// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/credentials.hpp>
#include <sstream>
#include <string>

namespace {

std::string printed(const roster::credentials& c) {
  std::ostringstream out;
  out << c;
  return out.str();
}

}  // namespace

TEST_CASE("credentials: are printed without secrets") {
  roster::credentials key{.access_key_id = "id\n1", .access_key_secret = roster::secret("s3cret")};
  CHECK(printed(key) == "access_key_id id\\n1, access_key_secret ***");
  key.security_token = roster::secret("t0ken");
  CHECK(printed(key) == "access_key_id id\\n1, access_key_secret ***, security_token ***");
}
