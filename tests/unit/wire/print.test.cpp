// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/catalog.hpp>
#include <roster/eas/schema.hpp>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/print.hpp>
#include <sstream>
#include <string>
#include <vector>
#include <version>

namespace mine {

enum class size { small, large };
constexpr auto texts_of(size) { return roster::enum_texts<size>({{size::small, "S"}, {size::large, "L"}}); }
enum class tiny : std::uint8_t { one };
constexpr auto texts_of(tiny) { return roster::enum_texts<tiny>({{tiny::one, "1"}}); }
enum class untexted { first, last_ };
struct part {
  std::string name{};
  std::optional<int> weight{};
};
struct box {
  roster::open_enum<size> kind{};
  roster::secret code{};
  std::optional<part> inner{};
};
using roster::printing::operator<<;
using roster::printing::is_printed;

}  // namespace mine

namespace {

template <class T>
std::string printed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

template <class T>
concept is_streamed = requires(std::ostream& out, const T& value) { out << value; };

}  // namespace

TEST_CASE("print: writes items as JSON, without secrets") {
  roster::eas::service service;
  service.service_name = "a";
  service.access_token = roster::secret("token-7");
  CHECK(printed(service) == R"({"service_name":"a","access_token":"***"})");
  roster::qianfan::service other;
  other.name = "b";
  CHECK(printed(other) == R"({"name":"b"})");
  CHECK(printed(mine::box{.kind = "L", .code = roster::secret("1234"), .inner = mine::part{"p", 2}}) ==
        R"({"kind":"L","code":"***","inner":{"name":"p","weight":2}})");
  CHECK(std::string(doctest::toString(service).c_str()) == printed(service));
}

TEST_CASE("print: writes enumerators by their texts") {
  CHECK(printed(mine::size::large) == "L");
  CHECK(printed(static_cast<mine::size>(7)) == "7");
  CHECK(printed(static_cast<mine::tiny>(7)) == "7");
  CHECK(printed(roster::eas::service_status::running) == "Running");
  CHECK(printed(roster::open_enum<mine::size>("XL")) == "XL");
}

TEST_CASE("print: writes enumerators without a table by their names, where the compiler has reflection") {
#if defined(ROSTER_HAS_REFLECTION)
  CHECK(printed(mine::untexted::first) == "first");
  CHECK(printed(mine::untexted::last_) == "last");
  CHECK(printed(static_cast<mine::untexted>(7)) == "7");
#else
  static_assert(!is_streamed<mine::untexted>);
#endif
}

TEST_CASE("print: the structs of every API are printed") {
  static_assert(is_streamed<roster::ark::list_endpoints::request>);
  static_assert(is_streamed<roster::azure_ml::auth_mode>);
  static_assert(is_streamed<roster::bedrock::commitment>);
  static_assert(is_streamed<roster::fireworks::deployment_state>);
  static_assert(is_streamed<roster::hugging_face::endpoint_state>);
  static_assert(is_streamed<roster::kserve::model_state>);
  static_assert(is_streamed<roster::openai::job_status>);
  static_assert(is_streamed<roster::replicate::deployment>);
  static_assert(is_streamed<roster::sagemaker::endpoint_status>);
  static_assert(is_streamed<roster::tione::service_status>);
  static_assert(is_streamed<roster::together::endpoint_state>);
  static_assert(is_streamed<roster::triton::model_state>);
  static_assert(is_streamed<roster::vertex_ai::endpoint>);
}

TEST_CASE("print: containers of structs are left to others") {
  static_assert(!is_streamed<std::array<roster::eas::service, 2>>);
  static_assert(!is_streamed<std::vector<roster::eas::service>>);
#if defined(__cpp_lib_format)
  static_assert(!roster::detail::formatted<std::array<roster::eas::service, 2>>);
  static_assert(!roster::detail::formatted<std::shared_ptr<roster::checkpoint>>);
#endif
}

TEST_CASE("print: conditions and positions are printed as their texts") {
  const auto condition = roster::field<&roster::eas::service::gpu> >= 1;
  CHECK(printed(condition) == condition.text());
  const roster::checkpoint at{.at = roster::checkpoint::where::page, .request = "r", .cursor = {.number = 2}};
  CHECK(printed(at) == at.text());
  CHECK(printed(roster::errc::throttled) == make_error_code(roster::errc::throttled).message());
}

#if defined(__cpp_lib_format)
TEST_CASE("print: formats what it prints") {
  CHECK(std::format("{}", mine::box{.kind = "L"}) == R"({"kind":"L"})");
  CHECK(std::format("{:>3}|{:<3}|{:.1}", mine::size::small, mine::size::large,
                    roster::open_enum<mine::size>("XL")) == "  S|L  |X");
  CHECK(std::format("{}", roster::secret("hidden")) == "***");
  CHECK(std::format("{} {}", roster::utc_time("2026-01-01T00:00:00Z"), roster::json_text("[1]")) ==
        "2026-01-01T00:00:00Z [1]");
  CHECK(std::format("{}", roster::errc::busy) == printed(roster::errc::busy));
  CHECK(std::format("{}", roster::eas::service{}) == "{}");
}
#endif
