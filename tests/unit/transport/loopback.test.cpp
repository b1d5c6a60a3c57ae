// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/transport/detail/host_addresses.hpp>
#include <string>

using roster::detail::is_loopback;
using roster::detail::numeric_address;

TEST_CASE("loopback: a loopback address is recognized in every notation (fault 177)") {
  for (const char* host :
       {"127.0.0.1", "127.255.0.9", "127.1", "127.0.1", "0x7f000001", "0X7F.1", "0177.0.0.1", "2130706433",
        "017700000001", "0.0.0.0", "0", "::1", "0:0:0:0:0:0:0:1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1",
        "::ffff:0.0.0.0", "::1%lo"})
    CHECK_MESSAGE(is_loopback(host), host);
}

TEST_CASE("loopback: names reserved by RFC 6761 or the hosts file are loopback") {
  for (const char* host : {"localhost", "LocalHost", "localhost.", "a.localhost", "a.b.LOCALHOST.",
                           "ip6-localhost", "IP6-Loopback"})
    CHECK_MESSAGE(is_loopback(host), host);
}

TEST_CASE("loopback: other addresses and names are not loopback") {
  for (const char* host :
       {"", ".", "128.0.0.1", "126.1", "0x7e000001", "0x80000000", "10.127.0.0.1", "127.0.0.1.example.com",
        "127.example", "::2", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "100.100.100.200", "localhost.com",
        "notlocalhost", "localhost..", "ip6-localhost.example.com"})
    CHECK_FALSE_MESSAGE(is_loopback(host), host);
}

TEST_CASE("loopback: an address is parsed equally in every notation; a name is not an address") {
  CHECK(numeric_address("10.1") == boost::asio::ip::make_address("10.0.0.1"));
  CHECK(numeric_address("::ffff:10.0.0.1") == boost::asio::ip::make_address("10.0.0.1"));
  CHECK(numeric_address("fd00::1") == boost::asio::ip::make_address("fd00::1"));
  CHECK_FALSE(numeric_address("pai.example"));
  CHECK_FALSE(numeric_address("1.2.3.4.5"));
  CHECK_FALSE(numeric_address("256.0.0.1"));
}

TEST_CASE(
    "loopback: an IPv4 address of fewer numbers, octal or hexadecimal, is that of the system's resolver") {
  const auto v4 = [](const char* host) {
    const auto address = numeric_address(host);
    return address ? address->to_string() : "";
  };
  CHECK(v4("255.255.255.255") == "255.255.255.255");
  CHECK(v4("1.2.3.4") == "1.2.3.4");
  CHECK(v4("1.2.772") == "1.2.3.4");
  CHECK(v4("1.131844") == "1.2.3.4");
  CHECK(v4("16909060") == "1.2.3.4");
  CHECK(v4("4294967295") == "255.255.255.255");
  CHECK(v4("01.02.03.04") == "1.2.3.4");
  CHECK(v4("0x1.0X2.0304") == "1.2.0.196");
  CHECK(v4("0xFFFFFFFF") == "255.255.255.255");
  for (const char* host :
       {"",      ".",  "1.", ".1",  "1..2", "1.2.3.", "4294967296", "1.16777216", "1.2.65536", "1.2.3.256",
        "256.1", "08", "0x", "0xg", "+1",   "-1",     " 1",         "1 ",         "1.2.3.4 x", "1e3"})
    CHECK_MESSAGE(v4(host) == "", host);
  CHECK_FALSE(numeric_address(std::string("127.0.0.1\0.example", 18)));
}
