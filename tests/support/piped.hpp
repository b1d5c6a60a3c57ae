// SPDX-License-Identifier: BSL-1.0
#pragma once
// Pages sent through a pipeline by next(): the resulting items and the demands.

#include <deque>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace piped {

template <class Row>
using pages = std::deque<std::vector<Row>>;

template <class Value>
struct outcome {
  std::vector<Value> items{};
  std::vector<roster::demand> demands{};  ///< one for each request
};

/// Sends pages through a pipeline; where a function threw a runtime_error, `for_a_throw` appears among the
/// items.
template <class Row, class Pipeline>
auto through(pages<Row> given, Pipeline pipeline, int for_a_throw = -1) {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<Row>>();
  list->pages = std::move(given);
  auto range = pipeline(fake::range_of(list, io.get_executor()));
  outcome<typename decltype(range)::value_type> result;
  while (true) {
    try {
      auto item = fake::run(io, range.next());
      if (!item) break;
      result.items.push_back(std::move(*item));
    } catch (const std::runtime_error& e) {
      if (std::string(e.what()) != "trap") throw;
      if constexpr (std::is_same_v<typename decltype(range)::value_type, int>)
        result.items.push_back(for_a_throw);
    }
  }
  result.demands = list->demands;
  return result;
}

template <class Row, class Pipeline>
auto items(pages<Row> given, Pipeline pipeline) {
  return through(std::move(given), std::move(pipeline)).items;
}

using numbers = std::vector<int>;
using demands = std::vector<roster::demand>;

/// Throws at one number and returns `then` of the others.
template <class Function>
auto trapped_at(int number, Function then) {
  return [number, then](int n) {
    if (n == number) throw std::runtime_error("trap");
    return then(n);
  };
}

}  // namespace piped
