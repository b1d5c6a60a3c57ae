// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <atomic>
#include <roster/auth/detail/digest.hpp>
#include <string>
#include <thread>
#include <vector>

using roster::detail::hex;
using roster::detail::hmac_sha256;
using roster::detail::sha256;

TEST_CASE("digest: computes the published examples of SHA-256") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1000000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("digest: computes the published examples of HMAC-SHA256") {  // RFC 4231
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd'))) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(
      hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("digest: an empty HMAC key does not reuse the previous key") {
  const auto* const empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
  CHECK(hex(hmac_sha256("", "")) == empty);
  hmac_sha256("another key", "text");
  CHECK(hex(hmac_sha256({}, {})) == empty);
}

TEST_CASE("digest: concurrent threads do not interfere") {
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([t, &right] {
      const std::string key = "key " + std::to_string(t);
      const auto digest = sha256(key);
      const auto code = hmac_sha256(key, "text");
      for (int i = 0; i < 500; ++i) {
        hmac_sha256("other", std::to_string(i));
        if (sha256(key) == digest && hmac_sha256(key, "text") == code) ++right;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(right == 8 * 500);
}
