#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/audit_commands.hpp"
#include "app/catalogue_commands.hpp"
#include "app/chosen.hpp"
#include "app/command_help.hpp"
#include "app/completion.hpp"
#include "app/database_commands.hpp"
#include "app/empty_value.hpp"
#include "app/history_commands.hpp"
#include "app/man_page.hpp"
#include "app/remote_commands.hpp"
#include "app/serve_commands.hpp"
#include "app/ssh_options.hpp"
#include "app/standard_streams.hpp"
#include "app/user_commands.hpp"
#include "base/visible_text.hpp"
#include "cli/clean.hpp"
#include "cli/console.hpp"
#include "cli/cron.hpp"
#include "cli/demo.hpp"
#include "cli/lint.hpp"
#include "cli/plan_show.hpp"
#include "cli/resume.hpp"
#include "cli/run.hpp"
#include "core/flow/nearest.hpp"
#include "outgoing/curl_http_client.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::app {
namespace {

using cli::Console;

/// The values behind the help, read from what the parser itself knows.
CommandHelp help_of(const CLI::App& app) {
  CommandHelp help{.name = app.get_name(), .description = app.get_description()};
  help.footer = app.get_footer();
  for (const auto* option : app.get_options()) {
    const auto type = option->get_type_name();
    OptionHelp told{.value = option->get_type_size() == 0 ? "" : type.substr(0, type.find(':')),
                    .help = option->get_description(),
                    .required = option->get_required()};
    if (option->get_positional()) {
      told.names = {option->get_name(true)};
      help.arguments.push_back(std::move(told));
      continue;
    }
    for (const auto& name : option->get_snames()) told.names.push_back("-" + name);
    for (const auto& name : option->get_lnames()) told.names.push_back("--" + name);
    help.options.push_back(std::move(told));
  }
  for (const auto* command : app.get_subcommands(nullptr)) {
    help.commands.push_back(help_of(*command));
  }
  return help;
}

/// The option that was meant, where a word looks like one.
std::string unknown_option(const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) known.push_back("--" + name);
    for (const auto& name : option->get_snames()) known.push_back("-" + name);
  }
  const auto name = word.substr(0, word.find('='));
  const std::vector<std::string_view> views(known.begin(), known.end());
  const auto hint = flow::did_you_mean(name, views);
  return fmt::format("there is no option `{}`{}", name, hint.empty() ? "" : "; " + hint);
}

/// Words that have no place, in the order in which they were typed.
std::string unknown_words(const CLI::App& command, const std::vector<std::string>& words) {
  const bool are_words = std::ranges::count(words, "--") > 0;  // all that follow it
  for (const auto& word : words) {
    if (!are_words && word.size() > 1 && word.starts_with('-'))
      return unknown_option(command, word);
  }
  return fmt::format("nothing more can be said than that: {}", fmt::join(words, " "));
}

/// What was wrong with the arguments, of which command, and where to read on; the help itself where
/// a command is missing.
std::string usage_error(const CLI::App& app, const CLI::Error& error) {
  const CLI::App* command = &app;
  std::string above;
  std::string path = app.get_name();
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    above = std::exchange(path, path + " " + command->get_name());
  }
  std::vector<std::string> known;
  for (const auto* sub : command->get_subcommands(nullptr)) known.push_back(sub->get_name());
  const auto words = command->remaining();
  if (!known.empty() && words.empty()) return command->help(above);
  auto what = fmt::format("{}: {}", path, error.what());
  if (!words.empty()) what = fmt::format("{}: {}", path, unknown_words(*command, words));
  if (!known.empty() && !words.empty() && !words.front().starts_with('-')) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto hint = flow::did_you_mean(words.front(), views, "use " + flow::one_of(views));
    what = fmt::format("{}: there is no command `{}`; {}", path, words.front(), hint);
  }
  return fmt::format("{}\n`{} --help` tells what can be said.\n", what, path);
}

