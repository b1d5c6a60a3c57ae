// SPDX-License-Identifier: BSL-1.0
#include "colours.hpp"

#include <cstdlib>
#include <roster/eas/schema.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/qianfan/schema.hpp>

namespace roster_ls {
namespace {

state_class class_of(roster::eas::service_status status) {
  using enum roster::eas::service_status;
  switch (status) {
    case running:
      return state_class::working;
    case failed:
    case delete_failed:
      return state_class::failed;
    case stopped:
    case complete:
    case deleted:
      return state_class::at_rest;
    case creating:
    case cloning:
    case stopping:
    case updating:
    case waiting:
    case hot_update:
    case committing:
    case starting:
    case developing:
    case scaling:
    case pending:
    case deleting:
      return state_class::in_transition;
  }
  return state_class::other;
}

state_class class_of(roster::qianfan::run_status status) {
  using enum roster::qianfan::run_status;
  switch (status) {
    case serving:
      return state_class::working;
    case failed:
      return state_class::failed;
    case stopped:
      return state_class::at_rest;
    case new_:
    case deploying:
      return state_class::in_transition;
  }
  return state_class::other;
}

state_class class_of(roster::service_state state) {
  using enum roster::service_state;
  switch (state) {
    case running:
      return state_class::working;
    case degraded:
    case failed:
      return state_class::failed;
    case stopped:
    case deleted:
      return state_class::at_rest;
    case pending:
    case deploying:
    case updating:
    case stopping:
      return state_class::in_transition;
    case unknown:
      break;
  }
  return state_class::other;
}

const char* code_of(state_class one) {
  switch (one) {
    case state_class::working:
      return "\x1b[32m";
    case state_class::failed:
      return "\x1b[31m";
    case state_class::in_transition:
      return "\x1b[33m";
    case state_class::at_rest:
      return "\x1b[90m";
    case state_class::other:
      break;
  }
  return "";
}

}  // namespace

state_class classify_state(std::string_view state) {
  if (const auto known = roster::open_enum<roster::eas::service_status>(state).known())
    return class_of(*known);
  if (const auto known = roster::open_enum<roster::qianfan::run_status>(state).known())
    return class_of(*known);
  if (const auto known = roster::open_enum<roster::service_state>(state).known()) return class_of(*known);
  return state_class::other;
}

std::string coloured(const std::string& text, state_class by) {
  const std::string code = code_of(by);
  return code.empty() ? text : code + text + "\x1b[0m";
}

bool environment_allows_colours() {
  const char* const off = std::getenv("NO_COLOR");
  if (off != nullptr && *off != '\0') return false;
  const char* const terminal = std::getenv("TERM");
  return terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

}  // namespace roster_ls
