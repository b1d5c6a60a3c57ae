// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/eas/schema/request.hpp>
#include <roster/qianfan/schema/request.hpp>
#include <roster/wire/query.hpp>
#include <string>
#include <string_view>

#include <support/every_kind.hpp>

using every_kind::thing;
using roster::camel_case;
using roster::parameter_error;
using roster::pascal_case;
using roster::set_parameter;
using roster::set_parameters;
using roster::eas::list_services_request;

namespace {

/// Sets a parameter and returns the error message, "" on success.
template <class T>
std::string set(T& request, std::string_view name, std::string_view value) {
  const auto error = set_parameter<pascal_case>(request, name, value);
  return error ? error->message : "";
}

std::string add(list_services_request& request, std::string_view pairs) {
  const auto error = set_parameters<pascal_case>(request, "Label", pairs);
  return error ? error->message : "";
}

}  // namespace

TEST_CASE("set_parameter: sets a member of every kind from text") {
  thing t;
  CHECK(set(t, "Name", "a b") == "");
  CHECK(set(t, "On", "true") == "");
  CHECK(set(t, "Spot", "false") == "");
  CHECK(set(t, "Count", "-5") == "");
  CHECK(set(t, "Small", "127") == "");
  CHECK(set(t, "Large", "18446744073709551615") == "");
  CHECK(set(t, "Ratio", "0.5") == "");
  CHECK(set(t, "State", "Running") == "");
  CHECK(set(t, "Token", "s3") == "");
  CHECK(set(t, "Config", "{}") == "");
  CHECK(set(t, "Created", "2024-07-30T05:45:46Z") == "");
  CHECK(set(t, "Note", "") == "");
  CHECK(set(t, "Maybe", "false") == "");
  CHECK(set(t, "GPU", "8") == "");
  CHECK(set(t, "LastState", "Odd") == "");
  CHECK(set(t, "Place", R"({"Id":"p","Public":2})") == "");
  CHECK(set(t, "Label", R"({"k":"v","n":null})") == "");
  CHECK(set(t, "Weights", R"({"w":3})") == "");

  thing expected;
  expected.name = "a b";
  expected.on = true;
  expected.spot = false;
  expected.count = -5;
  expected.small = 127;
  expected.large = 18446744073709551615U;
  expected.ratio = 0.5;
  expected.state = every_kind::state::running;
  expected.token = roster::secret("s3");
  expected.config = roster::json_text("{}");
  expected.created = roster::utc_time("2024-07-30T05:45:46Z");
  expected.note = "";
  expected.maybe = false;
  expected.gpu = 8;
  expected.last_state = "Odd";
  expected.place = every_kind::inside{.id = "p", .public_ = 2};
  expected.label = {{"k", "v"}, {"n", std::nullopt}};
  expected.weights = {{"w", 3}};
  CHECK(t == expected);
}

TEST_CASE("set_parameter: appends one entry to a list with each call") {
  thing t;
  CHECK(set(t, "Tags", "x,y") == "");
  CHECK(set(t, "Tags", "") == "");
  CHECK(t.tags == std::vector<std::string>{"x,y", ""});
  CHECK(set(t, "Bits", "true") == "");
  CHECK(set(t, "Bits", "false") == "");
  CHECK(t.bits == std::vector<bool>{true, false});
  CHECK(set(t, "Sizes", "1") == "");
  CHECK(set(t, "Sizes", "2") == "");
  CHECK(t.sizes == std::vector<int>{1, 2});
  CHECK(set(t, "Gaps", "4") == "");
  CHECK(t.gaps == std::vector<std::optional<int>>{4});
  CHECK(set(t, "Parts", R"({"Id":"p"})") == "");
  CHECK(t.parts == std::vector<every_kind::inside>{{.id = "p"}});
  CHECK(set(t, "Bits", "2") == "Bits: expected true or false, found \"2\"");
  CHECK(set(t, "Sizes", "x") == "Sizes: expected an integer, found \"x\"");
  CHECK(t.bits.size() == 2);
  CHECK(t.sizes->size() == 2);

  roster::qianfan::describe_services_request q;
  CHECK_FALSE(set_parameter<camel_case>(q, "serviceType", "chat"));
  CHECK_FALSE(set_parameter<camel_case>(q, "serviceType", "new one"));
  CHECK(q.service_type.size() == 2);
  CHECK(q.service_type[1] == "new one");
}

TEST_CASE("set_parameter: accepts booleans in any letter case, since some clients send True") {
  list_services_request r;
  CHECK(set(r, "AutoscalerEnabled", "True") == "");
  CHECK(r.autoscaler_enabled == true);
  CHECK(set(r, "AutoscalerEnabled", "FALSE") == "");
  CHECK(r.autoscaler_enabled == false);
  for (const char* text : {"", "1", "yes", "tru", "truee", " true", "\x14RUE"}) {
    CAPTURE(text);
    CHECK(set(r, "AutoscalerEnabled", text).starts_with("AutoscalerEnabled: expected true or false, found "));
  }
}

TEST_CASE("set_parameter: names the closest parameter") {
  list_services_request r;
  CHECK(set(r, "ServceName", "x") == R"(unknown parameter "ServceName"; did you mean "ServiceName"?)");
  CHECK(set(r, "service_name", "x") == R"(unknown parameter "service_name"; did you mean "ServiceName"?)");
  CHECK(set(r, "Colour", "x") == R"(unknown parameter "Colour")");
  CHECK(set(r, "a\nb", "x") == R"(unknown parameter "a\nb")");
  CHECK(set_parameter<pascal_case>(r, "Nmae", "x")->fault == parameter_error::reason::unknown_name);
  CHECK(r == list_services_request{});
}

