#include "app/history_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>
#include <string>

#include "app/with_service.hpp"
#include "base/enum_name.hpp"
#include "cli/batches.hpp"
#include "cli/logs.hpp"
#include "cli/remote/history.hpp"
#include "cli/show.hpp"

namespace fettle::app {
namespace {

using cli::Console;

void add_batch(CLI::App& command, std::string& batch) {
  command.add_option("batch", batch, "The beginning of its id, or last")
      ->required()
      ->type_name("BATCH");
}

/// `--db FILE` or a service; the file goes before a service that the environment names.
void add_place(CLI::App& command, std::string& database, cli::ServerOptions& server) {
  auto* file = add_database(command, database);
  add_server_options(command, server)->excludes(file);
}

/// Whoever carries a batch out here sees its output already.
int show_kept_logs(const cli::LogsOptions& options, const Console& console) {
  if (options.follow == cli::LogsOptions::Follow::kNo) return cli::show_logs(options, console);
  console.err
      << "fettle: -f follows a batch of a service: name it with --server or FETTLE_SERVER\n";
  return cli::kExitUsage;
}

/// From the database, or from the service that is named.
template <class Options>
int from_place(const Options& options, const cli::ServerOptions& server, const Console& console,
               int (*here)(const Options&, const Console&),
               int (*there)(const Options&, const cli::Remote&)) {
  if (!options.database.empty() || !names_service(server)) return here(options, console);
  return with_service(server, console,
                      [&](const cli::Remote& remote) { return there(options, remote); });
}

}  // namespace

CLI::Option* add_database(CLI::App& command, std::string& database) {
  return command
      .add_option("--db", database,
                  "Where the state is kept; default $XDG_STATE_HOME/fettle/fettle.db")
      ->type_name("FILE");
}

void add_batches(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("batches", "What ran, newest first");
  command->footer(
      "Example:\n  fettle batches\n  fettle batches --json\n  fettle batches --server "
      "https://fettle.example.com\n"
      "Exit status: 0, 2 where the database can't be read.");
  const auto options = std::make_shared<cli::BatchesOptions>();
  const auto json = std::make_shared<bool>();
  const auto server = std::make_shared<cli::ServerOptions>();
  add_place(*command, options->database, *server);
  auto* as_json = command->add_flag("--json", *json, "An array of batches");
  command->add_flag("--ids", options->ids_only, "Short ids alone, one a line")->excludes(as_json);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      return from_place(*options, *server, console, cli::list_batches, cli::list_service_batches);
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
  const auto server = std::make_shared<cli::ServerOptions>();
  add_place(*command, options->database, *server);
  auto* as_json = command->add_flag("--json", *json, "One JSON object");
  command->add_option("--report", *report, "markdown, html, csv or ticket")
      ->type_name("FORM")
      ->check(CLI::IsMember({"markdown", "html", "csv", "ticket"}))
      ->excludes(as_json);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      options->report = enum_from_name<cli::ReportForm>(*report);
      return from_place(*options, *server, console, cli::show_batch, cli::show_service_batch);
    };
  });
}

void add_logs(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("logs", "What the commands of a batch wrote");
  command->footer(
      "Example:\n  fettle logs last\n  fettle logs 01932b0c web2\n  fettle logs -f last --server "
      "https://fettle.example.com\n"
      "Exit status: 0, 2 where there is no such batch or target.");
  const auto options = std::make_shared<cli::LogsOptions>();
  const auto json = std::make_shared<bool>();
  const auto follow = std::make_shared<bool>();
  add_batch(*command, options->batch);
  command->add_option("target", options->target, "Only of this target")->type_name("TARGET");
  const auto server = std::make_shared<cli::ServerOptions>();
  add_place(*command, options->database, *server);
  command->add_flag("--json", *json, "One JSON object a line, for each command");
  command->add_flag("-f,--follow", *follow, "Of a service: also what comes, until the batch ends");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      if (*follow) options->follow = cli::LogsOptions::Follow::kYes;
      return from_place(*options, *server, console, show_kept_logs, cli::show_service_logs);
    };
  });
}

}  // namespace fettle::app