void add_launch_options(CLI::App& command, cli::LaunchOptions& launch) {
  const auto* const group = "Targets";
  command
      .add_option("plan", launch.plan,
                  "The plan, a markdown file; - reads standard input; or a name of the catalogue")
      ->required()
      ->type_name("PLAN.md");
  command.add_option("-t,--target", launch.targets, "Machines, as a,user@b:2222; may be repeated")
      ->type_name("LIST")
      ->multi_option_policy(CLI::MultiOptionPolicy::Join)
      ->delimiter(',')
      ->group(group);
  command
      .add_option("-i,--inventory", launch.inventories,
                  "Ansible inventory (INI, YAML), a folder of them, or CSV; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("-l,--limit", launch.limit, "Only these of the inventory: web*,!web3")
      ->type_name("PATTERN")
      ->group(group);
  command.add_flag("--local", launch.local, "This machine")->group(group);
  command.add_flag("--become", launch.become, "Steps run as root, through sudo")->group(group);
  command.add_option("--identity", launch.identity, "Private key for targets that name none")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--var", launch.variables, "Value of a variable of the plan; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--strategy", launch.strategy,
                  "Instead of the plan's: rolling, parallel, parallel_batched, rings")
      ->type_name("NAME");
  command.add_option("--recipes", launch.recipes, "Folder of recipes beside the catalogue's")
      ->type_name("FOLDER");
}

/// `--yes` and `--yes-gates`, `--db`, `--json`.
struct RunFlags {
  bool yes = false;
  bool yes_gates = false;
  bool json = false;
  std::string database;
};

void add_run_options(CLI::App& command, const std::shared_ptr<RunFlags>& flags) {
  command.add_flag("--yes", flags->yes, "Answers step and ring approvals, never a human_gate");
  command.add_flag("--yes-gates", flags->yes_gates, "Answers human gates too");
  command.add_flag("--json", flags->json, "One event a line (docs/reference/events.md)");
  add_database(command, flags->database);
}

cli::Consent consent(const RunFlags& flags) {
  if (flags.yes_gates) return cli::Consent::kEverything;
  return flags.yes ? cli::Consent::kApprovals : cli::Consent::kAsk;
}

cli::RunOptions::DryRun dry_run_of(const std::string& word) {
  using enum cli::RunOptions::DryRun;
  if (word.empty()) return kNo;
  return word == "connect" ? kConnect : kPlan;
}

// --- commands, one function each --------------------------------------------------------------

void add_run(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("run", "Carry a plan out from here, without a server");
  command->footer(
      "Example:\n"
      "  fettle run patch.md --target web1,web2 --dry-run\n"
      "  fettle run patch.md --inventory hosts.ini --limit 'web*' --var package_name=nginx --yes\n"
      "Exit status: 0 all completed, 1 any failed, 2 usage or a plan with errors,\n"
      "3 stopped with something interrupted or waiting.");
  const auto options = std::make_shared<cli::RunOptions>();
  const auto flags = std::make_shared<RunFlags>();
  const auto ssh = std::make_shared<SshFlags>();
  add_launch_options(*command, options->launch);
  add_run_options(*command, flags);
  const auto dry_run = std::make_shared<std::string>();
  command
      ->add_flag("--dry-run{plan}", *dry_run,
                 "Who goes when, every gate, the rendered commands; runs nothing. "
                 "--dry-run=connect also logs in at each target, and leaves")
      ->check(CLI::IsMember({"plan", "connect"}));
  add_ssh_options(*command, ssh);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->database = flags->database;
      options->consent = consent(*flags);
      options->format = format_of(flags->json);
      options->dry_run = dry_run_of(*dry_run);
      options->ssh = ssh_settings(*ssh);
      return cli::run_plan(*options, console);
    };
  });
}

void add_resume(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("resume", "Go on with a batch after a kill, a crash, a lost link, a halt");
  command->footer(
      "Example:\n"
      "  fettle resume\n"
      "  fettle resume 01932b0c --db fettle.db --retry --rest\n"
      "Exit status: as fettle run.");
  const auto options = std::make_shared<cli::ResumeOptions>();
  const auto flags = std::make_shared<RunFlags>();
  const auto ssh = std::make_shared<SshFlags>();
  command
      ->add_option("batch", options->batch,
                   "The beginning of its id, or last; default the only one that qualifies")
      ->type_name("BATCH");
  add_run_options(*command, flags);
  command->add_flag("--retry", options->retry,
                    "Run failed and interrupted sessions again from their failed step");
  command->add_flag("--rest", options->rest, "Go on with the rest of a halted batch");
  command->add_flag("--rollback", options->rollback, "Run the rollback steps of failed sessions");
  command->add_flag("--cancel", options->cancel, "Stop what runs, begin nothing more");
  add_ssh_options(*command, ssh);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->database = flags->database;
      options->consent = consent(*flags);
      options->format = format_of(flags->json);
      options->ssh = ssh_settings(*ssh);
      return cli::resume_batch(*options, console);
    };
  });
}

