// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <map>
#include <optional>
#include <roster/transport/detail/connect.hpp>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using roster::detail::connect_race;
using roster::detail::interleave_families;
using roster::detail::max_pending_attempts;
using addresses = std::vector<boost::asio::ip::address>;
using time_point = connect_race::time_point;

constexpr time_point start{1h};
const boost::system::error_code refused = boost::asio::error::connection_refused;

boost::asio::ip::address ip(const char* text) { return boost::asio::ip::make_address(text); }

std::string text(const addresses& all) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : " ") + one.to_string();
  return out;
}

std::string sorted(const std::vector<const char*>& found, const char* preferred = nullptr) {
  addresses all;
  for (const char* one : found) all.push_back(ip(one));
  return text(interleave_families(all, preferred ? std::optional(ip(preferred)) : std::nullopt));
}

/// The simulated outcome of an attempt and its delay; no delay for an unreachable address.
struct fate {
  std::optional<std::chrono::milliseconds> ends_after{};
  bool connects{};
};

struct played {
  std::vector<time_point> starts{};
  std::vector<std::size_t> closed{};
  std::optional<std::size_t> winner{};
  std::size_t max_pending{};
  time_point over{};
};

/// Simulates a race of attempts with these outcomes, with a clock that advances from event to event.
played play(const std::vector<fate>& fates, std::chrono::milliseconds deadline) {
  connect_race race(fates.size(), start + deadline);
  played out;
  std::multimap<time_point, std::size_t> ends;
  std::size_t pending = 0;
  for (time_point now = start;;) {
    while (const auto step = race.next(now)) {
      CHECK(step->start == out.starts.size());
      if (step->close) out.closed.push_back(*step->close);
      pending -= step->close.has_value();
      out.max_pending = std::max(out.max_pending, ++pending);
      out.starts.push_back(now);
      if (fates[step->start].ends_after) ends.emplace(now + *fates[step->start].ends_after, step->start);
    }
    if (race.over(now)) {
      out.over = now;
      break;
    }
    REQUIRE(race.due() > now);
    now = ends.empty() ? race.due() : std::min(race.due(), ends.begin()->first);
    while (!ends.empty() && ends.begin()->first <= now) {
      const std::size_t which = ends.begin()->second;
      ends.erase(ends.begin());
      pending -= race.pending(which);
      race.finished(which, fates[which].connects ? boost::system::error_code() : refused);
    }
  }
  out.winner = race.winner();
  CHECK(race.started() == out.starts.size());
  return out;
}

/// Returns the result that RFC 8305 requires for the same race.
played expected(const std::vector<fate>& fates, std::chrono::milliseconds deadline) {
  played out;
  time_point next = start;
  time_point first_success = time_point::max();
  time_point last_end = start;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (next > first_success || next >= start + deadline) break;
    if (next == first_success && i > 0 && fates[i - 1].ends_after != 0ms) break;
    out.starts.push_back(next);
    const time_point end = fates[i].ends_after ? next + *fates[i].ends_after : time_point::max();
    if (fates[i].connects && end < first_success && end <= start + deadline) {
      first_success = end;
      out.winner = i;
    }
    last_end = std::max(last_end, end);
    next = fates[i].connects ? next + 250ms : std::min(next + 250ms, end);
  }
  const bool all = out.starts.size() == fates.size();
  out.over = out.winner ? first_success : std::min(start + deadline, all ? last_end : time_point::max());
  return out;
}

}  // namespace

TEST_CASE("connect race: address families alternate, starting with the resolver's first address") {
  CHECK(sorted({"::1", "::2", "10.0.0.1", "10.0.0.2", "10.0.0.3"}) == "::1 10.0.0.1 ::2 10.0.0.2 10.0.0.3");
  CHECK(sorted({"10.0.0.1", "10.0.0.2", "::1"}) == "10.0.0.1 ::1 10.0.0.2");
  CHECK(sorted({"10.0.0.2", "10.0.0.1"}) == "10.0.0.2 10.0.0.1");
  CHECK(sorted({}) == "");
}

TEST_CASE("connect race: an address that the resolver returns twice is tried once") {
  CHECK(sorted({"::1", "10.0.0.1", "::1", "10.0.0.1", "10.0.0.1"}) == "::1 10.0.0.1");
  CHECK(sorted({"::1", "10.0.0.1", "10.0.0.1"}, "10.0.0.1") == "10.0.0.1 ::1");
  CHECK(interleave_families({ip("fe80::1%1"), ip("fe80::1%2")}, {}).size() == 2);  // on two interfaces
}

TEST_CASE("connect race: the preferred address comes first, then the other family") {
  CHECK(sorted({"::1", "::2", "10.0.0.1", "10.0.0.2"}, "10.0.0.2") == "10.0.0.2 ::1 10.0.0.1 ::2");
  CHECK(sorted({"::1", "::2", "10.0.0.1"}, "::2") == "::2 10.0.0.1 ::1");
}

TEST_CASE("connect race: if the preferred address is not resolved, its family comes first") {
  CHECK(sorted({"::1", "::2", "10.0.0.1", "10.0.0.2"}, "10.0.0.9") == "10.0.0.1 ::1 10.0.0.2 ::2");
  CHECK(sorted({"10.0.0.1"}, "::9") == "10.0.0.1");
}

