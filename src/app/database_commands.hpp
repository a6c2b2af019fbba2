// The arguments of `fettle backup`, `fettle restore` and `fettle migrate`.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_backup(CLI::App& app, Chosen& chosen);
void add_restore(CLI::App& app, Chosen& chosen);
void add_migrate(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
