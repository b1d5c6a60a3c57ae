// expect: roster: items cannot be compared: a type in them has no operator== and is not a plain struct, an aggregate without base classes and arrays; give it an operator==, or pass a function that compares two items: watch(list, 10s, &row::id, {}, same)
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/check_members.hpp>
#include <string>
#include <vector>

class handle {
 public:
  explicit handle(int number) : number_(number) {}

 private:
  int number_;
};
struct row {
  std::string id{};
  std::vector<handle> handles{};
};

bool wrong(const row& a, const row& b) { return roster::detail::same_members{}(a, b); }
