// The options of `fettle serve`.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_serve(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
