// SPDX-License-Identifier: BSL-1.0
#pragma once
// yyjson as a peer: its read-only tree and a loop over the members of each object.

#include <yyjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "member_table.hpp"

namespace peers {

struct yyjson_reader {
  using value = yyjson_val*;

  static void must_hold(bool condition) {
    if (!condition) throw std::runtime_error("yyjson: another kind of value than expected");
  }

  static void read(yyjson_val* from, std::string& to) {
    must_hold(yyjson_is_str(from));
    to.assign(yyjson_get_str(from), yyjson_get_len(from));
  }
  static void read(yyjson_val* from, std::int64_t& to) {
    must_hold(yyjson_is_int(from));
    to = yyjson_get_sint(from);
  }
  static void read(yyjson_val* from, double& to) {
    must_hold(yyjson_is_num(from));
    to = yyjson_get_num(from);
  }
  static void read(yyjson_val* from, bool& to) {
    must_hold(yyjson_is_bool(from));
    to = yyjson_get_bool(from);
  }

  template <class Struct>
  static void read(yyjson_val* from, Struct& to) {
    must_hold(yyjson_is_obj(from));
    const auto& table = member_table<Struct, yyjson_reader>::instance();
    yyjson_obj_iter members = yyjson_obj_iter_with(from);
    while (yyjson_val* const name = yyjson_obj_iter_next(&members))
      table.read({yyjson_get_str(name), yyjson_get_len(name)}, yyjson_obj_iter_get_val(name), to);
  }

  template <class T>
  static void read(yyjson_val* from, std::optional<T>& to) {
    if (!yyjson_is_null(from)) read(from, to.emplace());
  }
  template <class T>
  static void read(yyjson_val* from, std::vector<T>& to) {
    must_hold(yyjson_is_arr(from));
    to.resize(yyjson_arr_size(from));
    yyjson_arr_iter entries = yyjson_arr_iter_with(from);
    for (T& entry : to) read(yyjson_arr_iter_next(&entries), entry);
  }
};

template <class Response>
Response yyjson_walk(std::string_view json) {
  const std::unique_ptr<yyjson_doc, void (*)(yyjson_doc*)> document(yyjson_read(json.data(), json.size(), 0),
                                                                    &yyjson_doc_free);
  yyjson_reader::must_hold(document != nullptr);
  Response response;
  yyjson_reader::read(yyjson_doc_get_root(document.get()), response);
  return response;
}

}  // namespace peers