TEST_CASE("set_parameter: unknown_fields is not a parameter") {
  thing t;
  CHECK(set(t, "Unknown", "x") == R"(unknown parameter "Unknown")");
}

TEST_CASE("set_parameter: reports what was expected and what was found") {
  list_services_request r;
  thing t;
  CHECK(set_parameter<pascal_case>(r, "PageSize", "many")->fault == parameter_error::reason::bad_value);
  CHECK(set(r, "PageSize", "many") == R"(PageSize: expected an integer, found "many")");
  CHECK(set(r, "PageSize", "") == R"(PageSize: expected an integer, found "")");
  CHECK(set(r, "PageSize", "1.5") == R"(PageSize: expected an integer, found "1.5")");
  CHECK(set(r, "PageSize", "9223372036854775808") ==
        "PageSize: expected an integer from -9223372036854775808 to 9223372036854775807, found "
        "\"9223372036854775808\"");
  CHECK(set(t, "Small", "128") == R"(Small: expected an integer from -128 to 127, found "128")");
  CHECK(set(t, "Large", "-1") == R"(Large: expected an integer, found "-1")");
  CHECK(set(t, "Load", "nan") == R"(Load: expected a number, found "nan")");
  CHECK(set(t, "Load", "1e999") == R"(Load: expected a number in the range of double, found "1e999")");
  CHECK(set(t, "Created", "today") ==
        R"(Created: expected a time such as 2024-07-30T05:45:46Z, found "today")");
  CHECK(set(r, "PageSize", std::string(1000, 'x')).size() < 150);
  CHECK(r == list_services_request{});
  CHECK(t == thing{});
}

TEST_CASE("set_parameter: reports where a JSON text is invalid, and does not change the map") {
  list_services_request r;
  r.label = {{"old", "one"}};
  CHECK(set(r, "Label", R"({"a":["x"]})").starts_with("Label.a: expected a string, found "));
  CHECK(set(r, "Label", "[1]").starts_with("Label: expected an object, found "));
  CHECK(set(r, "Label", "k=v") == "Label: not JSON: expected a value, found 'k' at byte 0");
  CHECK(set(r, "Label", "").starts_with("Label: not JSON: expected a value, found "));
  CHECK(r.label.size() == 1);
  CHECK(set(r, "Label", R"({"a":""})") == "");
  CHECK(r.label == std::map<std::string, std::optional<std::string>>{{"a", ""}});
}

TEST_CASE("set_parameters: accepts keys with and without a value") {
  list_services_request r;
  CHECK(add(r, "k=v,k2,k3=,k4=a=b") == "");
  CHECK(r.label == std::map<std::string, std::optional<std::string>>{
                       {"k", "v"}, {"k2", std::nullopt}, {"k3", ""}, {"k4", "a=b"}});
  CHECK(add(r, "k5=x") == "");
  CHECK(r.label.size() == 5);
  thing t;
  CHECK_FALSE(set_parameters(t, "weights", "a=1,b=2"));
  CHECK(t.weights == std::map<std::string, int>{{"a", 1}, {"b", 2}});
}

TEST_CASE("set_parameters: describes every error") {
  list_services_request r;
  CHECK(add(r, "") == "Label: missing key in \"\"");
  CHECK(add(r, "a=1,") == "Label: missing key in \"\"");
  CHECK(add(r, "=x") == "Label: missing key in \"=x\"");
  CHECK(add(r, "b=1,b=2") == "Label: duplicate key \"b\"");
  CHECK(add(r, "a") == "Label: duplicate key \"a\"");
  thing t;
  CHECK(set_parameters(t, "weights", "a=x")->message == "weights: expected an integer, found \"x\"");
  CHECK(set_parameters(t, "weights", "a")->message == "weights: expected an integer, found \"\"");
  CHECK(set_parameters(t, "name", "a=b")->message == "name: not a map; key=value pairs are not accepted");
  CHECK(set_parameters(t, "wieghts", "a=1")->message ==
        "unknown parameter \"wieghts\"; did you mean \"weights\"?");
}

TEST_CASE("set_parameter: parses the values that to_query() produces") {
  list_services_request r;
  r.sort = "CreateTime";
  r.order = roster::eas::order::asc;
  r.page_size = 7;
  r.label = {{"a\"b", "1"}, {"c", std::nullopt}, {"d", ""}};
  r.include_no_workspace = false;
  r.role = "Odd";
  list_services_request back;
  for (const auto& [name, value] : roster::detail::to_query<pascal_case>(r))
    CHECK(set(back, name, value) == "");
  CHECK(back == r);
}

TEST_CASE("parameters: have a name, a kind and documented values") {
  const auto all = roster::parameters<pascal_case, list_services_request>();
  CHECK(all.size() == 27);
  CHECK(all[0].name == "Sort");
  CHECK(all[0].kind == roster::detail::kind::text);
  CHECK(all[0].texts.empty());
  CHECK(all[1].name == "Order");
  CHECK(all[1].kind == roster::detail::kind::open_enum);
  CHECK(all[1].texts.size() == 2);
  CHECK(all[8].name == "Label");
  CHECK(all[8].kind == roster::detail::kind::map);
  CHECK(all[8].entry == roster::detail::kind::text);

  const auto qianfan = roster::parameters<camel_case, roster::qianfan::describe_services_request>();
  CHECK(qianfan.size() == 10);
  CHECK(qianfan[4].name == "serviceType");
  CHECK(qianfan[4].kind == roster::detail::kind::list);
  CHECK(qianfan[4].entry == roster::detail::kind::open_enum);
  CHECK_FALSE(qianfan[4].texts.empty());
}
