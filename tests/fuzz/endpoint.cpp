// SPDX-License-Identifier: BSL-1.0
// Endpoints, proxies, lists of excepted hosts and queries: printed values are parsed to the same value.

#include <fuzz/input.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/detail/proxy.hpp>

namespace {

using roster::http::endpoint;

std::optional<endpoint> check_endpoint(const std::string& text) {
  try {
    const auto parsed = roster::http::detail::parse_endpoint(text);
    const auto printed = parsed.origin() + parsed.prefix;
    fuzz::expect(roster::http::detail::parse_endpoint(printed) == parsed,
                 "what is printed is the same endpoint", printed);
    fuzz::expect(roster::escape_for_log(printed, printed.size()) == printed &&
                     printed.find_first_of(" @?#") == printed.npos,
                 "an endpoint has only bytes of a URL", printed);
    fuzz::expect(parsed.scheme == "http" || parsed.scheme == "https", "the scheme is one of two", printed);
    fuzz::expect(!parsed.host.empty() && parsed.port != 0, "there are a host and a port", printed);
    const auto authority = parsed.authority();
    const auto again = roster::http::detail::parse_endpoint(parsed.scheme + "://" + authority);
    fuzz::expect(again.host == parsed.host.substr(0, parsed.host.find('%')) && again.port == parsed.port,
                 "the header Host names the endpoint", authority);
    return parsed;
  } catch (const roster::failure& e) {
    fuzz::expect(e.code() == roster::errc::invalid_argument, "a wrong endpoint is an invalid argument", text);
    fuzz::expect_message(e.what());
    return std::nullopt;
  }
}

void check_proxy(const std::string& text, std::string_view exceptions) {
  try {
    const auto parsed = roster::detail::parse_proxy(text);
    fuzz::expect(!parsed.at.host.empty(), "a proxy has a host", text);
  } catch (const roster::failure& e) {
    fuzz::expect_message(e.what());
  }
  for (const auto* const to : {"http://example.com", "https://10.0.0.1:8443", "https://[::1]"}) {
    const auto endpoint = roster::http::detail::parse_endpoint(to);
    const roster::proxy_options options{.http = roster::secret("http://proxy.example"),
                                        .https = roster::secret("http://proxy.example"),
                                        .no_proxy = std::string(exceptions)};
    const auto chosen = roster::detail::choose_proxy(options, endpoint);
    const roster::proxy_options all{
        .http = options.http, .https = options.https, .no_proxy = options.no_proxy + ",*"};
    fuzz::expect(!roster::detail::choose_proxy(all, endpoint), "* excepts every host", exceptions);
    if (exceptions.empty()) fuzz::expect(chosen.has_value(), "no exceptions except no host");
  }
}

void check_query(std::string_view text) {
  const auto decoded = roster::http::detail::percent_decode(roster::http::detail::percent_encode(text));
  fuzz::expect(decoded == text, "decoding gives what was encoded", text);
  const auto parsed = roster::http::detail::parse_query(text);
  if (!parsed) return;
  const auto printed = roster::http::detail::encode_query(*parsed);
  const auto again = roster::http::detail::parse_query(printed);
  fuzz::expect(again && roster::http::detail::encode_query(*again) == printed,
               "a printed query is read as the same", text);
  fuzz::expect(again->size() == parsed->size(), "no parameter is lost", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::input in(data, size);
  const std::string url(in.line());
  const std::string proxy(in.line());
  const auto exceptions = in.line();
  check_endpoint(url);
  check_proxy(proxy, exceptions);
  check_query(in.rest());
  return 0;
}
