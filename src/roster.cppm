// SPDX-License-Identifier: BSL-1.0
// The module roster, experimental: the public names of all headers. Needs roster::compiled. Written by tools/generate.py.

module;

#include <roster.hpp>
#include <roster/alibaba.hpp>
#include <roster/auth.hpp>
#include <roster/catalog.hpp>
#include <roster/client.hpp>
#include <roster/client/call_response.hpp>
#include <roster/eas.hpp>
#include <roster/eas/call.hpp>
#include <roster/emulator.hpp>
#include <roster/http.hpp>
#include <roster/inventory.hpp>
#include <roster/paging.hpp>
#include <roster/qianfan.hpp>
#include <roster/qianfan/call.hpp>
#include <roster/range.hpp>
#include <roster/recording.hpp>
#include <roster/retry.hpp>
#include <roster/schema.hpp>
#include <roster/transport.hpp>
#include <roster/watch.hpp>
#include <roster/wire.hpp>

export module roster;

export namespace roster {
using roster::account;
using roster::acs3;
using roster::acs3_options;
using roster::anonymous;
using roster::any_range;
#if defined(__cpp_lib_expected)
using roster::as_expected;
#endif
using roster::as_service;
namespace asio = boost::asio;
using roster::async_range;
using roster::await_blocking;
using roster::aws_sigv4;
using roster::bce_v1;
using roster::bce_v1_options;
using roster::bearer;
using roster::blocking;
using roster::by_last_item;
using roster::by_link_header;
using roster::by_next_url;
using roster::by_number;
using roster::by_offset;
using roster::by_token;
using roster::bytes;
using roster::call_options;
using roster::call_response;
using roster::camel_case;
using roster::case_of;
using roster::cell;
using roster::change;
using roster::change_kind;
using roster::checkpoint;
using roster::client;
using roster::client_config;
using roster::closest_match;
using roster::column;
using roster::columns;
using roster::compare_cells;
using roster::concat;
using roster::condition;
using roster::credentials;
using roster::credentials_provider;
using roster::decode;
using roster::decode_error;
using roster::decode_limits;
using roster::dedup;
using roster::demand;
#if defined(ROSTER_HAS_REFLECTION)
using roster::doc;
#endif
using roster::each;
using roster::each_page;
using roster::encode;
using roster::encode_options;
using roster::enrich;
using roster::enrich_options;
using roster::enriched;
using roster::enum_texts;
using roster::environment;
using roster::epoch_milliseconds;
using roster::epoch_seconds;
using roster::errc;
using roster::error_category;
using roster::errors;
using roster::escape_for_log;
using roster::exact;
using roster::failure;
using roster::failure_details;
using roster::field;
using roster::filters;
using roster::find;
using roster::find_column;
using roster::fixed;
using roster::flag;
using roster::fleet;
using roster::fleet_options;
using roster::fleet_target;
using roster::for_each_field;
using roster::from;
using roster::fuzzy;
using roster::get;
using roster::header;
using roster::header_key;
using roster::http_client_options;
using roster::huawei_sdk_hmac;
using roster::in_header;
using roster::inventory;
using roster::is_json;
using roster::is_printed;
using roster::item_of;
using roster::json_lines;
using roster::json_text;
using roster::key_of;
using roster::keys;
using roster::letter_case;
using roster::list_options;
using roster::loose;
using roster::make_error_code;
using roster::make_http_client;
using roster::make_rate_limiter;
using roster::maps;
using roster::member_name;
using roster::merge;
using roster::merge_options;
using roster::merge_order;
using roster::model_service;
#if defined(ROSTER_HAS_REFLECTION)
using roster::name;
#endif
using roster::names;
using roster::oauth2_client_credentials;
using roster::oauth2_options;
using roster::observer;
using roster::on_expired_token;
using roster::on_failure;
using roster::one_or_many;
using roster::one_page;
using roster::open_enum;
using roster::openapi;
using roster::operation;
using roster::operator&&;
using roster::operator<<;
using roster::operator|;
using roster::operator||;
using roster::origin;
using roster::page;
using roster::page_source;
using roster::parameter_error;
using roster::parameter_info;
using roster::parameters;
using roster::parse;
using roster::parse_condition;
using roster::pascal_case;
using roster::path;
using roster::permission;
using roster::plain_struct;
using roster::post;
using roster::prefetch;
using roster::process_environment;
using roster::proxy_options;
using roster::pushdown;
using roster::rate;
using roster::rate_limiter;
using roster::read_until_stable;
using roster::received_page;
using roster::record_to_file;
using roster::refresh_options;
using roster::refreshing_credentials;
using roster::renamed;
using roster::replay_file;
using roster::report;
using roster::response_limits;
using roster::retry_options;
using roster::runtime;
using roster::secret;
using roster::service_state;
using roster::set_parameter;
using roster::set_parameters;
using roster::signer;
using roster::signing_context;
using roster::skipped_fields;
using roster::sourced;
using roster::static_key;
using roster::tencent_tc3;
using roster::texts_of;
using roster::to_json;
using roster::token_expiry;
using roster::token_file;
using roster::transport;
#if defined(ROSTER_HAS_REFLECTION)
using roster::units;
#endif
using roster::unknown_fields;
using roster::unknown_value;
using roster::unknown_values;
using roster::utc_time;
using roster::verbatim_case;
using roster::volcengine;
using roster::watch;
using roster::watch_options;
using roster::watched_source;
using roster::where;
using roster::whole_response;
}  // namespace roster

