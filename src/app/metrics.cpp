#include "app/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace fettle::app {
namespace {

/// Methods come from outside; only known ones are counted apart, so that the list stays short.
constexpr std::array<std::string_view, 6> kMethods{"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"};

template <class Value>
void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            Value value) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, type,
                 help, value);
}

}  // namespace

void Metrics::count_request(const std::string& method, int status,
                            std::chrono::microseconds duration) {
  const bool is_known = std::ranges::find(kMethods, method) != kMethods.end();
  ++requests_[{is_known ? method : "other", status}];
  const auto seconds = std::chrono::duration<double>(duration).count();
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    if (seconds <= kBounds[i]) ++durations_[i];
  }
  ++count_;
  seconds_ += seconds;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::string out = fmt::format(
      "# HELP fettle_build_info The version of this program.\n# TYPE fettle_build_info gauge\n"
      "fettle_build_info{{version=\"{}\"}} 1\n",
      FETTLE_VERSION);
  append(out, "process_start_time_seconds", "gauge", "Start, in seconds since 1970.",
         static_cast<double>(started_.ms) / 1000);
  append(out, "fettle_http_connections", "gauge", "Open connections.", gauges.connections);
  append(out, "fettle_event_streams", "gauge", "Open streams of events.", gauges.streams);
  out +=
      "# HELP fettle_http_requests_total Answered requests.\n"
      "# TYPE fettle_http_requests_total counter\n";
  auto back = std::back_inserter(out);
  for (const auto& [key, count] : requests_) {
    fmt::format_to(back, "fettle_http_requests_total{{method=\"{}\",status=\"{}\"}} {}\n",
                   key.first, key.second, count);
  }
  out +=
      "# HELP fettle_http_request_seconds How long requests took, streams included.\n"
      "# TYPE fettle_http_request_seconds histogram\n";
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    fmt::format_to(back, "fettle_http_request_seconds_bucket{{le=\"{}\"}} {}\n", kBounds[i],
                   durations_[i]);
  }
  fmt::format_to(back,
                 "fettle_http_request_seconds_bucket{{le=\"+Inf\"}} {0}\n"
                 "fettle_http_request_seconds_sum {1}\nfettle_http_request_seconds_count {0}\n",
                 count_, seconds_);
  return out;
}

}  // namespace fettle::app
