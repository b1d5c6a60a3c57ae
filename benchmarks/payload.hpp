// SPDX-License-Identifier: BSL-1.0
#pragma once
// The answers that are decoded and served: the emulator's services, with every member that a service can have
// filled in, so that decoders that know no absent members can take part.

#include <cstddef>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <string>
#include <vector>

namespace payload {

inline constexpr std::size_t page_size = 100;

/// Returns `count` services, the same with every call.
std::vector<roster::eas::service> eas_services(std::size_t count);
std::vector<roster::qianfan::service> qianfan_services(std::size_t count);

/// Returns the answer with the page of that number, from 1 on, of a list of all `services`.
std::string eas_page(const std::vector<roster::eas::service>& services, std::size_t number);
/// Returns an answer that holds all `services` and says that there are more.
std::string qianfan_page(const std::vector<roster::qianfan::service>& services);

}  // namespace payload
