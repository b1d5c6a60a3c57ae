// expect: roster: the emulator serves lists, and this operation is a single call, since it has no items; write a roster::transport that responds to the call, or declare items and paging
// SPDX-License-Identifier: BSL-1.0
#include <roster/emulator/serve.hpp>
#include <string>

struct thing {
  std::string id{};
};
struct thing_query {};
struct describe_thing {
  using request = thing_query;
  using response = thing;
  static constexpr auto target = roster::get("/thing");
};

int main() { (void)roster::emulator::serve<describe_thing>({}); }
