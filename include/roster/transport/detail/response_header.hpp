// SPDX-License-Identifier: BSL-1.0
#pragma once
// Status line and header of a response, parsed by Beast into this library's plain headers.

#include <boost/beast/http/basic_parser.hpp>
#include <boost/version.hpp>
#include <roster/http/headers.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Beast's parser, used for the header only; response_reader parses the body.
class response_header final : public boost::beast::http::basic_parser<false> {
 public:
  int status() const noexcept { return status_; }
  int version() const noexcept { return version_; }  ///< 11 for HTTP/1.1
  const http::headers& headers() const noexcept { return headers_; }
  http::headers take_headers() noexcept { return std::move(headers_); }

 private:
  using text = boost::beast::string_view;
  using error = boost::beast::error_code;
  using length = boost::optional<std::uint64_t>;

  void on_response_impl(int code, text, int version, error&) override {
    status_ = code;
    version_ = version;
  }
  void on_field_impl(boost::beast::http::field, text name, text value, error&) override {
    headers_.add(std::string(name), std::string(value));
  }
#if BOOST_VERSION >= 109000
  void on_trailer_field_impl(boost::beast::http::field, text, text, error&) override {}
#endif
  void on_request_impl(boost::beast::http::verb, text, text, int, error&) override {}
  void on_header_impl(error&) override {}
  void on_body_init_impl(const length&, error&) override {}
  std::size_t on_body_impl(text, error&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, text, error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, text, error&) override { return 0; }
  void on_finish_impl(error&) override {}

  int status_{};
  int version_{};
  http::headers headers_{};
};

}  // namespace roster::inline v0::detail