TEST_CASE("connect race: the next attempt starts 250 ms after the previous one") {
  const played dead = play({{}, {}, {100ms, true}}, 10s);
  CHECK(dead.starts == std::vector{start, start + 250ms, start + 500ms});
  CHECK(dead.winner == 2);
  CHECK(dead.over == start + 600ms);
}

TEST_CASE("connect race: the next attempt starts immediately when the previous one has failed") {
  const played got = play({{0ms}, {20ms}, {}, {5ms, true}}, 10s);
  CHECK(got.starts == std::vector{start, start, start + 20ms, start + 270ms});
  CHECK(got.winner == 3);
}

TEST_CASE("connect race: the failure of an older attempt does not start a new one") {
  const played got = play({{300ms}, {}, {0ms, true}}, 10s);
  CHECK(got.starts == std::vector{start, start + 250ms, start + 500ms});
}

TEST_CASE("connect race: a slow address can still win") {
  const played got = play({{400ms, true}, {}, {}}, 10s);
  CHECK(got.winner == 0);
  CHECK(got.starts.size() == 2);
  CHECK(got.over == start + 400ms);
}

TEST_CASE("connect race: every order of successes, failures and unreachable addresses follows RFC 8305") {
  std::vector<fate> all{{}};
  for (const bool connects : {false, true})
    for (const auto after : {0ms, 100ms, 250ms, 260ms, 700ms}) all.push_back({after, connects});
  std::size_t races = 0;
  std::size_t won = 0;
  for (std::size_t n = 1; n <= 4; ++n) {
    std::vector<std::size_t> which(n);
    for (bool more = true; more;) {
      std::vector<fate> fates;
      std::string shown;
      for (const std::size_t w : which) {
        fates.push_back(all[w]);
        shown += std::to_string(w) + ' ';
      }
      const played got = play(fates, 10s);
      const played wanted = expected(fates, 10s);
      const bool same = got.starts == wanted.starts && got.over == wanted.over && got.winner == wanted.winner;
      CHECK_MESSAGE(same, shown);
      ++races;
      won += got.winner.has_value();
      more = false;
      for (std::size_t i = 0; i < n && !more; ++i) {
        which[i] = (which[i] + 1) % all.size();
        more = which[i] != 0;
      }
    }
  }
  CHECK(races == 11 + 121 + 1331 + 14641);
  CHECK(won > races / 2);
}

TEST_CASE("connect race: if two attempts connect at the same time, one wins") {
  connect_race race(2, start + 10s);
  REQUIRE(race.next(start));
  REQUIRE(race.next(start + 250ms));
  race.finished(1, {});
  race.finished(0, {});
  CHECK(race.winner() == 1);
  CHECK(race.over(start + 250ms));
  CHECK_FALSE(race.pending(0));
}

TEST_CASE("connect race: after the end no attempt starts, and later results are ignored") {
  connect_race race(3, start + 10s);
  REQUIRE(race.next(start));
  race.finished(0, {});
  race.finished(0, refused);
  race.finished(1, {});
  CHECK_FALSE(race.next(start + 1s));
  CHECK(race.winner() == 0);
  connect_race late(2, start);
  CHECK_FALSE(late.next(start));
  CHECK(late.over(start));
  CHECK(late.started() == 0);
}

TEST_CASE("connect race: a short deadline shortens the delays, so that every address is tried") {
  const played got = play(std::vector<fate>(4), 100ms);
  CHECK(got.starts == std::vector{start, start + 25ms, start + 50ms, start + 75ms});
  CHECK(got.over == start + 100ms);
  const played least = play(std::vector<fate>(9), 35ms);
  CHECK(least.starts == std::vector{start, start + 10ms, start + 20ms, start + 30ms});
}

TEST_CASE("connect race: at most eight attempts are pending; the oldest is abandoned for a new one") {
  const played got = play(std::vector<fate>(20), 10s);
  CHECK(got.starts.size() == 20);
  CHECK(got.max_pending == max_pending_attempts);
  REQUIRE(got.closed.size() == 12);
  for (std::size_t i = 0; i < got.closed.size(); ++i) CHECK(got.closed[i] == i);
  std::vector<fate> last_lives(20);
  last_lives.back() = {10ms, true};
  CHECK(play(last_lives, 10s).winner == 19);
  std::vector<fate> ninth_is_slow(9);
  ninth_is_slow[1] = {3s, true};
  CHECK(play(ninth_is_slow, 10s).winner == 1);
}

TEST_CASE("connect race: the maximum time point means no deadline") {
  connect_race race(2, time_point::max());
  REQUIRE(race.next(start));
  CHECK(race.due() == start + 250ms);
  REQUIRE(race.next(start + 250ms));
  CHECK(race.due() == time_point::max());
}

TEST_CASE("connect race: errors are recorded; an attempt that is still pending at the end has none") {
  connect_race race(2, start + 1s);
  REQUIRE(race.next(start));
  race.finished(0, refused);
  REQUIRE(race.next(start));
  CHECK(race.over(start + 1s));
  CHECK(race.error(0) == refused);
  CHECK_FALSE(race.error(1));
}
