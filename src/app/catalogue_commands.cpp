#include "app/catalogue_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>

#include "cli/catalogue.hpp"

namespace fettle::app {
namespace {

using cli::CatalogueOptions;
using cli::Console;

void add_show(CLI::App& catalogue, Chosen& chosen) {
  auto* command = catalogue.add_subcommand("show", "The text of a plan or recipe");
  command->footer("Example:\n  fettle catalogue show disk-cleanup-cycle");
  const auto options = std::make_shared<CatalogueOptions>();
  command->add_option("name", options->name, "As the list names it")->required()->type_name("NAME");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) { return cli::show_from_catalogue(*options, console); };
  });
}

void add_copy(CLI::App& catalogue, Chosen& chosen) {
  auto* command = catalogue.add_subcommand("copy", "Copy a plan or recipe into a file to change");
  command->footer(
      "Example:\n  fettle catalogue copy disk-cleanup-cycle\n"
      "  fettle catalogue copy disk-cleanup-cycle plans/cleanup.md\n"
      "Exit status: 0, 2 where there is no such name or the file is there already.");
  const auto options = std::make_shared<CatalogueOptions>();
  command->add_option("name", options->name, "As the list names it")->required()->type_name("NAME");
  command->add_option("file", options->file, "Default NAME.md here")->type_name("FILE");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) { return cli::copy_from_catalogue(*options, console); };
  });
}

}  // namespace

void add_catalogue(CLI::App& app, Chosen& chosen) {
  auto* catalogue =
      app.add_subcommand("catalogue", "The shipped plans and recipes, which run knows by name");
  catalogue->footer(
      "Example:\n  fettle catalogue\n  fettle run disk-cleanup-cycle --target web1 --become "
      "--dry-run");
  catalogue->require_subcommand(0, 1);
  const auto options = std::make_shared<CatalogueOptions>();
  const auto json = std::make_shared<bool>();
  catalogue->add_flag("--json", *json, "An array of name, kind and title");
  // Called before those of its own commands, which then take its place.
  catalogue->preparse_callback([=, &chosen](std::size_t) {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      return cli::list_catalogue(*options, console);
    };
  });
  add_show(*catalogue, chosen);
  add_copy(*catalogue, chosen);
}

}  // namespace fettle::app
