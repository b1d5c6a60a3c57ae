// SPDX-License-Identifier: BSL-1.0
#pragma once
// Deeper pipelines for the laws, of all adaptors and with random counts: what matters is how the adaptors'
// states meet at page borders.

#include <cstddef>
#include <random>
#include <range/pipelines.hpp>
#include <ranges>
#include <utility>
#include <vector>

namespace law {

/// Random counts of a pipeline; small, so that they meet the ends of the lists and of one another.
struct counts {
  std::ptrdiff_t a{}, b{}, c{};
};

inline counts random_counts(std::mt19937& random) {
  auto count = std::uniform_int_distribution<std::ptrdiff_t>(0, 9);
  const auto a = count(random), b = count(random);
  return {a, b, count(random)};
}

// An item of group 0 comes through all of them: see oracle.
inline const auto not_five = [](const auto& item) { return item.group != 5; };
inline const auto not_zero = [](const auto& item) { return item.group != 0; };
inline const auto high_group = [](const auto& item) { return item.group >= 3; };
inline const auto itself = [](const service& s) -> const service& { return s; };
/// A service as often as its group says, by value; one of group 0 once.
inline const auto repeated = [](const service& s) {
  return std::vector<service>(static_cast<std::size_t>((s.group + 1) % 3), s);
};

/// Calls `law(pipeline)` with pipelines in which each item of the list comes out once at most.
template <class Law>
void for_mixed_pipelines(const counts& n, Law law) {
  namespace v = std::views;
  law([n](auto r, calls&) { return std::move(r) | v::drop(n.a); });
  law([n](auto r, calls&) { return std::move(r) | v::take(n.a) | v::drop(n.b) | v::take(n.c); });
  law([n](auto r, calls&) { return std::move(r) | v::drop(n.a) | v::take(n.b) | v::drop(n.c); });
  law([](auto r, calls& c) { return std::move(r) | v::take_while(noted(c, 0, not_five)); });
  law([](auto r, calls& c) { return std::move(r) | v::drop_while(noted(c, 0, not_zero)); });
  law([n](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, low_group)) | v::drop(n.a) |
           v::transform(noted(c, 1, to_id)) | v::drop(n.b) | v::filter(noted(c, 2, odd_id));
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::transform(noted(c, 0, itself)) | v::drop(n.a) |
           v::drop_while(noted(c, 1, not_zero)) | v::take_while(noted(c, 2, not_five)) | v::take(n.b) |
           v::transform(noted(c, 3, to_name));
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::take_while(noted(c, 0, not_five)) | v::filter(noted(c, 1, low_group)) |
           v::drop(n.a) | v::common | v::take(n.b);
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::drop_while(noted(c, 0, not_zero)) | v::take(n.a) |
           v::drop_while(noted(c, 1, high_group)) | v::drop(n.b) | v::transform(&service::tag) | v::keys;
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::all | v::take(n.a + 6) | v::transform(noted(c, 0, itself)) |
           v::take_while(noted(c, 1, not_five)) | v::drop(n.b) | v::filter(noted(c, 2, low_group));
  });
  law([n](auto r, calls& c) {
    const auto composed = v::filter(noted(c, 0, low_group)) | v::common | v::drop(n.a);
    return std::move(r) | composed | (v::transform(&service::tag) | v::values | v::take(n.b));
  });
  law([n](auto r, calls& c) {
    return std::move(r) | (v::transform(noted(c, 0, itself)) | v::take_while(noted(c, 1, not_five))) |
           (v::filter(noted(c, 2, low_group)) | v::drop_while(noted(c, 3, not_zero))) | v::take(n.a);
  });
}

/// The same with pipelines in which an item of the list may come out several times.
template <class Law>
void for_joining_pipelines(const counts& n, Law law) {
  namespace v = std::views;
  law([n](auto r, calls&) {
    return std::move(r) | v::transform(&service::name) | v::join | v::take(20 * n.a);
  });
  law([](auto r, calls& c) { return std::move(r) | v::transform(noted(c, 0, repeated)) | v::join; });
  law([n](auto r, calls& c) {
    return std::move(r) | v::drop(n.a) | v::transform(noted(c, 0, repeated)) | v::join | v::drop(n.b) |
           v::take(n.c);
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(noted(c, 1, repeated)) | v::join |
           v::take_while(noted(c, 2, not_five)) | v::drop(n.a);
  });
  law([n](auto r, calls& c) {
    return std::move(r) | v::transform(noted(c, 0, repeated)) | v::join |
           v::transform(noted(c, 1, repeated)) | v::join | v::drop_while(noted(c, 2, not_zero)) |
           v::take(n.b);
  });
  law([n](auto r, calls& c) {
    return std::move(r) | (v::transform(noted(c, 0, repeated)) | v::join | v::drop(n.a)) |
           v::filter(noted(c, 1, odd_id)) | v::common | v::transform(noted(c, 2, to_id)) | v::take(n.b);
  });
}

}  // namespace law
