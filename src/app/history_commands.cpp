#include "app/history_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "base/enum_name.hpp"
#include "cli/batches.hpp"
#include "cli/logs.hpp"
#include "cli/show.hpp"

namespace fettle::app {
namespace {

using cli::Console;

void add_batch(CLI::App& command, std::string& batch) {
  command.add_option("batch", batch, "The beginning of its id, or last")
      ->required()
      ->type_name("BATCH");
}

}  // namespace

void add_database(CLI::App& command, std::string& database) {
  command
      .add_option("--db", database,
                  "Where the state is kept; default $XDG_STATE_HOME/fettle/fettle.db")
      ->type_name("FILE");
}

void add_batches(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("batches", "What ran, newest first");
  command->footer(
      "Example:\n  fettle batches\n  fettle batches --json\n"
      "Exit status: 0, 2 where the database can't be read.");
  const auto options = std::make_shared<cli::BatchesOptions>();
  const auto json = std::make_shared<bool>();
  add_database(*command, options->database);
  auto* as_json = command->add_flag("--json", *json, "An array of batches");
  command->add_flag("--ids", options->ids_only, "Short ids alone, one a line")->excludes(as_json);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      return cli::list_batches(*options, console);
    };
  });
}

void add_show(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand(
      "show", "One batch: its targets, steps, answers, and what changed; or a report of it");
  command->footer(
      "Example:\n  fettle show last\n  fettle show 01932b0c --report html >report.html\n"
      "Exit status: 0, 2 where there is no such batch.");
  const auto options = std::make_shared<cli::ShowOptions>();
  const auto json = std::make_shared<bool>();
  const auto report = std::make_shared<std::string>();
  add_batch(*command, options->batch);
  add_database(*command, options->database);
  auto* as_json = command->add_flag("--json", *json, "One JSON object");
  command->add_option("--report", *report, "markdown, html, csv or ticket")
      ->type_name("FORM")
      ->check(CLI::IsMember({"markdown", "html", "csv", "ticket"}))
      ->excludes(as_json);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      options->report = enum_from_name<cli::ReportForm>(*report);
      return cli::show_batch(*options, console);
    };
  });
}

void add_logs(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("logs", "What the commands of a batch wrote");
  command->footer(
      "Example:\n  fettle logs last\n  fettle logs 01932b0c web2\n"
      "Exit status: 0, 2 where there is no such batch or target.");
  const auto options = std::make_shared<cli::LogsOptions>();
  const auto json = std::make_shared<bool>();
  add_batch(*command, options->batch);
  command->add_option("target", options->target, "Only of this target")->type_name("TARGET");
  add_database(*command, options->database);
  command->add_flag("--json", *json, "One JSON object a line, for each command");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      return cli::show_logs(*options, console);
    };
  });
}

}  // namespace fettle::app
