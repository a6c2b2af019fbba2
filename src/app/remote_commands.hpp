// `fettle launch`, `approve`, `sessions` and `import`: the daily work against a service.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_launch(CLI::App& app, Chosen& chosen);
void add_approve(CLI::App& app, Chosen& chosen);
void add_sessions(CLI::App& app, Chosen& chosen);
void add_import(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
