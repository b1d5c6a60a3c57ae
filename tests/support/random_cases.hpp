// SPDX-License-Identifier: BSL-1.0
#pragma once
// The number of random cases of a property.

namespace property {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ROSTER_TEST_IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ROSTER_TEST_IS_SANITIZED
#endif

/// Returns the number of cases to test: a fifth with a sanitizer, which is ten times as slow and checks memory, not results.
constexpr int random_cases(int all) {
#if defined(ROSTER_TEST_IS_SANITIZED)
  return all / 5;
#else
  return all;
#endif
}

}  // namespace property
