// A batch of the team as a report that leaves the service.
#pragma once

#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct BatchReport {
  std::string content_type;
  std::string file_name;
  std::string text;
};

/// `format` is `markdown` (also empty), `text`, `html`, `csv`, `ticket` or `json`; kMalformed else.
Result<BatchReport> report_batch(Context& context, std::string_view batch, std::string_view format);

}  // namespace fettle::usecases
