// expect: roster: this struct contains itself, directly or in a list; a struct that is described has a fixed depth; leave the member out, and add roster::unknown_fields, which keeps it as JSON
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

#include "parts/paging.hpp"

struct node {
  std::string id{};
  std::vector<node> children{};
};
struct tree {
  std::vector<node> data{};
};
struct op {
  using request = query;
  using response = tree;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&tree::data>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
