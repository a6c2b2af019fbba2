// `fettle doctor`: whether what `fettle serve` stands on is as it must be, and what to do where it
// isn't. Changes nothing, so it may be asked beside a running service and before the first start.
#pragma once

#include <string>

#include "app/serve_settings.hpp"
#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::app {

struct DoctorOptions {
  Named settings;  ///< by their names without dashes
  std::string file;
  cli::OutputFormat format = cli::OutputFormat::kText;
};

/// 0 where nothing is wrong but for warnings, 1 where something is, 2 where the settings can't be
/// read.
int doctor(const DoctorOptions& options, const cli::Console& console);

}  // namespace fettle::app
