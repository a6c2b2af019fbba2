// `fettle serve`: makes the parts of the service and puts them together.
#pragma once

#include "app/serve_settings.hpp"
#include "cli/console.hpp"

namespace fettle::app {

/// The exit status: 0 after SIGTERM, 2 where a setting, the database or the address can't be used.
int serve(const Named& options, const std::string& file, const cli::Console& console);

}  // namespace fettle::app
