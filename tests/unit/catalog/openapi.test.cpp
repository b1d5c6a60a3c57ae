// SPDX-License-Identifier: BSL-1.0
// The OpenAPI documents of all APIs that are declared already.
#include <doctest/doctest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <roster/catalog.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <roster/wire/openapi.hpp>
#include <string>
#include <string_view>

namespace {

namespace json = boost::json;
using roster::detail::kind;
using roster::detail::type_descriptor;

/// Follows a reference, and selects what is not null.
const json::value& resolved(const json::value& document, const json::value& schema) {
  const auto& object = schema.as_object();
  if (const auto* const reference = object.if_contains("$ref"))
    return document.at_pointer(std::string_view(reference->as_string()).substr(1));
  if (const auto* const any = object.if_contains("anyOf"))
    if (any->as_array().size() == 2 && any->as_array()[1].at("type") == "null")
      return resolved(document, any->as_array()[0]);
  return schema;
}

/// Checks that every member that the decoder knows is in the schema.
void check_members(const json::value& document, const json::value& schema, const type_descriptor& type) {
  const auto& here = resolved(document, schema);
  switch (type.kind) {
    case kind::optional:
      return check_members(document, schema, *type.inner);
    case kind::list: {
      const auto* const any = here.as_object().if_contains("anyOf");  // a one_or_many
      return check_members(document, (any ? any->as_array()[0] : here).at("items"), *type.inner);
    }
    case kind::map:
      return check_members(document, here.at("additionalProperties"), *type.inner);
    case kind::variant:
      for (std::size_t i = 0; i < type.variant->alternatives.size(); ++i)
        check_members(document, here.at("anyOf").at(i), *type.variant->alternatives[i]);
      return;
    case kind::object: {
      const auto* const properties = here.as_object().if_contains("properties");
      for (const auto& member : type.object->members) {
        if (member.type->kind == kind::unknown) continue;
        INFO(member.name);
        REQUIRE(properties != nullptr);
        REQUIRE(properties->as_object().contains(member.name));
        check_members(document, properties->at(member.name), *member.type);
      }
      return;
    }
    default:
      return;
  }
}

/// Checks that every reference in a document resolves.
void check_references(const json::value& document, const json::value& part) {
  if (const auto* const object = part.if_object()) {
    for (const auto& [name, value] : *object)
      if (name == "$ref") {
        const std::string_view place(value.as_string());
        INFO(place);
        REQUIRE(place.starts_with("#/components/schemas/"));
        CHECK(document.at_pointer(place.substr(1)).is_object());
      } else {
        check_references(document, value);
      }
  } else if (const auto* const array = part.if_array()) {
    for (const auto& one : *array) check_references(document, one);
  }
}

template <class Operation>
void check_document() {
  const auto text = roster::openapi<Operation>("https://service.example");
  INFO(text);
  const auto document = json::parse(text);
  CHECK(document.at("openapi") == "3.1.0");
  check_references(document, document);
  const auto& item = document.at("paths").at(std::string(Operation::target.path)).as_object();
  REQUIRE(item.size() == 1);
  const auto& operation = item.begin()->value();
  const auto& content = operation.at("responses").at("200").at("content").as_object();
  constexpr auto Case = roster::case_of<Operation>;
  check_members(document, content.begin()->value().at("schema"),
                roster::detail::type_descriptor_of<typename Operation::response, Case>);

  // Every member of the request is a parameter or in the body.
  const type_descriptor& request = roster::detail::type_descriptor_of<typename Operation::request, Case>;
  for (const auto& member : request.object->members) {
    INFO(member.name);
    bool found = false;
    if (const auto* const parameters = operation.as_object().if_contains("parameters"))
      for (const auto& one : parameters->as_array())
        found = found || one.at("name").as_string() == member.name;
    if (const auto* const body = operation.as_object().if_contains("requestBody")) {
      const auto& schema = body->at("content").as_object().begin()->value().at("schema");
      if (const auto* const properties = schema.as_object().if_contains("properties"))
        if (const auto* const one = properties->as_object().if_contains(member.name)) {
          found = true;
          check_members(document, *one, *member.type);
        }
    }
    CHECK(found);
  }
}

}  // namespace

TEST_CASE("openapi: every declared API has a document with all members") {
  check_document<roster::eas::list_services>();
  check_document<roster::eas::describe_service>();
  check_document<roster::qianfan::describe_services>();
  check_document<roster::qianfan::describe_service>();
  check_document<roster::ark::list_endpoints>();
  check_document<roster::azure_ml::list_online_endpoints>();
  check_document<roster::bedrock::list_provisioned_model_throughputs>();
  check_document<roster::fireworks::list_deployments>();
  check_document<roster::hugging_face::list_endpoints>();
  check_document<roster::hugging_face::list_models>();
  check_document<roster::kserve::list_inference_services>();
  check_document<roster::kserve::list_all_inference_services>();
  check_document<roster::openai::list_models>();
  check_document<roster::openai::list_fine_tuning_jobs>();
  check_document<roster::replicate::list_deployments>();
  check_document<roster::sagemaker::list_endpoints>();
  check_document<roster::sagemaker::list_inference_components>();
  check_document<roster::tione::describe_model_service_groups>();
  check_document<roster::together::list_endpoints>();
  check_document<roster::triton::repository_index>();
  check_document<roster::vertex_ai::list_endpoints>();
}
