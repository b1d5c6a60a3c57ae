// SPDX-License-Identifier: BSL-1.0
// The smallest program that needs a definition of roster's, to be linked by a foreign CMake project.

#include <iostream>
#include <roster/http/url.hpp>

int main() { std::cout << roster::http::detail::parse_endpoint("https://example.com").origin() << '\n'; }