void add_clean(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("clean", "Remove this installation's receipts from its targets");
  command->footer(
      "Example:\n  fettle clean\n"
      "Exit status: 0, 2 where the database can't be used, 3 where a target could not be cleaned\n"
      "or a run is under way on one.");
  const auto options = std::make_shared<cli::CleanOptions>();
  const auto ssh = std::make_shared<SshFlags>();
  const auto json = std::make_shared<bool>();
  add_database(*command, options->database);
  command->add_flag("--json", *json, "An array of targets");
  add_ssh_options(*command, ssh);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      options->ssh = ssh_settings(*ssh);
      return cli::clean(*options, console);
    };
  });
}

void add_lint(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("lint", "Every problem of plans and recipes");
  command->footer(
      "Example:\n  fettle lint plans/*.md\n"
      "Exit status: 0 no errors, 1 errors, 2 a file that can't be read.");
  const auto options = std::make_shared<cli::LintOptions>();
  command->add_option("files", options->files, "Markdown files")->required()->type_name("FILE");
  const auto json = std::make_shared<bool>();
  const auto sarif = std::make_shared<bool>();
  auto* as_json = command->add_flag("--json", *json, "An array of problems");
  command->add_flag("--sarif", *sarif, "SARIF 2.1.0")->excludes(as_json);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      using Format = cli::LintOptions::Format;
      options->format = *json ? Format::kJson : *sarif ? Format::kSarif : Format::kText;
      return cli::lint(*options, console);
    };
  });
}

void add_cron(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("cron", "When a cron expression fires next");
  command->footer(
      "Example:\n"
      "  fettle cron '30 2 * * TUE#2+3' --tz Europe/Berlin --count 3\n"
      "  fettle cron '0 9 L * *' --describe\n"
      "Exit status: 0, 1 where it is not valid or never fires, 2 usage.");
  const auto options = std::make_shared<cli::CronOptions>();
  command->add_option("expression", options->expression, "Five fields, or @daily and its like")
      ->required()
      ->type_name("'EXPR'");
  command->add_option("--tz", options->zone, "IANA time zone; default UTC")->type_name("ZONE");
  command->add_option("--from", options->from, "Firings after this; default now")
      ->type_name("RFC3339");
  command->add_option("--count", options->count, "How many; default 5")->type_name("N");
  command->add_flag("--describe", options->describe, "In words");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      return cli::run_cron(*options, transport::AsioLoop().now(), console.out, console.err);
    };
  });
}

void add_plan(CLI::App& app, Chosen& chosen) {
  auto* plan = app.add_subcommand("plan", "Look at a plan");
  plan->require_subcommand(1);
  auto* command =
      plan->add_subcommand("show", "As it is understood: defaults, gates and reasons, waves");
  command->footer(
      "Example:\n  fettle plan show patch.md\n"
      "  fettle plan show patch.md --target a,b,c --var package_name=nginx --json");
  const auto options = std::make_shared<cli::PlanShowOptions>();
  add_launch_options(*command, options->launch);
  const auto json = std::make_shared<bool>();
  command->add_flag("--json", *json, "One JSON object");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      options->format = format_of(*json);
      return cli::show_plan(*options, console);
    };
  });
}

void add_demo(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("demo", "A plan carried out before your eyes on three servers");
  command->footer(
      "Example:\n  fettle demo --once\n"
      "Starts three private SSH servers on this machine's loopback as a fleet, and carries a plan "
      "out\n"
      "on them; then the service on the same loopback, with a team, a finished run and a schedule\n"
      "that waits. Prints its address and how to sign in. Ctrl-C ends and removes all of it.");
  const auto options = std::make_shared<cli::DemoOptions>();
  command->add_flag("--once", options->once, "Without the service; exit with the run's status");
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      outgoing::CurlHttpClient http("");
      return cli::run_demo(*options, http, console);
    };
  });
}

void add_version(CLI::App& app, Chosen& chosen) {
  app.add_subcommand("version", "The version of this program")->callback([&chosen] {
    chosen = [](const Console& console) {
      console.out << "fettle " << FETTLE_VERSION << "\n";
      return cli::kExitDone;
    };
  });
}

