#include "app/database_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <utility>

#include "app/service_settings.hpp"
#include "app/user_commands.hpp"
#include "cli/backup.hpp"
#include "cli/migrate.hpp"

namespace fettle::app {
namespace {

using cli::Console;

/// `run` on the service's database, whose address goes to `options`.
template <class Options>
void choose(CLI::App& command, Chosen& chosen, const std::shared_ptr<Options>& options,
            int (*run)(const Options&, const Console&)) {
  const auto choice = std::make_shared<ServiceChoice>();
  add_service_choice(command, choice);
  const auto name = "fettle " + command.get_name();
  command.callback([=, &chosen] {
    chosen = [=](const Console& console) {
      auto settings = service_settings(choice->settings, choice->file);
      if (!settings) return refuse(settings.error(), name, console);
      options->database = std::move(settings->database);
      return run(*options, console);
    };
  });
}

}  // namespace

void add_backup(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("backup", "The service's database as one file");
  command->footer(
      "Example:\n"
      "  fettle backup /var/backups/fettle-$(date +%F).db\n"
      "  fettle backup --database postgresql:///fettle fettle.dump\n"
      "The service may go on meanwhile. The copy is checked and never overwrites a file. Secrets "
      "are\n"
      "in it sealed; the master key is not in it. PostgreSQL's own pg_dump makes the file there.\n"
      "Exit status: 0, 2 where the file exists or the database can't be copied.");
  const auto options = std::make_shared<cli::BackupOptions>();
  command->add_option("file", options->file, "To be made")->required()->type_name("FILE");
  choose(*command, chosen, options, cli::make_backup);
}

void add_restore(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("restore", "The service's database from a backup");
  command->footer(
      "Example:\n"
      "  systemctl stop fettle && mv /var/lib/fettle/fettle.db /var/lib/fettle/before.db\n"
      "  fettle restore --database sqlite:/var/lib/fettle/fettle.db fettle-2026-11-30.db\n"
      "Never overwrites a database. As targets may have moved on, every session that was open is\n"
      "interrupted, and every batch and schedule is paused until somebody has looked.\n"
      "Exit status: 0, 2 where there is a database already, the backup is damaged or newer.");
  const auto options = std::make_shared<cli::BackupOptions>();
  command->add_option("file", options->file, "The backup")->required()->type_name("FILE");
  choose(*command, chosen, options, cli::restore_backup);
}

void add_migrate(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("migrate", "Bring the service's database to this program's schema");
  command->footer(
      "Example:\n  fettle migrate --check\n  fettle migrate\n"
      "`fettle serve` does it too when it starts. A database of a newer Fettle is left as it is.\n"
      "Exit status: 0, 1 where --check finds something missing, 2 where the database is newer or\n"
      "can't be read.");
  const auto options = std::make_shared<cli::MigrateOptions>();
  command->add_flag("--check", options->check, "Only say what is missing");
  choose(*command, chosen, options, cli::migrate);
}

}  // namespace fettle::app
