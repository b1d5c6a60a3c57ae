// SPDX-License-Identifier: BSL-1.0
#pragma once
// RAII reservation of a shared resource.

#include <new>

namespace roster::inline v0::detail {

/// RAII reservation: returns `taken` to `from` on destruction unless use() was called, for example when the waiting
/// coroutine is cancelled.
template <class Shared, class Taken>
class scoped_reservation {
 public:
  scoped_reservation(Shared& from, const Taken& taken) noexcept : from_(&from), taken_(taken) {}
  scoped_reservation(const scoped_reservation&) = delete;
  scoped_reservation& operator=(const scoped_reservation&) = delete;
  ~scoped_reservation() {
    try {
      if (from_ != nullptr) from_->give_back(taken_);
    } catch (const std::bad_alloc&) {  // the reservation is lost: other requests wait a little longer
    }
  }
  void use() noexcept { from_ = nullptr; }

 private:
  Shared* from_;
  Taken taken_;
};

}  // namespace roster::inline v0::detail
