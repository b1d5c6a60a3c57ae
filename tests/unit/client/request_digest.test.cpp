// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/client/detail/build_request.hpp>
#include <roster/failure.hpp>
#include <set>
#include <string>

using roster::detail::digest_of;

namespace {

const roster::http::request get{
    .to = roster::http::detail::parse_endpoint("https://a.example"), .path = "/list", .query = "filter=x"};

template <class Change>
std::string digest_with(Change change) {
  auto request = get;
  change(request);
  return digest_of(request);
}

}  // namespace

TEST_CASE("request digest: distinguishes requests by content and destination") {
  using roster::http::request;
  const std::set<std::string> all{
      digest_of(get),
      digest_with([](request& r) { r.method = "POST"; }),
      digest_with([](request& r) { r.to = roster::http::detail::parse_endpoint("https://b.example"); }),
      digest_with([](request& r) { r.path = "/other"; }),
      digest_with([](request& r) { r.query = "filter=y"; }),
      digest_with([](request& r) { r.body = "{}"; })};
  CHECK(all.size() == 6);
}

TEST_CASE("request digest: is independent of the credentials and of the machine") {
  CHECK(digest_of(get) == "c8b99382df8be48883b96f2d17e278f9");
  CHECK(digest_of(get) ==
        digest_with([](auto& r) { r.headers.set("authorization", "Bearer a-secret-of-somebody"); }));
}

TEST_CASE("request digest: a checkpoint of another request is rejected with an error") {
  const roster::checkpoint from{.request = digest_of(get)};
  roster::detail::check_digest(from, digest_of(get));
  CHECK_THROWS_WITH_AS(roster::detail::check_digest(from, "another"),
                       "invalid checkpoint: it belongs to another request; resume with the same operation, "
                       "endpoint, request and extra parameters",
                       roster::failure);
}
