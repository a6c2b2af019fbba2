// What a cron expression means and when it fires next, before anybody schedules by it. The rules
// are core/schedule's; here they meet the words of the API.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/flows/shown_diagnostic.hpp"

namespace fettle::usecases {

inline constexpr int kFiringsMax = 100;

struct CronPreviewRequest {
  std::string cron_expression;
  std::optional<std::string> timezone;  ///< IANA; none: UTC
  std::optional<int> count;             ///< of firings; none: 5
};
BOOST_DESCRIBE_STRUCT(CronPreviewRequest, (), (cron_expression, timezone, count))

struct ShownFiring {
  Instant at;
  std::string local;  ///< RFC 3339 with the zone's offset at that time
};
BOOST_DESCRIBE_STRUCT(ShownFiring, (), (at, local))

struct CronPreview {
  bool is_valid = false;
  std::vector<ShownDiagnostic> diagnostics;  ///< of the expression
  std::string words;                         ///< empty where it is not valid
  std::string timezone;
  std::vector<ShownFiring> firings;
};
BOOST_DESCRIBE_STRUCT(CronPreview, (), (is_valid, diagnostics, words, timezone, firings))

/// From the context's time on. An expression that is not valid is an answer, a zone that does not
/// exist or a count out of range is kInvalid.
Result<CronPreview> preview_cron(Context& context, const CronPreviewRequest& request);

}  // namespace fettle::usecases
