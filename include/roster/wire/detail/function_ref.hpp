// SPDX-License-Identifier: BSL-1.0
#pragma once
// A non-owning reference to a callable, so that a function that is not a template can accept a lambda.

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

template <class Signature>
class function_ref;

/// Refers to a function object.
/// Lifetime: that of the object; meant for parameters only.
template <class Result, class... Args>
class function_ref<Result(Args...)> {
 public:
  template <class Function>
    requires(!std::same_as<std::remove_cvref_t<Function>, function_ref> &&
             std::is_invocable_r_v<Result, Function&, Args...>)
  function_ref(Function&& function) noexcept  // NOLINT: implicit on purpose
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
        call_([](void* object, Args... args) -> Result {
          return (*static_cast<std::remove_reference_t<Function>*>(object))(std::forward<Args>(args)...);
        }) {}

  Result operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  Result (*call_)(void*, Args...);
};

}  // namespace roster::inline v0::detail
