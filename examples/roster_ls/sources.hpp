// SPDX-License-Identifier: BSL-1.0
#pragma once
// Turns the command line into the sources to list: API, endpoint and credentials.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client/observer.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan/client.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog.hpp"
#include "options.hpp"

namespace roster_ls {

/// One listing of EAS: a region or an endpoint, with the credentials of one profile.
struct eas_source {
  std::string name{};  ///< for messages: "eas cn-shanghai"
  roster::eas::client_config config{};
  std::string account{};        ///< the name in the configuration file
  parameter_list parameters{};  ///< of the configuration file
};

/// One listing of Qianfan.
struct qianfan_source {
  std::string name{"qianfan"};
  roster::qianfan::client_config config{};
  std::string account{};
  parameter_list parameters{};
};

/// One listing of another API.
struct catalog_source {
  catalog_api api{};
  roster::origin from{};
  roster::client_config config{};
  parameter_list parameters{};
};

struct sources {
  std::shared_ptr<roster::observer> watching{};  ///< shared by all clients, so that a warning is printed once
  std::unique_ptr<roster::emulator::server> emulator{};
  std::string emulator_endpoint{};
  std::vector<eas_source> eas{};
  std::vector<qianfan_source> qianfan{};
  std::vector<catalog_source> others{};
};

/// Returns the regions of EAS that --region all lists. They are static.
std::span<const std::string_view> known_regions() noexcept;

/// Returns the sources to list; starts the emulator if it is one.
/// Fails: usage_error when something is missing on the command line; roster::failure.
sources find_sources(const options& wanted, boost::asio::any_io_executor executor);

}  // namespace roster_ls
