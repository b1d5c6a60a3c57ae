// SPDX-License-Identifier: BSL-1.0
#pragma once
// The recorded signatures of tests/data as plain values: requests as the vendors' clients sent them, and
// their inputs.

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <roster/auth/credentials.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <stdexcept>
#include <string>

namespace signature_vectors {

namespace json = boost::json;

inline json::value load(const std::string& file) {
  const std::string path = std::string(ROSTER_TEST_DATA) + '/' + file;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path);
  return json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

inline const json::value& eas() {
  static const json::value data = load("eas-signatures.json");
  return data;
}

inline const json::value& qianfan() {
  static const json::value data = load("qianfan-signatures.json");
  return data;
}

/// Returns a string; "" for null.
inline std::string text(const json::value& v) { return v.is_null() ? "" : json::value_to<std::string>(v); }

inline roster::http::detail::query_list query(const json::value& pairs) {
  roster::http::detail::query_list list;
  for (const json::value& pair : pairs.as_array()) list.emplace_back(text(pair.at(0)), text(pair.at(1)));
  return list;
}

inline roster::http::headers headers(const json::value& pairs) {
  roster::http::headers list;
  for (const json::value& pair : pairs.as_array()) list.add(text(pair.at(0)), text(pair.at(1)));
  return list;
}

/// Returns a request as it was sent. A target in absolute form loses scheme and host, as in a server.
inline roster::http::request wire_request(const json::value& vector) {
  const json::value& sent = vector.at("sent");
  std::string line = text(sent.at("request_line"));
  roster::http::request request;
  request.method = line.substr(0, line.find(' '));
  std::string target = line.substr(line.find(' ') + 1);
  target.resize(target.find(' '));
  if (const auto host = target.find("://"); host != target.npos) target.erase(0, target.find('/', host + 3));
  const auto mark = target.find('?');
  request.path = target.substr(0, mark);
  request.query = mark == target.npos ? "" : target.substr(mark + 1);
  request.headers = headers(sent.at("headers"));
  const json::value* body = sent.as_object().if_contains("body");
  request.body = text(body ? *body : vector.at("input").at("body"));
  return request;
}

}  // namespace signature_vectors