export namespace roster::alibaba {
using roster::alibaba::configured_region;
using roster::alibaba::default_credentials;
using roster::alibaba::profile_credentials;
}  // namespace roster::alibaba

export namespace roster::ark {
using roster::ark::api_endpoint;
using roster::ark::endpoint;
using roster::ark::endpoint_filter;
using roster::ark::foundation_model;
using roster::ark::is_printed;
using roster::ark::list_endpoints;
using roster::ark::list_endpoints_request;
using roster::ark::list_endpoints_response;
using roster::ark::list_endpoints_result;
using roster::ark::model_reference;
using roster::ark::model_type;
using roster::ark::operator<<;
using roster::ark::rate_limit;
using roster::ark::service_mapping;
using roster::ark::sort_key;
using roster::ark::sort_order;
using roster::ark::tag;
using roster::ark::tag_filter;
using roster::ark::texts_of;
}  // namespace roster::ark

export namespace roster::azure_ml {
using roster::azure_ml::auth_mode;
using roster::azure_ml::compute_type;
using roster::azure_ml::endpoint;
using roster::azure_ml::endpoint_properties;
using roster::azure_ml::is_printed;
using roster::azure_ml::list_online_endpoints;
using roster::azure_ml::list_online_endpoints_request;
using roster::azure_ml::list_online_endpoints_response;
using roster::azure_ml::list_order;
using roster::azure_ml::online_endpoint;
using roster::azure_ml::operator<<;
using roster::azure_ml::provisioning_state;
using roster::azure_ml::service_mapping;
using roster::azure_ml::sku;
using roster::azure_ml::system_data;
using roster::azure_ml::texts_of;
}  // namespace roster::azure_ml

export namespace roster::bedrock {
using roster::bedrock::commitment;
using roster::bedrock::endpoint;
using roster::bedrock::is_printed;
using roster::bedrock::list_provisioned_model_throughputs;
using roster::bedrock::list_provisioned_model_throughputs_request;
using roster::bedrock::list_provisioned_model_throughputs_response;
using roster::bedrock::operator<<;
using roster::bedrock::provisioned_model;
using roster::bedrock::service_mapping;
using roster::bedrock::sort_key;
using roster::bedrock::sort_order;
using roster::bedrock::texts_of;
using roster::bedrock::throughput_status;
}  // namespace roster::bedrock

export namespace roster::eas {
using roster::eas::call_options;
using roster::eas::client;
using roster::eas::client_config;
using roster::eas::describe_service;
using roster::eas::describe_service_request;
using roster::eas::fleet;
using roster::eas::fleet_config;
using roster::eas::instance_count_in_resource;
using roster::eas::is_printed;
using roster::eas::label;
using roster::eas::list_services;
using roster::eas::list_services_request;
using roster::eas::list_services_response;
using roster::eas::operator<<;
using roster::eas::order;
using roster::eas::resource_type;
using roster::eas::role;
using roster::eas::service;
using roster::eas::service_mapping;
using roster::eas::service_status;
using roster::eas::service_type;
using roster::eas::texts_of;
using roster::eas::to_client_config;
using roster::eas::traffic_state;
}  // namespace roster::eas

export namespace roster::emulator {
using roster::emulator::account;
using roster::emulator::applies_to_connections;
using roster::emulator::checked;
using roster::emulator::cloud;
using roster::emulator::connection_end;
using roster::emulator::data;
using roster::emulator::fault;
using roster::emulator::fault_body;
using roster::emulator::fault_kind;
using roster::emulator::flood_part;
using roster::emulator::generate;
using roster::emulator::generate_accounts;
using roster::emulator::generate_eas;
using roster::emulator::generate_qianfan;
using roster::emulator::generate_regions;
using roster::emulator::is_anomaly;
using roster::emulator::json_fault;
using roster::emulator::load_options;
using roster::emulator::logged_request;
using roster::emulator::malformation;
using roster::emulator::member_order;
using roster::emulator::name_of;
using roster::emulator::options;
using roster::emulator::parse_fault;
using roster::emulator::reset_place;
using roster::emulator::serve;
using roster::emulator::serve_options;
using roster::emulator::served_api;
using roster::emulator::served_list;
using roster::emulator::server;
using roster::emulator::server_options;
using roster::emulator::tls_fault;
}  // namespace roster::emulator

