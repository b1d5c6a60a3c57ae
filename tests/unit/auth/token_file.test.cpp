// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <filesystem>
#include <roster/auth/token_file.hpp>
#include <string>
#include <support/ask_provider.hpp>
#include <support/temporary_folder.hpp>

TEST_CASE("token_file: reads the file again on every call, also through links") {
  fake::temporary_folder folder;
  // As Kubernetes mounts a service account's token: a link to a file in a folder that is replaced.
  folder.write("first/token", "token-1\n");
  folder.write("second/token", "\xEF\xBB\xBF token-2\r\n");
  std::filesystem::create_directory_symlink(folder.path("first"), folder.path("data"));
  std::filesystem::create_symlink(folder.path("data/token"), folder.path("token"));
  const auto provider = roster::token_file(folder.path("token"));
  const auto first = fake::ask(*provider);
  CHECK(first.security_token.reveal() == "token-1");
  CHECK(first.access_key_id.empty());
  CHECK(!first.expires);
  std::filesystem::remove(folder.path("data"));
  std::filesystem::create_directory_symlink(folder.path("second"), folder.path("data"));
  CHECK(fake::ask(*provider).security_token.reveal() == "token-2");
}

TEST_CASE("token_file: a file without a token is a failure that names the file and shows nothing of it") {
  fake::temporary_folder folder;
  const auto path = folder.path("token");
  const auto provider = roster::token_file(path);
  CHECK(fake::why_no_credentials(*provider) == "no credentials: " + path + " does not exist");
  folder.write("token", " \r\n");
  CHECK(fake::why_no_credentials(*provider) == "no credentials: " + path + " is empty");
  folder.write("token", std::string("planted\0token", 13));
  const auto why = fake::why_no_credentials(*provider);
  CHECK(why.find(path) != why.npos);
  CHECK(why.find("planted") == why.npos);
  folder.write("token", "\"planted\"\n");
  CHECK(fake::why_no_credentials(*provider) ==
        "no credentials: " + path + " has a token, which begins or ends with a quote");
  folder.write("token", "planted token");
  CHECK_THROWS_WITH_AS(fake::ask(*provider),
                       doctest::Contains("token contains an invalid byte at position 7"), roster::failure);
}
