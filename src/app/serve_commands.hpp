// The options of `fettle serve`, and of `fettle doctor`, which takes the same settings.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_serve(CLI::App& app, Chosen& chosen);
void add_doctor(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
