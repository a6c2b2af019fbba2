// The arguments of the commands that look at what ran: batches, show, logs.
#pragma once

#include <string>

#include "app/chosen.hpp"

namespace fettle::app {

/// `--db FILE`.
CLI::Option* add_database(CLI::App& command, std::string& database);

void add_batches(CLI::App& app, Chosen& chosen);
void add_show(CLI::App& app, Chosen& chosen);
void add_logs(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