void add_help(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("help", "Help of a command");
  command->footer("Example:\n  fettle help run\n  fettle help plan show");
  const auto words = std::make_shared<std::vector<std::string>>();
  command->add_option("command", *words, "run, plan show, ...")->type_name("COMMAND");
  command->callback([&app, &chosen, words] {
    chosen = [&app, words](const Console& console) {
      const CLI::App* about = &app;
      auto path = app.get_name();
      for (const auto& word : *words) {
        path += " " + word;
        const auto known = about->get_subcommands(nullptr);
        const auto next = std::ranges::find(known, word, &CLI::App::get_name);
        if (next == known.end()) {
          console.err << fmt::format("fettle help: there is no command `{}`\n", word);
          return cli::kExitUsage;
        }
        about = *next;
      }
      // Not App::help(): it would give that of the command that was chosen, which is this one.
      console.out << about->get_formatter()->make_help(about, path, CLI::AppFormatMode::Normal);
      return cli::kExitDone;
    };
  });
}

void add_completion(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("completion", "Completion for a shell, to standard output");
  command->footer(
      "Example:\n"
      "  fettle completion bash >/etc/bash_completion.d/fettle\n"
      "  fettle completion zsh >/usr/local/share/zsh/site-functions/_fettle\n"
      "  fettle completion fish >~/.config/fish/completions/fettle.fish");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&app, &chosen, shell] {
    chosen = [&app, shell](const Console& console) {
      const auto write = *shell == "bash"  ? bash_completion
                         : *shell == "zsh" ? zsh_completion
                                           : fish_completion;
      console.out << write(help_of(app));
      return cli::kExitDone;
    };
  });
}

void add_man(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("man", "The manual page, to standard output");
  command->footer(
      "Example:\n  fettle man | man -l -\n  fettle man >/usr/local/share/man/man1/fettle.1");
  command->callback([&app, &chosen] {
    chosen = [&app](const Console& console) {
      console.out << man_page(help_of(app));
      return cli::kExitDone;
    };
  });
}

/// Every command, in the order of the help.
constexpr std::array kCommands{
    &add_run,     &add_resume,    &add_batches, &add_show,   &add_logs,       &add_launch,
    &add_approve, &add_sessions,  &add_import,  &add_clean,  &add_lint,       &add_plan,
    &add_cron,    &add_catalogue, &add_serve,   &add_doctor, &add_user,       &add_audit,
    &add_backup,  &add_restore,   &add_migrate, &add_demo,   &add_completion, &add_man,
    &add_help,    &add_version};

int refuse_without_value(const std::string& option) {
  std::cerr << visible_text(
      fmt::format("fettle: {} has an empty value; give it one, or leave it out\n", option));
  return cli::kExitUsage;
}

/// What is told of output that could not be written, and the status then: that of a run tells what
/// became of it.
int after_output(const CLI::App& app, int status) {
  if (!output_is_lost()) return status;
  std::cerr << "fettle: standard output can't be written, so what it should say is lost: see that "
               "it is open and its disk has room\n";
  const bool ran =
      (app.got_subcommand("run") && app.get_subcommand("run")->count("--dry-run") == 0) ||
      app.got_subcommand("resume");
  return status == cli::kExitDone && !ran ? cli::kExitUsage : status;
}

}  // namespace

int run_command_line(std::span<char* const> arguments) {
  occupy_closed_streams();
  CLI::App app{"Carries maintenance plans out on fleets of servers, and tells the truth about it."};
  app.name("fettle");
  app.require_subcommand(1);
  app.failure_message([](const CLI::App* root, const CLI::Error& error) {
    return visible_text(usage_error(*root, error));
  });
  app.set_version_flag("-V,--version", std::string("fettle ") + FETTLE_VERSION, "The version");
  Chosen chosen;
  for (const auto add : kCommands) add(app, chosen);
  app.set_help_all_flag("--help-all", "Help of all commands");  // last: not an option of each
  try {
    // Before parsing, which may take the next word for the value.
    if (const auto empty = option_without_value(app, arguments); !empty.empty())
      return refuse_without_value(empty);
    app.parse(static_cast<int>(arguments.size()), arguments.data());
    if (const auto empty = option_without_value(app, arguments); !empty.empty())
      return refuse_without_value(empty);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? after_output(app, cli::kExitDone) : cli::kExitUsage;
  }
  try {
    return after_output(app, chosen(cli::process_console()));
  } catch (const std::exception& error) {
    // Memory, descriptors or threads ran out where nobody could go on. What is stored is whole.
    std::cerr << fmt::format(
        "fettle: stopped: {}; what runs on targets runs on, and `fettle resume` goes on\n",
        error.what());
    return cli::kExitUnfinished;
  }
}

}  // namespace fettle::app
