// SPDX-License-Identifier: BSL-1.0
#pragma once
// Any signer as a value, so that a plain config struct can hold one: `.sign = roster::bearer{token}`.

#include <concepts>
#include <memory>
#include <roster/auth/bearer.hpp>
#include <roster/auth/signer.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Holds a signer, `anonymous` by default. Copies share the signer.
class any_signer {
 public:
  any_signer() : any_signer(anonymous{}) {}
  template <std::derived_from<signer> Signer>
  any_signer(Signer held) : held_(std::make_shared<const Signer>(std::move(held))) {}

  const signer& operator*() const noexcept { return *held_; }
  const signer* operator->() const noexcept { return held_.get(); }

 private:
  std::shared_ptr<const signer> held_;
};

}  // namespace roster::inline v0::detail
