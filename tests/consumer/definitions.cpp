// SPDX-License-Identifier: BSL-1.0
// The one source file of a program that compiles roster's definitions separately.

#include <roster/src.hpp>