export namespace roster::fireworks {
using roster::fireworks::deployment;
using roster::fireworks::deployment_state;
using roster::fireworks::endpoint;
using roster::fireworks::is_printed;
using roster::fireworks::list_deployments;
using roster::fireworks::list_deployments_request;
using roster::fireworks::list_deployments_response;
using roster::fireworks::operator<<;
using roster::fireworks::placement;
using roster::fireworks::replica_stats;
using roster::fireworks::service_mapping;
using roster::fireworks::status;
using roster::fireworks::texts_of;
}  // namespace roster::fireworks

export namespace roster::http {
using roster::http::endpoint;
using roster::http::header;
using roster::http::headers;
using roster::http::path_from_segments;
using roster::http::request;
using roster::http::response;
}  // namespace roster::http

export namespace roster::hugging_face {
using roster::hugging_face::compute;
using roster::hugging_face::endpoint_state;
using roster::hugging_face::endpoint_type;
using roster::hugging_face::hub_endpoint;
using roster::hugging_face::hub_model;
using roster::hugging_face::inference_endpoint;
using roster::hugging_face::inference_endpoint_item;
using roster::hugging_face::is_printed;
using roster::hugging_face::list_endpoints;
using roster::hugging_face::list_endpoints_request;
using roster::hugging_face::list_endpoints_response;
using roster::hugging_face::list_models;
using roster::hugging_face::list_models_request;
using roster::hugging_face::operator<<;
using roster::hugging_face::provider;
using roster::hugging_face::scaling;
using roster::hugging_face::served_model;
using roster::hugging_face::service_mapping;
using roster::hugging_face::status;
using roster::hugging_face::texts_of;
}  // namespace roster::hugging_face

export namespace roster::kserve {
using roster::kserve::address;
using roster::kserve::component_status;
using roster::kserve::condition;
using roster::kserve::condition_status;
using roster::kserve::condition_type;
using roster::kserve::failure_info;
using roster::kserve::failure_reason;
using roster::kserve::inference_service;
using roster::kserve::inference_service_spec;
using roster::kserve::inference_service_status;
using roster::kserve::is_printed;
using roster::kserve::list_all_inference_services;
using roster::kserve::list_all_inference_services_request;
using roster::kserve::list_inference_services;
using roster::kserve::list_inference_services_request;
using roster::kserve::list_inference_services_response;
using roster::kserve::list_metadata;
using roster::kserve::model_copies;
using roster::kserve::model_format;
using roster::kserve::model_spec;
using roster::kserve::model_state;
using roster::kserve::model_states;
using roster::kserve::model_status;
using roster::kserve::object_metadata;
using roster::kserve::operator<<;
using roster::kserve::predictor_spec;
using roster::kserve::resources;
using roster::kserve::service_mapping;
using roster::kserve::status;
using roster::kserve::texts_of;
using roster::kserve::traffic;
using roster::kserve::transition_status;
}  // namespace roster::kserve

export namespace roster::openai {
using roster::openai::endpoint;
using roster::openai::fine_tuning_job;
using roster::openai::is_printed;
using roster::openai::job_status;
using roster::openai::list_fine_tuning_jobs;
using roster::openai::list_fine_tuning_jobs_request;
using roster::openai::list_fine_tuning_jobs_response;
using roster::openai::list_models;
using roster::openai::list_models_request;
using roster::openai::list_models_response;
using roster::openai::model;
using roster::openai::operator<<;
using roster::openai::service_mapping;
using roster::openai::texts_of;
}  // namespace roster::openai

export namespace roster::printing {
using roster::printing::is_printed;
using roster::printing::operator<<;
}  // namespace roster::printing

