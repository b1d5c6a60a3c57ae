// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <roster/detail/base64.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/escape_for_log.hpp>
#include <string>
#include <vector>

#include <support/grows_linearly.hpp>

using roster::detail::base64_encode;
using roster::detail::redactor;

namespace {

const std::string token = "CAIS/planted+token-of_many?bytes&more==";

redactor of(const std::vector<std::string>& secrets) {
  redactor out;
  for (const auto& one : secrets) out.add(one);
  return out;
}

std::string redacted(const std::string& text, const std::string& secret = token) {
  return of({secret}).redact(text);
}

/// Writes every byte, or those for which `which` is true, as `before`, two or four hexadecimal digits and `after`.
template <class Which>
std::string escaped(std::string_view text, const std::string& before, std::size_t digits,
                    const std::string& after, const Which& which) {
  constexpr std::string_view hex = "0123456789aBcDeF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (which(c))
      out += before + std::string(digits - 2, '0') + hex[byte / 16] + hex[byte % 16] + after;
    else
      out += c;
  }
  return out;
}

std::string in_other_case(std::string text) {
  for (char& c : text)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = static_cast<char>(c ^ 0x20);
  return text;
}

std::string in_url_alphabet(std::string text) {
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string random_text(std::mt19937& random, std::string_view letters, std::size_t size) {
  std::string out;
  while (out.size() < size) out += letters[random() % letters.size()];
  return out;
}

constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

TEST_CASE("redactor: finds a secret in every spelling (fault 191)") {
  const auto all = [](char) { return true; };
  const auto some = [](char c) { return (c & 1) != 0; };
  const auto special = [](char c) { return std::string_view("/+&=?").find(c) != std::string_view::npos; };
  for (const std::string& secret :
       {token, std::string("0a1b2c3d4e5f60718293a4b5c6d7e8f9"), std::string("p4ss/w"), std::string("p+s?")}) {
    std::vector<std::string> spellings{secret, in_other_case(secret), base64_encode(secret)};
    for (const auto& which : {+all, +some, +special})
      for (const auto& spelling :
           {escaped(secret, "%", 2, "", which), escaped(secret, "\\u", 4, "", which),
            escaped(secret, "\\x", 2, "", which), escaped(secret, "&#x", 2, ";", which)})
        spellings.push_back(spelling);
    std::string hex;
    for (const char c : escaped(secret, " ", 2, "", all)) hex += c == ' ' ? "" : std::string(1, c);
    spellings.push_back(hex);
    spellings.push_back(in_other_case(hex));
    spellings.push_back(in_url_alphabet(base64_encode(secret)));
    spellings.push_back(base64_encode(secret).substr(0, base64_encode(secret).find('=')));
    spellings.push_back(escaped(base64_encode(secret), "%", 2, "", special));
    for (const auto& spelling : spellings) {
      CAPTURE(spelling);
      CHECK(redacted("<" + spelling + ">", secret) == "<***>");
      const auto twice = escaped(spelling, "%", 2, "", [](char c) { return c == '%' || c == '\\'; });
      CHECK(redacted("<" + twice + ">", secret) == "<***>");
    }
  }
}

TEST_CASE("redactor: finds a secret in the base64 of a longer string, at any offset (fault 191)") {
  for (const std::string& secret : {token, std::string("p4ss/wd")})
    for (std::size_t before = 0; before < 6; ++before)
      for (std::size_t after = 0; after < 4; ++after) {
        const auto whole = base64_encode(std::string(before, '!') + secret + std::string(after, '!'));
        for (const auto& spelling : {whole, in_url_alphabet(whole), whole.substr(0, whole.find('='))}) {
          CAPTURE(spelling);
          const auto shown = redacted(spelling, secret);
          CHECK(shown.find("***") != shown.npos);
          // What remains are the neighbouring bytes, at most with the two base64 digits at either end that they share
          // with the secret.
          CHECK(shown.size() <= 3 + (before * 8 + 5) / 6 + (after * 8 + 5) / 6 + 1 + 2);
        }
      }
}

TEST_CASE("redactor: recognizes the named escapes of JSON and HTML") {
  CHECK(redacted(R"({"t":"CAIS\/planted+token-of_many?bytes&more=="})") == R"({"t":"***"})");
  CHECK(redacted("<a>CAIS&#47;planted+token-of_many?bytes&amp;more==</a>") == "<a>***</a>");
  CHECK(redacted(R"("a\"b\\c\nd\te")", "a\"b\\c\nd\te") == "\"***\"");
  CHECK(redacted(R"("{\"t\":\"CAIS\\\/planted+token-of_many?bytes&more==\"}")") == R"("{\"t\":\"***\"}")");
  CHECK(redacted(R"(\u0067r\u00fcn-\ud83d\ude00-secret)", "grün-😀-secret") == "***");
  CHECK(redacted("correct+horse+battery", "correct horse battery") == "***");
}

TEST_CASE("redactor: finds fragments of ten bytes or more, since strings may be truncated") {
  for (std::size_t begin = 0; begin + 10 <= token.size(); ++begin)
    for (std::size_t size = 10; begin + size <= token.size(); ++size)
      CHECK(redacted("[" + token.substr(begin, size) + "]") == "[***]");
  CHECK(redacted("[" + token.substr(0, 9) + "]") == "[" + token.substr(0, 9) + "]");
  for (std::size_t most = 8 + 10; most < 8 + token.size(); ++most)
    CHECK(redacted('"' + roster::escape_for_log("token = " + token, most) + '"') == "\"token = ***...\"");
  CHECK(redacted(token + token) == "***");
  CHECK(redacted(token + ", " + token) == "***, ***");
}

TEST_CASE("redactor: does not search for a secret of fewer than four bytes") {
  CHECK(redacted("abc", "abc") == "abc");
  CHECK(redacted("an abcd, an ABCD", "abcd") == "an ***, an ***");
  CHECK(redactor().redact("abc") == "abc");
  CHECK(redactor().empty());
  CHECK(of({"", "a", "ab", "abc"}).empty());
}

TEST_CASE("redactor: finds user:password even if the password alone is too short to be searched for") {
  redactor with;
  with.add_login("bob", "PW");
  CHECK(with.redact("user bob:PW denied") == "user *** denied");
  CHECK(with.redact("http://bob:PW@proxy, http://bob%3APW@proxy") == "http://***@proxy, http://***@proxy");
  CHECK(with.redact("Basic Ym9iOlBX") == "Basic ***");
  CHECK(with.redact("basic%20Ym9iOlBX%3D") == "basic%20***%3D");
  CHECK(with.redact("bob has a PW") == "bob has a PW");
  redactor padded;
  padded.add_login("bob", "P");
  CHECK(padded.redact("Ym9iOlA=, Ym9iOlA%3d, Ym9iOlA") == "***, ***, ***");
  redactor longer;
  longer.add_login("administrator", "hunter2");
  CHECK(longer.redact("ask your administrator") == "ask your administrator");
}

TEST_CASE("redactor: keeps text that is not secret byte for byte (fault 192)") {
  std::mt19937 random(7);
  const auto known = of({random_text(random, base64_letters, 600), random_text(random, base64_letters, 30),
                         random_text(random, "0123456789abcdef", 64)});
  for (int i = 0; i < 2000; ++i) {
    for (const std::string_view letters : {base64_letters, std::string_view("0123456789ABCDEF-"),
                                           std::string_view("%41\\u0/\"&#x;"), std::string_view("*")}) {
      const auto text = random_text(random, letters, 1 + random() % 200);
      REQUIRE(known.redact(text) == text);
    }
  }
  for (const std::string text :
       {"Specified access key is not found; request id 0D9CCE9B-8A23-5C1E-9F0B-1A2B3C4D5E6F",
        "C:\\path\\new\\table%20name &amp; 100 %", "", "\\", "%", "&", "%4", "\\u12", "&#;", "&#x110000;",
        R"({"Code":"Throttling.User","Message":"\u8bf7\u6c42\/","n":[1,2]})"})
    CHECK(known.redact(text) == text);
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  CHECK(known.redact(every_byte) == every_byte);
}

TEST_CASE("redactor: keeps redacted JSON valid") {
  // The secret begins with the letter of an escape, which follows a backslash.
  CHECK(redacted(R"({"t":"x\nplanted-secret"})", "nplanted-secret") == R"({"t":"x***"})");
  CHECK(redacted(R"({"t":"x\\nplanted-secret"})", "nplanted-secret") == R"({"t":"x\\***"})");
}

TEST_CASE("redactor: finds a secret of arbitrary bytes literally") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  CHECK(redacted("<" + every_byte + ">", every_byte) == "<***>");
  CHECK(redacted("<" + std::string(12, '\0') + ">", std::string(12, '\0')).size() <= 14);
  CHECK(redacted("<a%41b%2fc%5C\\ndef>", "a%41b%2fc%5C\\ndef") == "<***>");
  CHECK(redacted("<a%2541b%252fc%255C%5Cndef>", "a%41b%2fc%5C\\ndef") == "<***>");
}

TEST_CASE("redactor: takes time linear in the size of the text (fault 192)") {
  std::mt19937 random(11);
  const auto known = of({token, std::string(300, 'x'), random_text(random, base64_letters, 500)});
  for (const std::string& part :
       {std::string("ordinary text, "), std::string("x"), token, token.substr(0, 9),
        std::string("xxxxxxxxx "), std::string("%78"), std::string("\\u0078"), std::string("\\\\"),
        std::string("&#x78;"), std::string("%25"), std::string("&"), std::string("\\")}) {
    CAPTURE(part);
    CHECK(roster_test::grows_linearly([&](std::size_t size) {
      std::string text;
      while (text.size() < size * 50'000) text += part;
      return [text, &known] { (void)known.redact(text); };
    }));
  }
}

TEST_CASE("redactor: redacts every text of a failure except the endpoint") {
  const roster::failure from(roster::errc::bad_request, {.message = "m " + token,
                                                         .http_status = 400,
                                                         .vendor_code = "c " + token,
                                                         .vendor_message = "v " + token,
                                                         .recommendation = "r " + token,
                                                         .request_id = "i " + token,
                                                         .missing_permission = "p " + token,
                                                         .endpoint = "https://clouds.test",
                                                         .request = "GET /" + token,
                                                         .page = 3,
                                                         .attempts = 2});
  const auto hidden = of({token}).redact(from);
  CHECK(std::string(hidden.what()) ==
        "bad request: m ***; HTTP 400; code c ***; service message: v ***; missing permission: p ***; "
        "request id i ***; see r ***; endpoint https://clouds.test; request GET /***; page 3; attempts 2");
  CHECK(hidden.condition() == roster::errc::bad_request);
  const roster::failure clean(roster::errc::timed_out, "nothing");
  CHECK(of({token}).redact(clean).what() == clean.what());  // the same text, not a copy
}

TEST_CASE(
    "redactor: takes time linear in the size of the text, however many short secrets there are (fault 219)") {
  CHECK(roster_test::grows_linearly([](std::size_t size) {
    roster::detail::redactor known;
    std::string text;
    for (std::size_t i = 0; i < size * 200; ++i) {
      known.add("s" + std::to_string(100'000 + i));
      text += "s" + std::to_string(900'000 - i) + ' ';
    }
    return [text, known] { (void)known.redact(text); };
  }));
}

TEST_CASE("redactor: adds many short secrets in time linear in their number (fault 219)") {
  CHECK(roster_test::grows_linearly([](std::size_t size) {
    return [size] {
      roster::detail::redactor known;
      for (std::size_t i = 0; i < size * 200; ++i) known.add("s" + std::to_string(100'000 + i));
    };
  }));
}
