// The arguments of `fettle catalogue`.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_catalogue(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
