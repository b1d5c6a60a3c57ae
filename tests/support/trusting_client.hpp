// SPDX-License-Identifier: BSL-1.0
#pragma once
// The options of a client that reaches the HTTPS servers of a test.

#include <boost/asio/ip/address.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>

#include <support/fake_certificates.hpp>

namespace roster_test {

/// Options that trust the CA of the test, and resolve every host to loopback.
inline roster::http_client_options trusting() {
  static const temporary_file file(authority().certificate_pem());
  return {.ca_file = file.path(), .resolve = [](const std::string&, roster::detail::address_handler done) {
            done({}, {boost::asio::ip::address_v4::loopback()});
          }};
}

}  // namespace roster_test
