// SPDX-License-Identifier: BSL-1.0
#include "option_values.hpp"

#include <algorithm>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <roster/wire/detail/json_writer.hpp>

namespace roster_ls {

std::string in_message(std::string_view text) {
  const bool has_url = text.find("://") != text.npos || text.find_first_of("@%") != text.npos;
  return '"' + (has_url ? roster::http::detail::redact_url(text) : roster::escape_for_log(text, 200)) + '"';
}

void check_endpoint(std::string_view from, std::string_view url) {
  check_value(from, [&] { (void)roster::http::detail::parse_endpoint(url); });
}

void check_region(std::string_view from, std::string_view region) {
  if (region != "all" && !roster::alibaba::detail::is_region_name(region))
    throw usage_error(std::string(from) + ": invalid region: expected a name such as cn-shanghai, found \"" +
                      roster::http::detail::redact_url(region) + '"');
}

void check_utf8(std::string_view option, std::string_view value) {
  if (option != "--config" && option != "--ca-file" && roster::detail::find_invalid_utf8(value) != value.npos)
    throw usage_error(std::string(option) + ": the value is not valid UTF-8");
}

void check_not_empty(std::string_view option, std::string_view value, std::string_view expected) {
  if (value.empty())
    throw usage_error(std::string(option) + ": missing value; expected " + std::string(expected));
}

static double parse_decimal(std::string_view option, std::string_view text, std::string_view units) {
  double value{};
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end || !(value >= 0.001) || value > 1e6)
    throw usage_error(std::string(option) + ": invalid value " + in_message(text) + "; expected " +
                      std::string(units) + " from 0.001 to 1000000");
  return value;
}

std::chrono::milliseconds parse_seconds(std::string_view option, std::string_view text) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(parse_decimal(option, text, "seconds") * 1000));
}

double parse_rate(std::string_view option, std::string_view text) {
  return parse_decimal(option, text, "requests per second");
}

std::string parse_proxy(const std::string& text) {
  if (text.find('@') != text.npos)  // the text is not shown
    throw usage_error(
        "--proxy: a user name and password are not accepted, since other users can see the command line; set "
        "https_proxy and http_proxy instead");
  if (!text.empty()) check_value("--proxy", [&] { (void)roster::detail::parse_proxy(text); });
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::pair<std::string, std::string> parse_parameter(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    throw usage_error("--param: invalid value " + in_message(text) + "; expected Name=Value");
  return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

endpoint_choice parse_endpoint_choice(std::string_view text) {
  const auto equals = text.find('=');
  const bool has_region = equals != std::string_view::npos && equals != 0 &&
                          text.substr(0, equals).find_first_of(":/?") == std::string_view::npos;
  const auto url = has_region ? text.substr(equals + 1) : text;
  check_not_empty("--endpoint", url, "a URL such as https://host or http://127.0.0.1:8080");
  check_endpoint("--endpoint", url);
  return {.region = std::string(has_region ? text.substr(0, equals) : ""), .url = std::string(url)};
}

std::string parse_since(const std::string& text) {
  check_not_empty("--since", text, "a duration such as 30d, or a time");
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool is_duration = digits > 0 && digits + 1 == text.size() &&
                           std::string_view("smhdw").find(text.back()) != std::string_view::npos;
  return is_duration ? "now-" + text : text;
}

}  // namespace roster_ls
