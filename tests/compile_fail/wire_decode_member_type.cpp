// expect: roster: a member has an unsupported type; members are std::string, bool, integers, double, flag, open_enum, secret, bytes, json_text, utc_time, epoch_seconds, epoch_milliseconds, optional, variant, vector, one_or_many, map<std::string, …> of these, plain structs and unknown_fields; use one of them
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/decode.hpp>
#include <set>
#include <string_view>

struct service {
  std::set<int> ports{};
};
void read(std::string_view json) {
  service out;
  roster::decode(json, out);
}
