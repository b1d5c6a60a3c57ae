// SPDX-License-Identifier: BSL-1.0
#pragma once
// prefetch(n): an adaptor that changes no item and lets the source fetch pages ahead of the consumer.

#include <cstddef>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/page_source.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0 {

namespace detail {

class prefetch_adaptor : public source_adaptor {
 public:
  explicit prefetch_adaptor(std::size_t pages) noexcept : pages_(pages) {}

  template <class V>
  static consteval bool accepts() {
    return true;
  }

  template <class Row>
  void configure(page_source<Row>& source, bool) const {
    if (pages_ != 0) check_executor(source.get_executor());  // pages are fetched while another one is read
    source.prefetch(pages_);
  }

  template <class V>
  auto apply(V upstream, adaptor_states&) && {
    return upstream;
  }

 private:
  std::size_t pages_;
};

}  // namespace detail

/// Fetches up to `pages` pages ahead of the consumer, at any position in the pipeline. Same as
/// `list_options{.prefetch = pages}`, which it overrides. 0: no prefetch.
/// Fails: failure(errc::invalid_argument) for a range on a thread pool without a strand.
/// Example: prefetch: is the same as the option of a listing, at any position in the pipeline
inline detail::prefetch_adaptor prefetch(std::size_t pages) noexcept {
  return detail::prefetch_adaptor(pages);
}

}  // namespace roster::inline v0
