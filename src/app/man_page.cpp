#include "app/man_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace fettle::app {
namespace {

/// Text of a line of mdoc: backslashes, and what would be a request at a line's beginning.
std::string escape(std::string_view text) {
  std::string escaped;
  if (text.starts_with('.') || text.starts_with('\'')) escaped = "\\&";
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// As a quoted argument of a request, where `"` is written twice.
std::string quote(std::string_view text) {
  std::string twice;
  for (const char c : escape(text)) twice += c == '"' ? std::string("\"\"") : std::string(1, c);
  return '"' + twice + '"';
}

std::string literal(std::string_view text) {
  std::string block = ".Bd -literal\n";
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    block += escape(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return block + ".Ed\n";
}

/// mdoc wants each sentence on a line of its own.
std::string sentences(std::string_view text) {
  std::string lines;
  for (auto end = text.find(". "); end != text.npos; end = text.find(". ")) {
    lines += escape(text.substr(0, end + 1)) + "\n";
    text.remove_prefix(end + 2);
  }
  return lines + escape(text) + "\n";
}

std::string items(const std::vector<OptionHelp>& options) {
  if (options.empty()) return {};
  std::string list = ".Bl -tag -width Ds\n";
  for (const auto& option : options) {
    auto tag = fmt::format("{}", fmt::join(option.names, ", "));
    if (!option.value.empty() && tag.starts_with('-')) tag += " " + option.value;
    list += fmt::format(".It Sy {}\n{}", quote(tag), sentences(option.help));
  }
  return list + ".El\n";
}

std::string synopsis(const std::string& path, const CommandHelp& command) {
  auto line = fmt::format(".Nm Cm {}\n", escape(path));
  if (!command.options.empty()) line += ".Op Ar options\n";
  for (const auto& argument : command.arguments) {
    line +=
        fmt::format(".{} {}\n", argument.required ? "Ar" : "Op Ar", quote(argument.names.front()));
  }
  return line;
}

struct Parts {
  std::string synopsis;
  std::string commands;
};

void add_commands(const CommandHelp& command, const std::string& path, Parts& parts) {
  for (const auto& sub : command.commands) {
    const auto words = path.empty() ? sub.name : path + " " + sub.name;
    if (sub.commands.empty()) {
      parts.synopsis += synopsis(words, sub);
      parts.commands +=
          fmt::format(".Ss {}\n{}.\n{}{}", quote("fettle " + words), escape(sub.description),
                      items(sub.arguments), items(sub.options));
      if (!sub.footer.empty()) parts.commands += literal(sub.footer);
    }
    add_commands(sub, words, parts);
  }
}

}  // namespace

std::string man_page(const CommandHelp& program) {
  Parts parts;
  add_commands(program, "", parts);
  return fmt::format(
      ".Dd $Mdocdate$\n.Dt FETTLE 1\n.Os\n.Sh NAME\n.Nm fettle\n"
      ".Nd carries maintenance plans out on fleets of servers\n"
      ".Sh SYNOPSIS\n{}.Sh DESCRIPTION\n{}\n.Sh COMMANDS\n{}"
      ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
      ".It Ev FETTLE_SECRET_NAME\nThe value of the secret NAME that a plan asks for.\n"
      ".It Ev FETTLE_SSH_PASSPHRASE\nOpens private keys that a passphrase protects.\n"
      ".It Ev FETTLE_BECOME_PASSWORD\nWhat sudo or su asks for.\n"
      ".It Ev FETTLE_SSH_PASSWORD\nLogs in where a host takes no key.\n"
      ".It Ev FETTLE_SERVER\nThe address of the service that commands speak to.\n"
      ".It Ev FETTLE_TOKEN\nAn API token for it.\n"
      ".It Ev FETTLE_TOKEN_FILE\nA file that holds the token.\n"
      ".It Ev FETTLE_SERVER_CA\nThe authority that signed its certificate, in PEM.\n"
      ".It Ev NO_COLOR\nWhen set, nothing is coloured.\n"
      ".It Ev SSH_AUTH_SOCK\nThe agent that holds keys.\n"
      ".It Ev XDG_STATE_HOME\nThe folder of the state, in\n.Pa fettle/fettle.db .\n.El\n"
      ".Sh SEE ALSO\n.Xr ssh 1 ,\n.Xr ssh_config 5\n",
      parts.synopsis, escape(program.description), parts.commands);
}

}  // namespace fettle::app
