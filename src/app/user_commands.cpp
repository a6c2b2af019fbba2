#include "app/user_commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <utility>

#include "app/service_settings.hpp"
#include "cli/files.hpp"
#include "cli/users.hpp"

namespace fettle::app {
namespace {

using cli::Console;
using cli::UsersOptions;

using Command = int (*)(const UsersOptions& options, const Console& console);

void add_setting(CLI::App& command, const std::shared_ptr<ServiceChoice>& choice,
                 const SettingRow& row) {
  const std::string name(row.name);
  command
      .add_option_function<std::string>(
          "--" + name, [=](const std::string& value) { choice->settings[name] = value; },
          std::string(row.help))
      ->type_name(std::string(row.type));
}

void add_settings(CLI::App& command, const std::shared_ptr<ServiceChoice>& choice,
                  std::initializer_list<std::string_view> names) {
  command.add_option("--config", choice->file, "The service's settings in YAML; or FETTLE_CONFIG")
      ->type_name("FILE");
  for (const auto& row : serve_setting_rows()) {
    if (std::ranges::find(names, row.name) != names.end()) add_setting(command, choice, row);
  }
}

/// As the command is to be run: on the database and with the address of the service.
void choose(CLI::App& command, Chosen& chosen, const std::shared_ptr<ServiceChoice>& choice,
            const std::shared_ptr<UsersOptions>& options, Command run) {
  const auto name = "fettle user " + command.get_name();
  command.callback([=, &chosen] {
    chosen = [=](const Console& console) {
      auto settings = service_settings(choice->settings, choice->file);
      if (!settings) return refuse(settings.error(), name, console);
      options->database = std::move(settings->database);
      options->public_url = settings->public_url.empty()
                                ? "http://" + settings->listen + settings->base_path
                                : std::move(settings->public_url);
      return run(*options, console);
    };
  });
}

/// `fettle user NAME EMAIL`.
struct OnePerson {
  const char* name;
  const char* description;
  const char* footer;
  Command run;
};

constexpr OnePerson kInvite{
    "invite", "A link with which somebody joins a team, as its owner",
    "Example:\n  fettle user invite ann@example.com\n"
    "  fettle user invite ben@example.com --role engineer --team North\n"
    "Exit status: 0, 2 where somebody has that address or there is no such team.",
    cli::invite_user};
constexpr OnePerson kPassword{
    "password", "A link with which somebody chooses a new password",
    "Example:\n  fettle user password ann@example.com\n"
    "The link works once, for a day. Exit status: 0, 2 where there is nobody of that address.",
    cli::make_password_link};
constexpr OnePerson kUnlock{"unlock", "End somebody's wait after failed sign-ins",
                            "Example:\n  fettle user unlock ann@example.com\n"
                            "Exit status: 0, 2 where there is nobody of that address.",
                            cli::unlock_user};
constexpr OnePerson kResetSecondFactor{
    "reset-second-factor", "Take a lost second factor away",
    "Example:\n  fettle user reset-second-factor ann@example.com\n"
    "Exit status: 0, 2 where there is nobody of that address, or no second factor.",
    cli::reset_second_factor};

CLI::App& add_one(CLI::App& user, Chosen& chosen, const OnePerson& one,
                  const std::shared_ptr<UsersOptions>& options) {
  auto* command = user.add_subcommand(one.name, one.description);
  command->footer(one.footer);
  const auto choice = std::make_shared<ServiceChoice>();
  command->add_option("email", options->email, "The person's address")
      ->required()
      ->type_name("EMAIL");
  add_settings(*command, choice, {"database", "public-url"});
  choose(*command, chosen, choice, options, one.run);
  return *command;
}

void add_list(CLI::App& user, Chosen& chosen) {
  auto* command = user.add_subcommand("list", "Everybody of all teams");
  command->footer(
      "Example:\n  fettle user list\n  fettle user list --json\n"
      "Exit status: 0, 2 where the database can't be read.");
  const auto options = std::make_shared<UsersOptions>();
  const auto choice = std::make_shared<ServiceChoice>();
  command->add_flag_callback(
      "--json", [=] { options->format = cli::OutputFormat::kJson; }, "An array of people");
  add_settings(*command, choice, {"database"});
  choose(*command, chosen, choice, options, cli::list_users);
}

}  // namespace

void add_service_choice(CLI::App& command, const std::shared_ptr<ServiceChoice>& choice) {
  add_settings(command, choice, {"database"});
}

int refuse(const Error& error, const std::string& command, const Console& console) {
  console.err << cli::show(error, command, {});
  return cli::kExitUsage;
}

void add_user(CLI::App& app, Chosen& chosen) {
  auto* user = app.add_subcommand(
      "user", "Help for those who are locked out of the service, on its database directly");
  user->footer("Example:\n  fettle user list\n  fettle user password ann@example.com");
  user->require_subcommand(1);
  add_list(*user, chosen);
  const auto invited = std::make_shared<UsersOptions>();
  auto& invite = add_one(*user, chosen, kInvite, invited);
  invite.add_option("--role", invited->role, "viewer, engineer or owner; default owner")
      ->type_name("ROLE");
  invite.add_option("--team", invited->team, "Its name; default the only one")->type_name("NAME");
  for (const auto& one : {kPassword, kUnlock, kResetSecondFactor}) {
    add_one(*user, chosen, one, std::make_shared<UsersOptions>());
  }
}

}  // namespace fettle::app
