// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/faults/fault.hpp>
#include <roster/failure.hpp>

using namespace roster;
using namespace std::chrono_literals;

namespace {

std::string why(std::string_view spec) {
  try {
    emulator::parse_fault(spec);
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("parse_fault: reads every kind by its name") {
  for (const char* name : {"status",        "throttle",   "denied",
                           "expired-token", "reset",      "cut",
                           "truncate",      "connection", "tls",
                           "stall",         "drip",       "flood",
                           "malformed",     "garble",     "interim",
                           "surplus",       "json",       "empty-page",
                           "repeat-page",   "no-total",   "no-page-number",
                           "repeat-marker", "no-marker",  "no-truncated",
                           "stray-marker"}) {
    CHECK(emulator::name_of(emulator::parse_fault(name).kind) == name);
    CHECK(emulator::parse_fault(name).at == 1);
    CHECK(emulator::parse_fault(name).times == 1);
  }
  CHECK(emulator::parse_fault("delay:wait-ms=250").wait == 250ms);
  CHECK(emulator::name_of(emulator::fault_kind::delay) == "delay");
}

TEST_CASE("parse_fault: reads every setting") {
  const auto throttle = emulator::parse_fault(
      "throttle:at=3,times=always,vendor=qianfan,page=2,wait-ms=5,status=503,code=Busy,message=come back "
      "later,"
      "retry-after-ms=50,retry-after=0,ratelimit-ms=2000");
  CHECK(throttle.kind == emulator::fault_kind::throttle);
  CHECK(throttle.at == 3);
  CHECK(throttle.times == emulator::fault::always);
  CHECK(throttle.vendor == "qianfan");
  CHECK(throttle.page == 2);
  CHECK(throttle.wait == 5ms);
  CHECK(throttle.status == 503);
  CHECK(throttle.code == "Busy");
  CHECK(throttle.message == "come back later");
  CHECK(throttle.retry_after_ms == 50ms);
  CHECK(throttle.retry_after == 0s);
  CHECK(throttle.ratelimit_ms == 2000ms);
  CHECK(emulator::parse_fault("status:body=html,status=502").body == emulator::fault_body::html);
  CHECK(emulator::parse_fault("status:body=headers").body == emulator::fault_body::headers);
  CHECK(emulator::parse_fault("reset:where=body").where == emulator::reset_place::body);
  CHECK(emulator::parse_fault("cut:bytes=17,times=2,vendor=eas").bytes == 17);
  CHECK(emulator::parse_fault("truncate:bytes=1").bytes == 1);
  CHECK(emulator::parse_fault("denied:message=no").message == "no");
  CHECK(emulator::parse_fault("cut:no-length=yes").no_length);
  CHECK(emulator::parse_fault("stall:where=body").where == emulator::reset_place::body);
  CHECK(emulator::parse_fault("connection:how=garbage,at=2,wait-ms=1").end ==
        emulator::connection_end::garbage);
  CHECK(emulator::parse_fault("tls:how=not-yet-valid,times=2").tls == emulator::tls_fault::not_yet_valid);
  CHECK(emulator::parse_fault("malformed:how=length-and-chunks").wrong ==
        emulator::malformation::length_and_chunks);
  CHECK(emulator::parse_fault("json:how=utf8").json == emulator::json_fault::utf8);
  CHECK(emulator::parse_fault("drip:every-ms=3").every == 3ms);
  CHECK(emulator::parse_fault("flood:part=trailer,bytes=99").part == emulator::flood_part::trailer);
  CHECK(emulator::parse_fault("flood:part=trailer,bytes=99").bytes == 99);
  CHECK(emulator::parse_fault("expired-token:message=over,page=2").message == "over");
  const auto size = emulator::parse_fault("page-size:size=7,silent=yes,account=team-a,region=cn-shanghai");
  CHECK(size.size == 7);
  CHECK(size.silent);
  CHECK(size.account == "team-a");
  CHECK(size.region == "cn-shanghai");
  CHECK(size.vendor == "eas");
  CHECK_FALSE(emulator::parse_fault("page-size:size=1").silent);
  CHECK(emulator::parse_fault("total:add=-5").add == -5);
  CHECK(emulator::parse_fault("total:set=0").set == 0);
  CHECK(emulator::parse_fault("page-number:set=-1").set == -1);
}

TEST_CASE("parse_fault: reports what is wrong and lists the valid values") {
  CHECK(
      why("sleep") ==
      "invalid fault \"sleep\": kind is \"sleep\"; expected one of delay, status, throttle, "
      "denied, "
      "expired-token, reset, cut, "
      "truncate, connection, tls, stall, drip, flood, malformed, garble, interim, surplus, json, empty-page, "
      "repeat-page, page-size, total, no-total, page-number, no-page-number, "
      "repeat-marker, no-marker, no-truncated, stray-marker");
  CHECK(
      why("") ==
      "invalid fault \"\": kind is \"\"; expected one of delay, status, throttle, denied, "
      "expired-token, reset, "
      "cut, "
      "truncate, connection, tls, stall, drip, flood, malformed, garble, interim, surplus, json, empty-page, "
      "repeat-page, page-size, total, no-total, page-number, no-page-number, "
      "repeat-marker, no-marker, no-truncated, stray-marker");
  CHECK(why("thortle:times=2").ends_with("stray-marker; did you mean \"throttle\"?"));
  CHECK(why("emptypage").ends_with("stray-marker; did you mean \"empty-page\"?"));
  CHECK(why("reset:where=tail") ==
        "invalid fault \"reset:where=tail\": where is \"tail\"; expected one of before, header, "
        "body");
  CHECK(why("reset:vendor=aws") ==
        "invalid fault \"reset:vendor=aws\": vendor is \"aws\"; expected one of eas, qianfan");
  CHECK(why("reset:bytes=1") ==
        "invalid fault \"reset:bytes=1\": reset has no setting \"bytes\"; its settings are at, times, "
        "vendor, account, region, "
        "page, wait-ms, "
        "where");
  CHECK(why("flood:part=tail") ==
        "invalid fault \"flood:part=tail\": part is \"tail\"; expected one of status-line, "
        "header, interim, "
        "extension, "
        "trailer, body");
  CHECK(why("throttle:tmes=2").ends_with("ratelimit-ms; did you mean \"times\"?"));
  CHECK(why("page-size:siz=2").ends_with("size, silent; did you mean \"size\"?"));
  CHECK(why("throttle:times=1,times=2") == "invalid fault \"throttle:times=1,times=2\": times is set twice");
  CHECK(why("reset:vendor=eas,where=body,vendor=eas").ends_with("vendor is set twice"));
  CHECK(why("json:silent=yes").ends_with("page, wait-ms, how"));
  CHECK(why("cut:where=body").ends_with("page, wait-ms, bytes, no-length"));
  CHECK(why("truncate:no-length=yes").ends_with("page, wait-ms, bytes"));
  CHECK(why("drip:how=slow").ends_with("page, wait-ms, every-ms"));
  CHECK(why("flood:where=body").ends_with("page, wait-ms, part, bytes"));
  for (const std::string kind : {"connection", "tls"})
    for (const char* target : {"vendor=eas", "account=a", "region=cn-shanghai", "page=1"})
      CHECK(why(kind + ':' + target)
                .ends_with(
                    kind +
                    " takes no vendor, account, region or page: it applies to connections, not to requests"));
  CHECK(why("tls:how=bad")
            .ends_with("how is \"bad\"; expected one of wrong-host, expired, not-yet-valid, self-signed, "
                       "unknown-authority, "
                       "common-name, weak-key, old-version, plain-http, cut"));
  CHECK(why("cut:at=0") == "invalid fault \"cut:at=0\": at is \"0\"; expected a number of at least 1");
  CHECK(why("cut:times=-1") ==
        "invalid fault \"cut:times=-1\": times is \"-1\"; expected a number of at least 1");
  CHECK(why("cut:page=two") ==
        "invalid fault \"cut:page=two\": page is \"two\"; expected a number of at least 1");
  CHECK(why("cut:times") == "invalid fault \"cut:times\": \"times\" is not of the form NAME=VALUE");
  CHECK(why("cut:") == "invalid fault \"cut:\": \"\" is not of the form NAME=VALUE");
  CHECK(why("status:status=600") ==
        "invalid fault \"status:status=600\": status is 600; expected 200 to 599");
  CHECK(why("status:status=100") ==
        "invalid fault \"status:status=100\": status is \"100\"; expected a number of at least 200");
  CHECK(why("delay") == "invalid fault \"delay\": delay requires wait-ms");
  CHECK(why("page-size") == "invalid fault \"page-size\": page-size requires a size of at least 1");
  CHECK(why("page-size:size=1,silent=1") ==
        "invalid fault \"page-size:size=1,silent=1\": silent is \"1\"; expected one of yes, no");
  CHECK(why("total") == "invalid fault \"total\": total requires either set or add");
  CHECK(why("total:set=1,add=1") == "invalid fault \"total:set=1,add=1\": total requires either set or add");
  CHECK(why("total:set=1,vendor=qianfan") ==
        "invalid fault \"total:set=1,vendor=qianfan\": total applies only to eas");
  CHECK(why("no-marker:region=x") == "invalid fault \"no-marker:region=x\": qianfan has no regions");
  CHECK(why("status:retry-after=1") ==
        "invalid fault \"status:retry-after=1\": status has no setting \"retry-after\"; its settings are at, "
        "times, vendor, account, region, page, wait-ms, status, code, message, body");
}

TEST_CASE("parse_fault: lists exactly the settings of a kind") {
  const auto lists = [](std::string_view list, std::string_view name) {
    return (", " + std::string(list) + ',').find(", " + std::string(name) + ',') != std::string::npos;
  };
  std::string kinds = why("");
  kinds = kinds.substr(kinds.find("one of ") + 7) + ", ";
  int count = 0;
  for (std::size_t end; (end = kinds.find(", ")) != kinds.npos; kinds.erase(0, end + 2), ++count) {
    const auto kind = kinds.substr(0, end);
    const auto list = why(kind + ":unknown=1");
    for (const std::string name :
         {"status", "code", "message", "body", "retry-after-ms", "retry-after", "ratelimit-ms", "where",
          "bytes", "no-length", "how", "every-ms", "part", "size", "silent", "set", "add"}) {
      const bool has = why(kind + ':' + name + "=?").find("has no setting") == std::string::npos;
      CHECK_MESSAGE(lists(list.substr(list.find("its settings are ") + 17), name) == has,
                    kind << ' ' << name);
    }
  }
  CHECK(count > 20);
}

TEST_CASE("parse_fault: a kind that only one vendor supports has that vendor") {
  for (const char* kind : {"total:set=1", "no-total", "page-number:set=1", "no-page-number"})
    CHECK(emulator::parse_fault(kind).vendor == "eas");
  for (const char* kind : {"repeat-marker", "no-marker", "no-truncated", "stray-marker"})
    CHECK(emulator::parse_fault(kind).vendor == "qianfan");
  for (const char* kind : {"empty-page", "repeat-page", "page-size:size=1"})
    CHECK(emulator::parse_fault(kind).vendor == "");
}