export namespace roster::qianfan {
using roster::qianfan::charge_status;
using roster::qianfan::charge_type;
using roster::qianfan::client;
using roster::qianfan::client_config;
using roster::qianfan::default_credentials;
using roster::qianfan::deployment_config;
using roster::qianfan::describe_service;
using roster::qianfan::describe_service_request;
using roster::qianfan::describe_service_response;
using roster::qianfan::describe_services;
using roster::qianfan::describe_services_request;
using roster::qianfan::describe_services_response;
using roster::qianfan::fleet;
using roster::qianfan::fleet_config;
using roster::qianfan::is_printed;
using roster::qianfan::log_store_config;
using roster::qianfan::operator<<;
using roster::qianfan::page_info;
using roster::qianfan::pay_type;
using roster::qianfan::region;
using roster::qianfan::resource_config;
using roster::qianfan::resource_type;
using roster::qianfan::result;
using roster::qianfan::run_status;
using roster::qianfan::scale_status;
using roster::qianfan::service;
using roster::qianfan::service_mapping;
using roster::qianfan::service_type;
using roster::qianfan::texts_of;
using roster::qianfan::to_client_config;
using roster::qianfan::update_status;
}  // namespace roster::qianfan

export namespace roster::replicate {
using roster::replicate::account;
using roster::replicate::configuration;
using roster::replicate::deployment;
using roster::replicate::endpoint;
using roster::replicate::is_printed;
using roster::replicate::list_deployments;
using roster::replicate::list_deployments_request;
using roster::replicate::list_deployments_response;
using roster::replicate::operator<<;
using roster::replicate::release;
using roster::replicate::service_mapping;
}  // namespace roster::replicate

export namespace roster::sagemaker {
using roster::sagemaker::api_endpoint;
using roster::sagemaker::component_status;
using roster::sagemaker::endpoint;
using roster::sagemaker::endpoint_status;
using roster::sagemaker::inference_component;
using roster::sagemaker::is_printed;
using roster::sagemaker::list_endpoints;
using roster::sagemaker::list_endpoints_request;
using roster::sagemaker::list_endpoints_response;
using roster::sagemaker::list_inference_components;
using roster::sagemaker::list_inference_components_request;
using roster::sagemaker::list_inference_components_response;
using roster::sagemaker::operator<<;
using roster::sagemaker::service_mapping;
using roster::sagemaker::sort_key;
using roster::sagemaker::sort_order;
using roster::sagemaker::texts_of;
}  // namespace roster::sagemaker

export namespace roster::tione {
using roster::tione::auth_token;
using roster::tione::auth_token_base;
using roster::tione::business_status;
using roster::tione::deploy_type;
using roster::tione::describe_model_service_groups;
using roster::tione::describe_model_service_groups_request;
using roster::tione::describe_model_service_groups_response;
using roster::tione::describe_model_service_groups_result;
using roster::tione::endpoint;
using roster::tione::env_var;
using roster::tione::filter;
using roster::tione::image_info;
using roster::tione::image_secret;
using roster::tione::is_printed;
using roster::tione::model_info;
using roster::tione::operator<<;
using roster::tione::resource_info;
using roster::tione::scale_mode;
using roster::tione::service;
using roster::tione::service_group;
using roster::tione::service_info;
using roster::tione::service_mapping;
using roster::tione::service_status;
using roster::tione::sort_key;
using roster::tione::sort_order;
using roster::tione::tag;
using roster::tione::tag_filter;
using roster::tione::texts_of;
using roster::tione::weight_update_status;
using roster::tione::workload_status;
}  // namespace roster::tione

export namespace roster::together {
using roster::together::api_endpoint;
using roster::together::endpoint;
using roster::together::endpoint_state;
using roster::together::endpoint_type;
using roster::together::is_printed;
using roster::together::list_endpoints;
using roster::together::list_endpoints_request;
using roster::together::list_endpoints_response;
using roster::together::operator<<;
using roster::together::service_mapping;
using roster::together::texts_of;
}  // namespace roster::together

export namespace roster::triton {
using roster::triton::is_printed;
using roster::triton::model;
using roster::triton::model_state;
using roster::triton::operator<<;
using roster::triton::repository_index;
using roster::triton::repository_index_request;
using roster::triton::service_mapping;
using roster::triton::texts_of;
}  // namespace roster::triton

export namespace roster::vertex_ai {
using roster::vertex_ai::api_endpoint;
using roster::vertex_ai::automatic_resources;
using roster::vertex_ai::dedicated_resources;
using roster::vertex_ai::deployed_model;
using roster::vertex_ai::deployed_model_status;
using roster::vertex_ai::endpoint;
using roster::vertex_ai::is_printed;
using roster::vertex_ai::list_endpoints;
using roster::vertex_ai::list_endpoints_request;
using roster::vertex_ai::list_endpoints_response;
using roster::vertex_ai::machine_spec;
using roster::vertex_ai::operator<<;
using roster::vertex_ai::private_endpoints;
using roster::vertex_ai::service_mapping;
}  // namespace roster::vertex_ai
